/** Means. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { REDUCE_OPTION_KINDS, type ReduceOptions, reduceSum, reductionOf } from './broadcast-and-sum.js';
import { scale } from './multiply.js';
import { sizeOf } from './shape.js';
import { TENSOR, type Tensor } from './tensor.js';

/**
 * The mean along axes.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an axis that x has not
 * @example
 * reduceMean(tensor([1, 2, 3])).item(); // 2
 */
export function reduceMean(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkArgument('reduceMean', 'x', x, TENSOR);
  checkOptions('reduceMean', options, REDUCE_OPTION_KINDS);
  const { axes } = reductionOf('reduceMean', x, options);
  return scale(reduceSum(x, options), 1 / sizeOf(axes.map((axis) => x.shape[axis])));
}
