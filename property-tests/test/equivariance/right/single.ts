/** Functions in single precision. */
import { adapters } from '@isotypic/property-tests';
import { planeOf, S5 } from '../faults/fault.js';
import { type Right, right } from './right.js';

const f32 = Math.fround;
const sum32 = (x: ArrayLike<number>): number => {
  let s = 0;
  for (let i = 0; i < x.length; i++) s = f32(s + x[i]);
  return s;
};
const single = (name: string, f: (x: Float32Array) => unknown): Right =>
  right(`${name}, in single precision`, S5, S5, f, { as: adapters.float32 });
const invariant = (name: string, f: (x: Float32Array) => unknown): Right =>
  right(`${name}, in single precision`, S5, 'trivial', f, { as: adapters.float32 });
const D6 = planeOf(6);

export const singles: readonly Right[] = [
  single('ReLU', (x) => x.map((v) => Math.max(v, 0))),
  single('centered', (x) => x.map((v) => v - sum32(x) / 5)),
  single('softmax', (x) => {
    const top = x.reduce((a, b) => Math.max(a, b));
    const e = x.map((v) => Math.exp(v - top));
    return e.map((v) => v / sum32(e));
  }),
  single('a layer', (x) => x.map((v) => Math.tanh(f32(0.3 * v) + f32(0.1 * sum32(x))))),
  single('standardized', (x) => {
    const m = f32(sum32(x) / 5);
    const spread = Math.sqrt(sum32(x.map((v) => (v - m) ** 2)) + 1e-3);
    return x.map((v) => (v - m) / spread);
  }),
  invariant('a sum', (x) => Float32Array.of(sum32(x))),
  invariant('a variance that cancels', (x) =>
    Float32Array.of(f32(sum32(x.map((v) => v * v)) / 5) - f32(f32(sum32(x) / 5) ** 2)),
  ),
  invariant('a sum at a distance of 1000', (x) => Float32Array.of(f32(x.reduce((s, v) => f32(s + v), 1000) - 1000))),
  invariant('log Σ exp', (x) => [f32(Math.log(sum32(x.map((v) => Math.exp(v / 1000)))))]),
  right('a gate by the norm, D6, in single precision', D6, D6, (x: Float64Array) => {
    const [a, b] = [f32(x[0]), f32(x[1])];
    const n = f32(Math.sqrt(f32(f32(a * a) + f32(b * b))));
    return Float32Array.of(a * n, b * n);
  }),
  right('a batch in single precision', S5, S5, (X: Float32Array[]) => X.map((x) => x.map((v) => v * sum32(x))), {
    as: adapters.float32,
    batch: 2,
  }),
];
