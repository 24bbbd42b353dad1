/** Sums and differences, entry by entry. */
import { checkArgument } from '@isotypic/algebra/internal';
import { broadcastTo, sumTo } from './broadcast-and-sum.js';
import { record } from './record.js';
import { broadcastShape, repetitionIn, sameShape } from './shape.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/** The shape both arguments of a function broadcast to. */
export function commonShape(where: string, a: Tensor, b: Tensor): readonly number[] {
  checkArgument(where, 'a', a, TENSOR);
  checkArgument(where, 'b', b, TENSOR);
  const shape = broadcastShape(a.shape, b.shape);
  if (shape === undefined) {
    throw shapeFault(where, 'shapes that broadcast to each other', `${shapeText(a.shape)} and ${shapeText(b.shape)}`);
  }
  return shape;
}

/**
 * a + b, broadcast to their common shape.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * add(tensor([1, 2, 3, 4], [2, 2]), tensor([10, 20])).data; // [11, 22, 13, 24]
 */
export function add(a: Tensor, b: Tensor): Tensor {
  const shape = commonShape('add', a, b);
  const data = sameShape(a.shape, shape) ? addedTo(a, b, shape) : addedTo(broadcastTo(b, shape), a, shape);
  return record(shape, data, [a, b], [(g) => sumTo(g, a.shape), (g) => sumTo(g, b.shape)]);
}

/** a + b, a being of the full shape. */
function addedTo(a: Tensor, b: Tensor, shape: readonly number[]): Float64Array {
  const pattern = repetitionIn(b.shape, shape);
  const x = a.data;
  const y = pattern === undefined ? broadcastTo(b, shape).data : b.data;
  const target = new Float64Array(x.length);
  const { outer, middle, inner } = pattern ?? { outer: 1, middle: x.length, inner: 1 };
  if (inner === 1) {
    for (let o = 0, i = 0; o < outer; o++) for (let m = 0; m < middle; m++, i++) target[i] = x[i] + y[m];
    return target;
  }
  for (let o = 0, i = 0; o < outer; o++) {
    for (let m = 0; m < middle; m++) {
      const c = y[m];
      for (let end = i + inner; i < end; i++) target[i] = x[i] + c;
    }
  }
  return target;
}
