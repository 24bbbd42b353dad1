/** The same numbers in another shape. */
import { checkArgument } from '@isotypic/algebra/internal';
import { record } from './record.js';
import { sameShape, sizeOf } from './shape.js';
import { SHAPE, shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/**
 * The numbers of x, in their order, in another shape of as many entries. Nothing is copied.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * reshape(tensor([1, 2, 3, 4, 5, 6], [2, 3]), [3, 2]).at(2, 0); // 5
 */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  checkArgument('reshape', 'x', x, TENSOR);
  checkArgument('reshape', 'shape', shape, SHAPE);
  if (sizeOf(shape) !== x.size) {
    throw shapeFault('reshape', `a shape of ${x.size} entries, as ${shapeText(x.shape)} has`, shapeText(shape));
  }
  if (sameShape(shape, x.shape)) return x;
  const before = x.shape;
  return record([...shape], x.data, [x], [(g) => reshape(g, before)]);
}
