/** Convolutions, nets on irreps, and Clebsch–Gordan networks. */
import { type Permutation, parseGroup } from '@isotypic/algebra';
import { rotationAction } from '@isotypic/property-tests';
import { so3, sphericalHarmonics } from '@isotypic/rotations';
import { C6, C8, leftRegular, linear, planeOf, sum } from '../faults/fault.js';
import { type Right, right } from './right.js';

const circulant = (w: readonly number[]) => linear(w.length, (i, j) => w[(j - i + w.length) % w.length]);
const W6 = [0.1, -0.7, 1.3, 0.4, -0.2, 0.9];
const W8 = [0.5, 0.25, -0.125, 0.3, 0, 0.7, -0.9, 0.1];

/** |DFT|² of a signal. */
const spectrum = (x: Float64Array): number[] =>
  [...x.keys()].map((k) => {
    const part = (g: (t: number) => number) => sum(x.map((v, t) => v * g((2 * Math.PI * k * t) / x.length)));
    return part(Math.cos) ** 2 + part(Math.sin) ** 2;
  });

function convolutionOn(name: string): {
  rep: ReturnType<typeof leftRegular>['rep'];
  f: (x: Float64Array) => Float64Array;
} {
  const { rep, elements, indexOf } = leftRegular(parseGroup(name));
  const table = elements.map((g: Permutation) => elements.map((h) => indexOf(g.times(h))));
  const weights = elements.map((_, k) => Math.cos(5 * k + 1));
  return { rep, f: (x) => x.map((_, g) => sum(weights.map((w, h) => w * x[table[g][h]]))) };
}

const group = (name: string): Right => {
  const { rep, f } = convolutionOn(name);
  return right(`a group convolution, ${name}`, rep, rep, f);
};
const deep = (() => {
  const { rep, f } = convolutionOn('dihedral(4)');
  const relu = (x: Float64Array) => x.map((v) => Math.max(0, v));
  return right('three group convolutions with ReLU', rep, rep, (x: Float64Array) => f(relu(f(relu(f(x))))));
})();

const cross = (x: ArrayLike<number>, y: ArrayLike<number>): number[] => [
  x[1] * y[2] - x[2] * y[1],
  x[2] * y[0] - x[0] * y[2],
  x[0] * y[1] - x[1] * y[0],
];
const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));

/** Σ_{ij} C_{ijk} x_i y_j. */
function couple(l1: number, l2: number, l3: number): (x: Float64Array, y: Float64Array) => Float64Array {
  const { coefficients } = so3.clebschGordan(l1, l2, l3, { convention: 'e3nn' });
  const list = coefficients.map(({ i, j, k, value }) => ({ i, j, k, c: value.toNumber() }));
  return (x, y) => {
    const z = new Float64Array(2 * l3 + 1);
    for (const { i, j, k, c } of list) z[k] += c * x[i] * y[j];
    return z;
  };
}

const to2 = couple(1, 1, 2);
const back = couple(2, 1, 1);
const [D4, D6] = [planeOf(4), planeOf(6)];
const SO3 = 'V of SO(3)';
const harmonics = (l: number) => (x: Float64Array) => sphericalHarmonics(l, [[...x]], { normalize: false }).data;

export const groups: readonly Right[] = [
  right('a circulant', C6, C6, circulant(W6)),
  right('a circular convolution, ReLU, another', C8, C8, (x: Float64Array) =>
    circulant(W8)(circulant(W8)(x).map((v) => Math.max(v, 0))),
  ),
  right('a circular maximum', C8, C8, (x: Float64Array) =>
    x.map((v, i) => Math.max(v, x[(i + 1) % 8], x[(i + 7) % 8])),
  ),
  right('a power spectrum', C8, 'trivial', spectrum),
  right('an autocorrelation', C6, 'trivial', (x: Float64Array) =>
    x.map((_, s) => sum(x.map((v, i) => v * x[(i + s) % 6]))),
  ),
  right('an average over the orbit', C6, 'trivial', (x: Float64Array) =>
    sum([0, 1, 2, 3, 4, 5].map((s) => Math.sin(x[s] + 2 * x[(s + 1) % 6] * x[(s + 3) % 6]))),
  ),
  ...['dihedral(4)', 'quaternion', 'symmetric(3)', 'symmetric(4)', 'alternating(4)'].map(group),
  deep,
  right('tanh on a plane, D4', D4, D4, (x: Float64Array) => x.map(Math.tanh)),
  right('a gate by the norm, D6', D6, D6, (x: Float64Array) => x.map((v) => v / (1 + Math.exp(-norm(x))))),
  right('a norm, D6', D6, 'trivial', norm),
  right(
    'a sextic, D6',
    D6,
    'trivial',
    ([x, y]: Float64Array) => x ** 6 - 15 * x ** 4 * y * y + 15 * x * x * y ** 4 - y ** 6,
  ),
  right('its gradient, D6', D6, D6, ([x, y]: Float64Array) => [
    6 * x ** 5 - 60 * x ** 3 * y * y + 30 * x * y ** 4,
    -30 * x ** 4 * y + 60 * x * x * y ** 3 - 6 * y ** 5,
  ]),
  right('a unit vector, D6', D6, D6, (x: Float64Array) => (norm(x) === 0 ? x : x.map((v) => v / norm(x)))),
  right('a product of vectors', [SO3, SO3], SO3, cross),
  right('a product of three vectors', [SO3, SO3, SO3], SO3, (x: Float64Array, y: Float64Array, z: Float64Array) =>
    cross(x, cross(y, z)),
  ),
  right('a determinant', [SO3, SO3, SO3], 'trivial', (x: Float64Array, y: Float64Array, z: Float64Array) =>
    sum(cross(x, y).map((v, i) => v * z[i])),
  ),
  right('a norm', 'V of O(3)', 'trivial', norm),
  right('a norm that is gated', SO3, SO3, (x: Float64Array) => x.map((v) => v * Math.tanh(norm(x)))),
  right('a tensor of inertia', SO3, 'T(2) of SO(3)', (x: Float64Array) => {
    const n = sum(x.map((v) => v * v));
    return Float64Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? n : 0) - x[Math.floor(k / 3)] * x[k % 3]);
  }),
  right(
    'Minkowski products',
    ['V of O(1,3)', 'V of O(1,3)'],
    'trivial',
    (x: Float64Array, y: Float64Array) => 2 * x[0] * y[0] - sum(x.map((v, i) => v * y[i])),
  ),
  right(
    'an area, SL(2)',
    ['V of SL(2)', 'V of SL(2)'],
    'trivial',
    (x: Float64Array, y: Float64Array) => x[0] * y[1] - x[1] * y[0],
  ),
  ...[1, 3, 6].map((l) => right(`harmonics of degree ${l}`, rotationAction([1]), rotationAction([l]), harmonics(l))),
  right('a Clebsch–Gordan product', [rotationAction([1]), rotationAction([1])], rotationAction([2]), to2),
  right(
    'a Clebsch–Gordan network',
    [rotationAction([1]), rotationAction([1])],
    rotationAction([1]),
    (x: Float64Array, y: Float64Array) => {
      const second = to2(x, y);
      const size = norm(second);
      const gated = second.map((v) => v / (1 + size));
      return back(gated, y).map((v, i) => v + 0.5 * x[i]);
    },
  ),
  right('det of 3×3 by rows', '3*permutation of symmetric(3)', 'sign', (x: Float64Array) =>
    sum(cross(x.subarray(0, 3), x.subarray(3, 6)).map((v, i) => v * x[6 + i])),
  ),
];
