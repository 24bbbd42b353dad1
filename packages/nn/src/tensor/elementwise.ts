/** Functions of each entry. Their derivatives are written in their own values where that is possible. */
import { checkArgument } from '@isotypic/algebra/internal';
import { sharedTensorKernels } from '@isotypic/numeric/internal';
import { add } from './add.js';
import { errorFunction } from './error-function.js';
import { multiply, reciprocal, scale } from './multiply.js';
import { record } from './record.js';
import { type Pullback, scalar, TENSOR, Tensor } from './tensor.js';

/** f of each entry. */
function mapped(where: string, x: Tensor, f: (value: number) => number): Float64Array {
  checkArgument(where, 'x', x, TENSOR);
  const { data } = x;
  const target = new Float64Array(data.length);
  for (let i = 0; i < target.length; i++) target[i] = f(data[i]);
  return target;
}

/** f of each entry, with its pullback. */
function elementwise(where: string, x: Tensor, f: (value: number) => number, pullback: Pullback): Tensor {
  const data = mapped(where, x, f);
  return record(x.shape, data, [x], [pullback]);
}

/**
 * eˣ of each entry.
 * @example
 * exp(tensor([0])).at(0); // 1
 */
export function exp(x: Tensor): Tensor {
  const y: Tensor = elementwise('exp', x, Math.exp, (g) => multiply(g, y));
  return y;
}

/**
 * The natural logarithm of each entry.
 * @example
 * log(tensor([1])).at(0); // 0
 */
export function log(x: Tensor): Tensor {
  return elementwise('log', x, Math.log, (g) => multiply(g, reciprocal(x)));
}

/**
 * The square root of each entry; its derivative at 0 is infinite.
 * @example
 * sqrt(tensor([9])).at(0); // 3
 */
export function sqrt(x: Tensor): Tensor {
  const half = (g: Tensor): Tensor => scale(multiply(g, reciprocal(y)), 0.5);
  const y: Tensor = elementwise('sqrt', x, Math.sqrt, half);
  return y;
}

/**
 * The sine of each entry, an angle in radians.
 * @example
 * sin(tensor([0])).at(0); // 0
 */
export function sin(x: Tensor): Tensor {
  return elementwise('sin', x, Math.sin, (g) => multiply(g, cos(x)));
}

/**
 * The cosine of each entry, an angle in radians.
 * @example
 * cos(tensor([0])).at(0); // 1
 */
export function cos(x: Tensor): Tensor {
  return elementwise('cos', x, Math.cos, (g) => scale(multiply(g, sin(x)), -1));
}

/**
 * The hyperbolic tangent of each entry.
 * @example
 * tanh(tensor([0])).at(0); // 0
 */
export function tanh(x: Tensor): Tensor {
  const pullback = (g: Tensor): Tensor => multiply(g, add(scalar(1), scale(multiply(y, y), -1)));
  const y: Tensor = elementwise('tanh', x, Math.tanh, pullback);
  return y;
}

/**
 * 1/(1 + e⁻ˣ) of each entry.
 * @example
 * sigmoid(tensor([0])).at(0); // 0.5
 */
export function sigmoid(x: Tensor): Tensor {
  const pullback = (g: Tensor): Tensor => multiply(g, multiply(y, add(scalar(1), scale(y, -1))));
  const y: Tensor = elementwise('sigmoid', x, (v) => 1 / (1 + Math.exp(-v)), pullback);
  return y;
}

/**
 * The error function of each entry, 2/√π ∫₀ˣ e^(−t²) dt.
 * @example
 * erf(tensor([0])).at(0); // 0
 */
export function erf(x: Tensor): Tensor {
  const pullback = (g: Tensor): Tensor => scale(multiply(g, exp(scale(multiply(x, x), -1))), 2 / Math.sqrt(Math.PI));
  return elementwise('erf', x, errorFunction, pullback);
}

/**
 * 1 where an entry is above 0, else 0: a constant.
 * @example
 * isPositive(tensor([-1, 0, 2])).data; // [0, 0, 1]
 */
export function isPositive(x: Tensor): Tensor {
  const data = mapped('isPositive', x, (value) => (value > 0 ? 1 : 0));
  return new Tensor(x.shape, data);
}

/**
 * max(x, 0) of each entry; its derivative at 0 is taken as 0.
 * @example
 * relu(tensor([-1, 2])).data; // [0, 2]
 */
export function relu(x: Tensor): Tensor {
  checkArgument('relu', 'x', x, TENSOR);
  return record(x.shape, keptWhere(x, x), [x], [(g) => kept(g, x)]);
}

/** The entries of g where those of x are above 0, else 0; linear in g. */
function kept(g: Tensor, x: Tensor): Tensor {
  return record(g.shape, keptWhere(g, x), [g], [(h) => kept(h, x)]);
}

/** Of more entries than this the kernel is faster, copies in and out included (measured: 31 for 79 µs per 32768). */
const FEW = 256;
/** Entries that pass through the arena at a time: twice 128 KiB stay in the second-level cache. */
const RANGE = 16384;

function keptWhere({ data: values }: Tensor, { data }: Tensor): Float64Array {
  const n = values.length;
  if (n <= FEW) return values.map((value, i) => (data[i] > 0 ? value : 0));
  const target = new Float64Array(n);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(2 * RANGE);
  for (let from = 0; from < n; from += RANGE) {
    const end = Math.min(n, from + RANGE);
    heap.set(data.subarray(from, end), 0);
    if (values !== data) heap.set(values.subarray(from, end), RANGE);
    kernels.keepPositive(end - from, values === data ? 0 : RANGE, 0, 0);
    target.set(heap.subarray(0, end - from), from);
  }
  return target;
}

/**
 * |x| of each entry; its derivative at 0 is taken as 0.
 * @example
 * abs(tensor([-3])).at(0); // 3
 */
export function abs(x: Tensor): Tensor {
  const sign = (): Tensor => new Tensor(x.shape, mapped('abs', x, Math.sign));
  return elementwise('abs', x, Math.abs, (g) => multiply(g, sign()));
}
