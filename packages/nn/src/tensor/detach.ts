/** Constants. */
import { checkArgument } from '@isotypic/algebra/internal';
import { TENSOR, Tensor } from './tensor.js';

/**
 * The same numbers, as a constant: no derivative passes through.
 * @example
 * gradient((x) => multiply(x, detach(x)), [scalar(3)]).gradients[0].item(); // 3, and not 6
 */
export function detach(x: Tensor): Tensor {
  checkArgument('detach', 'x', x, TENSOR);
  return x.history === null ? x : new Tensor(x.shape, x.data);
}
