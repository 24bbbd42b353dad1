/** Functions of sets: of five numbers in any order. */
import { parseGroup } from '@isotypic/algebra';
import { linear, S5, sum } from '../faults/fault.js';
import { type Right, right } from './right.js';

const invariant = (name: string, f: (x: Float64Array) => unknown): Right => right(name, S5, 'trivial', f);
const equivariant = (name: string, f: (x: Float64Array) => unknown): Right => right(name, S5, S5, f);

const mean = (x: Float64Array) => sum(x) / x.length;
const largest = (x: Float64Array) => x.reduce((a, b) => Math.max(a, b));
const softmax = (x: Float64Array, heat = 1) => {
  const e = x.map((v) => Math.exp((v - largest(x)) / heat));
  return e.map((v) => v / sum(e));
};

const elementarySymmetric = (x: Float64Array): Float64Array => {
  const e = Float64Array.of(1, 0, 0, 0, 0, 0);
  for (const v of x) for (let k = 5; k > 0; k--) e[k] += v * e[k - 1];
  return e;
};

/** (1 + 1e-3)-spaced weights of a net on sets. */
const net = (x: Float64Array): Float64Array => {
  let h = x;
  for (let layer = 0; layer < 4; layer++) {
    const m = mean(h);
    h = h.map((v) => Math.max(0, 0.9 * v - 0.4 * m + 0.1) - 0.2 * v);
  }
  return h;
};

const hidden = Array.from({ length: 8 }, (_, k) => [Math.sin(k + 1), Math.cos(2 * k)]);

export const sets: readonly Right[] = [
  equivariant('the identity', (x) => x),
  equivariant('ReLU', (x) => x.map((v) => Math.max(v, 0))),
  equivariant('squares', (x) => x.map((v) => v * v)),
  equivariant(
    'aI + bJ',
    linear(5, (i, j) => (i === j ? 0.7 : 0.3)),
  ),
  equivariant('centered', (x) => x.map((v) => v - mean(x))),
  equivariant('standardized', (x) => {
    const m = mean(x);
    const spread = Math.sqrt(sum(x.map((v) => (v - m) ** 2)) / 5 + 1e-6);
    return x.map((v) => (v - m) / spread);
  }),
  equivariant('softmax', (x) => softmax(x)),
  equivariant('softmax, cold', (x) => softmax(x, 1e-3)),
  equivariant('attention', (x) => x.map((q) => sum(softmax(x.map((k) => (q * k) / 50)).map((w, j) => w * x[j])))),
  equivariant('a net on sets', net),
  equivariant('ranks, ties shared', (x) =>
    x.map((v) => x.filter((w) => w < v).length + x.filter((w) => w === v).length / 2),
  ),
  equivariant('argmax, ties shared', (x) => x.map((v) => (v === largest(x) ? 1 / x.filter((w) => w === v).length : 0))),
  equivariant('entries less 10⁸, plus 10⁸', (x) => x.map((v) => v + 1e8 - (1e8 + 1e-9 * sum(x)))),
  equivariant('rounded by the first entry only', (x) => x.map((v) => v + x[0] - x[0])),
  equivariant('a derivative of log Σ exp', (x) =>
    x.map((v) => Math.exp(v / 100) / sum(x.map((w) => Math.exp(w / 100)))),
  ),
  invariant('a sum', (x) => sum(x)),
  invariant('a sum at a distance of 10⁸', (x) => x.reduce((s, v) => s + v, 1e8) - 1e8),
  invariant('the mean', mean),
  invariant('largest and least', (x) => [largest(x), -largest(x.map((v) => -v))]),
  invariant('sorted', (x) => x.sort()),
  invariant('the median', (x) => x.sort()[2]),
  invariant('a trimmed mean', (x) => mean(x.sort().slice(1, 4))),
  invariant('the sum of sorted', (x) => sum(x.sort())),
  invariant('variance in two passes', (x) => sum(x.map((v) => (v - mean(x)) ** 2))),
  invariant('variance in one pass, cancelling', (x) => sum(x.map((v) => v * v)) / 5 - mean(x) ** 2),
  invariant('variance at a distance of 10⁶', (x) => sum(x.map((v) => (v + 1e6) ** 2)) / 5 - (mean(x) + 1e6) ** 2),
  invariant('power sums', (x) => [1, 2, 3, 4, 5, 6].map((k) => sum(x.map((v) => v ** k)))),
  invariant('elementary symmetric polynomials', elementarySymmetric),
  invariant('log Σ exp', (x) => largest(x) + Math.log(sum(x.map((v) => Math.exp(v - largest(x)))))),
  invariant(
    'log Σ exp, cold',
    (x) => 1e-4 * Math.log(sum(x.map((v) => Math.exp((v - largest(x)) / 1e-4)))) + largest(x),
  ),
  invariant('a product', (x) => x.reduce((p, v) => p * v, 1)),
  invariant('the square of the Vandermonde determinant', (x) => {
    let p = 1;
    for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) p *= (x[i] - x[j]) ** 2;
    return p;
  }),
  invariant('a harmonic mean', (x) => 1 / sum(x.map((v) => 1 / (v * v + 1e-3)))),
  invariant(
    'skewness, of cubes that cancel',
    (x) => sum(x.map((v) => v ** 3)) - 3 * sum(x) * sum(x.map((v) => v * v)) + 2 * sum(x) ** 3,
  ),
  invariant('a small difference of two sums', (x) => sum(x.map((v) => 1e6 * v)) - sum(x.map((v) => (1e6 - 1e-6) * v))),
  invariant('DeepSets', (x) => hidden.map(([a, b]) => Math.tanh(sum(x.map((v) => Math.max(0, a * v + b))) / 50))),
  invariant('sines of large arguments', (x) => Math.sin(1e4 * sum(x.map((v) => v * v)))),
  right(
    'a dense layer on 120',
    'permutation of symmetric(120)',
    'permutation',
    linear(120, (i, j) => (i === j ? 0.7 : 0.001)),
  ),
  right('a sum of 500', 'permutation of symmetric(500)', 'trivial', (x: Float64Array) => 0.1 * sum(x)),
  right('softmax of 100', 'permutation of symmetric(100)', 'permutation', (x: Float64Array) => softmax(x)),
  right('deviations of 100 from their mean', 'permutation of symmetric(100)', 'permutation', (x: Float64Array) => {
    const m = mean(x);
    return x.map((v) => v - m);
  }),
  right('differences of all pairs', S5, parseGroup('symmetric(5) on tuples(2)'), (x: Float64Array) =>
    [...x].flatMap((v) => [...x].map((w) => v - w)),
  ),
  right('a tuple of moments', S5, { mean: 'trivial', rest: S5 }, (x: Float64Array) => ({
    mean: mean(x),
    rest: x.map((v) => (v - mean(x)) ** 3),
  })),
  right('a batch of sets', S5, S5, (X: Float64Array[]) => X.map(net), { batch: 3 }),
  right(
    'a weighted sum, weights moved along',
    [S5, S5],
    'trivial',
    (x: Float64Array, w: Float64Array) => sum(x.map((v, i) => v * w[i])) / (1e-3 + sum(w.map((v) => v * v))),
  ),
];
