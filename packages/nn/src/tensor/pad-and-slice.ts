/** A box of a tensor, and a tensor as a box within zeros: each is the other's adjoint. Joining is adding such boxes. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { AXIS_OPTION_KINDS, type AxisOptions, alongAxis } from './gather-and-scatter.js';
import { record } from './record.js';
import { sameShape, sizeOf, stridesOf } from './shape.js';
import { SHAPE, shapeFault, shapeText, TENSOR, TENSORS, type Tensor } from './tensor.js';

/**
 * The entries from `from` (included) to `to` (not included), one number for each axis.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless 0 ≤ from ≤ to ≤ the shape of x
 * @example
 * slice(tensor([1, 2, 3, 4], [2, 2]), [0, 1], [2, 2]).data; // [2, 4]
 */
export function slice(x: Tensor, from: readonly number[], to: readonly number[]): Tensor {
  checkArgument('slice', 'x', x, TENSOR);
  checkArgument('slice', 'from', from, SHAPE);
  checkArgument('slice', 'to', to, SHAPE);
  const rank = x.shape.length;
  if (from.length !== rank || to.length !== rank || !to.every((end, a) => from[a] <= end && end <= x.shape[a])) {
    const received = `from ${shapeText(from)} to ${shapeText(to)}`;
    throw shapeFault('slice', `a box within the shape ${shapeText(x.shape)}`, received);
  }
  return sliced(
    x,
    from,
    to.map((end, axis) => end - from[axis]),
  );
}

function sliced(x: Tensor, from: readonly number[], extents: readonly number[]): Tensor {
  if (sameShape(extents, x.shape)) return x;
  const target = new Float64Array(sizeOf(extents));
  const { data } = x;
  eachRow(x.shape, from, extents, (at, to, length) => {
    for (let j = 0; j < length; j++) target[to + j] = data[at + j];
  });
  const { shape } = x;
  return record(extents, target, [x], [(g) => padded(g, from, shape)]);
}

/**
 * x within zeros: `before` and `after` say how many, one number for each axis.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for another number of axes
 * @example
 * pad(tensor([1, 2]), [1], [2]).data; // [0, 1, 2, 0, 0]
 */
export function pad(x: Tensor, before: readonly number[], after: readonly number[] = before): Tensor {
  checkArgument('pad', 'x', x, TENSOR);
  checkArgument('pad', 'before', before, SHAPE);
  checkArgument('pad', 'after', after, SHAPE);
  const rank = x.shape.length;
  if (before.length !== rank || after.length !== rank) {
    throw shapeFault('pad', `${rank} numbers before and after`, `${before.length} and ${after.length}`);
  }
  return padded(
    x,
    before,
    x.shape.map((extent, axis) => before[axis] + extent + after[axis]),
  );
}

function padded(x: Tensor, from: readonly number[], shape: readonly number[]): Tensor {
  if (sameShape(shape, x.shape)) return x;
  const target = new Float64Array(sizeOf(shape));
  const { data, shape: extents } = x;
  eachRow(shape, from, extents, (to, at, length) => {
    for (let j = 0; j < length; j++) target[to + j] = data[at + j];
  });
  return record(shape, target, [x], [(g) => sliced(g, from, extents)]);
}

/** Calls `visit(position in the whole, position in the box, length)` for each run of a box along the last axis. */
function eachRow(
  shape: readonly number[],
  from: readonly number[],
  extents: readonly number[],
  visit: (whole: number, box: number, length: number) => void,
): void {
  const total = sizeOf(extents);
  if (total === 0) return;
  const rank = shape.length;
  if (rank === 0) {
    visit(0, 0, 1);
    return;
  }
  const steps = stridesOf(shape);
  const length = extents[rank - 1];
  const index = new Int32Array(rank);
  let whole = from.reduce((sum, start, axis) => sum + start * steps[axis], 0);
  for (let box = 0; box < total; box += length) {
    visit(whole, box, length);
    for (let axis = rank - 2; axis >= 0; axis--) {
      whole += steps[axis];
      if (++index[axis] < extents[axis]) break;
      whole -= steps[axis] * extents[axis];
      index[axis] = 0;
    }
  }
}

/**
 * Tensors one after the other along an axis.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for none; `SHAPE_MISMATCH` unless they agree on all other axes
 * @example
 * concatenate([tensor([1]), tensor([2, 3])]).data; // [1, 2, 3]
 */
export function concatenate(tensors: readonly Tensor[], options: AxisOptions = {}): Tensor {
  checkArgument('concatenate', 'tensors', tensors, {
    expected: `${TENSORS.expected}, at least one`,
    accepts: (v) => TENSORS.accepts(v) && (v as readonly Tensor[]).length > 0,
  });
  checkOptions('concatenate', options, AXIS_OPTION_KINDS);
  const { axis, outer, inner } = alongAxis('concatenate', tensors[0], options.axis ?? 0);
  const others = (x: Tensor): number[] => x.shape.map((extent, a) => (a === axis ? -1 : extent));
  for (const x of tensors) {
    if (sameShape(others(x), others(tensors[0]))) continue;
    const received = `${shapeText(x.shape)} beside ${shapeText(tensors[0].shape)}`;
    throw shapeFault('concatenate', `shapes that agree on all axes but ${axis}`, received);
  }
  const starts: number[] = [];
  let extent = 0;
  for (const x of tensors) {
    starts.push(extent);
    extent += x.shape[axis];
  }
  const shape = tensors[0].shape.map((before, a) => (a === axis ? extent : before));
  const target = new Float64Array(outer * extent * inner);
  tensors.forEach((x, t) => {
    const run = x.shape[axis] * inner;
    for (let o = 0; o < outer; o++) {
      target.set(x.data.subarray(o * run, (o + 1) * run), (o * extent + starts[t]) * inner);
    }
  });
  const pullbacks = tensors.map((x, t) => {
    const from = shape.map((_, a) => (a === axis ? starts[t] : 0));
    return (g: Tensor): Tensor => sliced(g, from, x.shape);
  });
  return record(shape, target, tensors, pullbacks);
}
