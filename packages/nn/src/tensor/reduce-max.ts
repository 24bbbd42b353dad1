/** The greatest entry along axes. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { broadcastTo, REDUCE_OPTION_KINDS, type ReduceOptions, reduceSum, reductionOf } from './broadcast-and-sum.js';
import { multiply } from './multiply.js';
import { permutedData } from './permute.js';
import { record } from './record.js';
import { reshape } from './reshape.js';
import { sizeOf } from './shape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from './tensor.js';

/**
 * The greatest entry along axes. Where several are greatest they share the cotangent evenly: the only choice that does
 * not depend on their order.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an axis that x has not, or over no entries at all
 * @example
 * reduceMax(tensor([1, 5, 5, 4], [2, 2]), { axes: [1] }).data; // [5, 5]
 */
export function reduceMax(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkArgument('reduceMax', 'x', x, TENSOR);
  checkOptions('reduceMax', options, REDUCE_OPTION_KINDS);
  const { axes, kept, shape } = reductionOf('reduceMax', x, options);
  const count = sizeOf(axes.map((axis) => x.shape[axis]));
  if (count === 0) throw shapeFault('reduceMax', 'at least one entry to compare', `the shape ${shapeText(x.shape)}`);
  if (axes.length === 0) return x;
  const rest = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...rest, ...axes];
  const data = order.every((axis, i) => axis === i) ? x.data : permutedData(x.data, x.shape, order);
  const target = new Float64Array(data.length / count);
  for (let o = 0; o < target.length; o++) {
    let greatest = data[o * count];
    for (let i = o * count + 1; i < (o + 1) * count; i++) greatest = Math.max(greatest, data[i]);
    target[o] = greatest;
  }
  const pullback = (g: Tensor): Tensor =>
    multiply(broadcastTo(reshape(g, kept), x.shape), shares(x, new Tensor(kept, target)));
  return record(shape, target, [x], [pullback]);
}

/** 1/n at each of the n entries that are the greatest of their kind, else 0: a constant. */
function shares(x: Tensor, greatest: Tensor): Tensor {
  const top = broadcastTo(greatest, x.shape).data;
  const isTop = new Tensor(
    x.shape,
    x.data.map((value, i) => (value === top[i] ? 1 : 0)),
  );
  const axes = x.shape.map((_, axis) => axis).filter((axis) => greatest.shape[axis] !== x.shape[axis]);
  const counts = broadcastTo(reduceSum(isTop, { axes, keepAxes: true }), x.shape).data;
  return new Tensor(
    x.shape,
    isTop.data.map((one, i) => one / counts[i]),
  );
}
