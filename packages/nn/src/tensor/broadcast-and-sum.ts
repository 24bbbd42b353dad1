/** Repeating along axes and adding along axes: each is the other's adjoint. */
import { arrayOf, boolean, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { pairwiseRows, pairwiseSum } from './pairwise.js';
import { permutedData } from './permute.js';
import { record } from './record.js';
import { reshape } from './reshape.js';
import { broadcastShape, repetitionIn, sameShape, sizeOf, stridesOf } from './shape.js';
import { SHAPE, shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/** Over which axes, and whether they stay with extent 1. */
export interface ReduceOptions {
  /** Default: all axes. */
  readonly axes?: readonly number[];
  /** Keep the reduced axes, with extent 1 (default false). */
  readonly keepAxes?: boolean;
}

export const REDUCE_OPTION_KINDS: OptionKinds<ReduceOptions> = {
  axes: arrayOf(integer(0), 'an array of axes'),
  keepAxes: boolean,
};

/** The axes as asked for, in order, and the shapes with and without them. */
export interface Reduction {
  readonly axes: readonly number[];
  readonly kept: readonly number[];
  readonly shape: readonly number[];
}

export function reductionOf(where: string, x: Tensor, { axes, keepAxes = false }: ReduceOptions): Reduction {
  const rank = x.shape.length;
  const list = axes === undefined ? [...Array(rank).keys()] : [...new Set(axes)].sort((a, b) => a - b);
  if (list.some((axis) => axis >= rank)) {
    throw shapeFault(where, `axes from 0 to ${rank - 1} for the shape ${shapeText(x.shape)}`, shapeText(axes ?? []));
  }
  const kept = x.shape.map((extent, axis) => (list.includes(axis) ? 1 : extent));
  return { axes: list, kept, shape: keepAxes ? kept : x.shape.filter((_, axis) => !list.includes(axis)) };
}

/**
 * Sums along axes, added in pairs.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for an axis that x has not
 * @example
 * reduceSum(tensor([1, 2, 3, 4], [2, 2]), { axes: [0] }).data; // [4, 6]
 */
export function reduceSum(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkArgument('reduceSum', 'x', x, TENSOR);
  checkOptions('reduceSum', options, REDUCE_OPTION_KINDS);
  const { axes, kept, shape } = reductionOf('reduceSum', x, options);
  if (axes.length === 0) return x;
  const { shape: before } = x;
  return record(shape, sums(x, axes), [x], [(g) => broadcastTo(reshape(g, kept), before)]);
}

/** The sums over those axes, which are not none. */
function sums(x: Tensor, axes: readonly number[]): Float64Array {
  const { shape } = x;
  const isOneRange = axes.every((axis, i) => axis === axes[0] + i);
  const rest = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const data = isOneRange ? x.data : permutedData(x.data, shape, [...rest, ...axes]);
  const outer = isOneRange ? sizeOf(shape.slice(0, axes[0])) : sizeOf(rest.map((axis) => shape[axis]));
  const count = sizeOf(axes.map((axis) => shape[axis]));
  const inner = isOneRange ? sizeOf(shape.slice(axes[0] + axes.length)) : 1;
  const target = new Float64Array(outer * inner);
  if (count === 0) return target;
  if (inner === 1) for (let o = 0; o < outer; o++) target[o] = pairwiseSum(data, o * count, count);
  else for (let o = 0; o < outer; o++) pairwiseRows(data, o * count * inner, count, inner, target, o * inner);
  return target;
}

/**
 * x repeated along the axes it lacks or has with extent 1.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless x broadcasts to the shape
 * @example
 * broadcastTo(tensor([1, 2]), [3, 2]).at(2, 1); // 2
 */
export function broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
  checkArgument('broadcastTo', 'x', x, TENSOR);
  checkArgument('broadcastTo', 'shape', shape, SHAPE);
  const common = broadcastShape(x.shape, shape);
  if (common === undefined || !sameShape(common, shape)) {
    throw shapeFault('broadcastTo', `a shape that broadcasts to ${shapeText(shape)}`, shapeText(x.shape));
  }
  if (sameShape(x.shape, shape)) return x;
  const before = x.shape;
  return record([...shape], repeated(x, shape), [x], [(g) => sumTo(g, before)]);
}

function repeated(x: Tensor, shape: readonly number[]): Float64Array {
  const { data } = x;
  const target = new Float64Array(sizeOf(shape));
  if (target.length === 0) return target;
  const pattern = repetitionIn(x.shape, shape);
  if (pattern === undefined) return repeatedAnywhere(x, shape, target);
  const { outer, middle, inner } = pattern;
  if (inner === 1) for (let o = 0; o < outer; o++) target.set(data, o * middle);
  else {
    for (let o = 0; o < outer; o++) {
      for (let m = 0; m < middle; m++) target.fill(data[m], (o * middle + m) * inner, (o * middle + m + 1) * inner);
    }
  }
  return target;
}

function repeatedAnywhere(x: Tensor, shape: readonly number[], target: Float64Array): Float64Array {
  const missing = shape.length - x.shape.length;
  const steps = stridesOf(x.shape);
  const strides = shape.map((_, axis) => (axis < missing || x.shape[axis - missing] === 1 ? 0 : steps[axis - missing]));
  const index = new Int32Array(shape.length);
  let from = 0;
  for (let to = 0; to < target.length; to++) {
    target[to] = x.data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return target;
}

/**
 * The adjoint of `broadcastTo`: sums along the axes that were repeated to come from `shape` to the shape of x.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless `shape` broadcasts to that of x
 * @example
 * sumTo(tensor([1, 2, 3, 4], [2, 2]), [2, 1]).data; // [3, 7]
 */
export function sumTo(x: Tensor, shape: readonly number[]): Tensor {
  checkArgument('sumTo', 'x', x, TENSOR);
  checkArgument('sumTo', 'shape', shape, SHAPE);
  if (sameShape(x.shape, shape)) return x;
  const common = broadcastShape(x.shape, shape);
  if (common === undefined || !sameShape(common, x.shape)) {
    throw shapeFault('sumTo', `a shape that broadcasts to ${shapeText(x.shape)}`, shapeText(shape));
  }
  const missing = x.shape.length - shape.length;
  const axes = x.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < missing || (shape[axis - missing] === 1 && x.shape[axis] !== 1));
  return reshape(reduceSum(x, { axes }), shape);
}
