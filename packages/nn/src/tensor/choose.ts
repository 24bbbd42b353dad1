/** Choosing between two tensors, entry by entry. */
import { checkArgument } from '@isotypic/algebra/internal';
import { commonShape } from './add.js';
import { broadcastTo } from './broadcast-and-sum.js';
import { record } from './record.js';
import { broadcastShape } from './shape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from './tensor.js';

/**
 * a where the condition is not 0, else b; the condition is a constant.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * where(tensor([1, 0]), tensor([5, 6]), scalar(0)).data; // [5, 0]
 */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  checkArgument('where', 'condition', condition, TENSOR);
  const values = commonShape('where', a, b);
  const shape = broadcastShape(values, condition.shape);
  if (shape === undefined) {
    const received = `${shapeText(condition.shape)} for values of the shape ${shapeText(values)}`;
    throw shapeFault('where', 'a condition that broadcasts to the values', received);
  }
  const mask = new Tensor(shape, broadcastTo(new Tensor(condition.shape, condition.data), shape).data);
  return chosen(mask, broadcastTo(a, shape), broadcastTo(b, shape));
}

/** `where` for three tensors of one shape. */
function chosen(mask: Tensor, a: Tensor, b: Tensor): Tensor {
  const target = new Float64Array(mask.size);
  for (let i = 0; i < target.length; i++) target[i] = mask.data[i] !== 0 ? a.data[i] : b.data[i];
  const nothing = new Tensor(mask.shape, new Float64Array(mask.size));
  return record(mask.shape, target, [a, b], [(g) => chosen(mask, g, nothing), (g) => chosen(mask, nothing, g)]);
}

/**
 * The greater of two entries, broadcast; where they are equal, half of the cotangent goes to either.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * maximum(tensor([1, 5]), scalar(2)).data; // [2, 5]
 */
export function maximum(a: Tensor, b: Tensor): Tensor {
  const shape = commonShape('maximum', a, b);
  return greater(broadcastTo(a, shape), broadcastTo(b, shape));
}

function greater(a: Tensor, b: Tensor): Tensor {
  const target = new Float64Array(a.size);
  for (let i = 0; i < target.length; i++) target[i] = Math.max(a.data[i], b.data[i]);
  return record(a.shape, target, [a, b], [(g) => share(g, a, b), (g) => share(g, b, a)]);
}

/** What `winner` gets of g: all where it is greater, half where both are equal. Linear in g. */
function share(g: Tensor, winner: Tensor, other: Tensor): Tensor {
  const target = new Float64Array(g.size);
  for (let i = 0; i < target.length; i++) {
    const difference = winner.data[i] - other.data[i];
    target[i] = difference > 0 ? g.data[i] : difference === 0 ? g.data[i] / 2 : 0;
  }
  return record(g.shape, target, [g], [(h) => share(h, winner, other)]);
}
