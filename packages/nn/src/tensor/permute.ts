/** Axes in another order. */
import { checkArgument } from '@isotypic/algebra/internal';
import { record } from './record.js';
import { stridesOf } from './shape.js';
import { SHAPE, shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/**
 * Axis i of the result is axis axes[i] of x.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless each axis is named once
 * @example
 * permute(tensor([1, 2, 3, 4, 5, 6], [2, 3]), [1, 0]).at(2, 1); // 6
 */
export function permute(x: Tensor, axes: readonly number[]): Tensor {
  checkArgument('permute', 'x', x, TENSOR);
  checkArgument('permute', 'axes', axes, SHAPE);
  const rank = x.shape.length;
  if (axes.length !== rank || new Set(axes).size !== rank || axes.some((axis) => axis >= rank)) {
    throw shapeFault('permute', `each of the axes 0 to ${rank - 1} once`, shapeText(axes));
  }
  if (axes.every((axis, i) => axis === i)) return x;
  const shape = axes.map((axis) => x.shape[axis]);
  const back = new Array<number>(rank);
  axes.forEach((axis, i) => {
    back[axis] = i;
  });
  return record(shape, permutedData(x.data, x.shape, axes), [x], [(g) => permute(g, back)]);
}

/** The entries of a row-major tensor in the order of its permuted axes. */
export function permutedData(data: Float64Array, shape: readonly number[], axes: readonly number[]): Float64Array {
  const target = new Float64Array(data.length);
  if (data.length === 0) return target;
  const steps = stridesOf(shape);
  const extents = axes.map((axis) => shape[axis]);
  const strides = axes.map((axis) => steps[axis]);
  const last = extents.length - 1;
  const inner = extents[last];
  const step = strides[last];
  const index = new Int32Array(extents.length);
  let from = 0;
  for (let to = 0; to < target.length; ) {
    for (let i = 0, at = from; i < inner; i++, at += step) target[to++] = data[at];
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < extents[axis]) break;
      from -= strides[axis] * extents[axis];
      index[axis] = 0;
    }
  }
  return target;
}

/**
 * The last two axes exchanged.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for fewer than two axes
 * @example
 * transpose(tensor([1, 2], [1, 2])).shape; // [2, 1]
 */
export function transpose(x: Tensor): Tensor {
  checkArgument('transpose', 'x', x, TENSOR);
  const rank = x.shape.length;
  if (rank < 2) throw shapeFault('transpose', 'a tensor of at least two axes', shapeText(x.shape));
  return permute(x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
}
