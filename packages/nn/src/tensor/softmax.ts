/** Exponentials that add to 1. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { reduceSum } from './broadcast-and-sum.js';
import { detach } from './detach.js';
import { exp, log } from './elementwise.js';
import { AXIS_OPTION_KINDS, type AxisOptions, alongAxis } from './gather-and-scatter.js';
import { divide, subtract } from './multiply.js';
import { reduceMax } from './reduce-max.js';
import { TENSOR, type Tensor } from './tensor.js';

/** x less its greatest entry along the axis, so that no exponential overflows: what that subtracts cancels. */
function shifted(where: string, x: Tensor, options: AxisOptions): { y: Tensor; axes: readonly number[] } {
  checkArgument(where, 'x', x, TENSOR);
  checkOptions(where, options, AXIS_OPTION_KINDS);
  const axes = [options.axis ?? x.shape.length - 1];
  alongAxis(where, x, axes[0]);
  return { y: subtract(x, reduceMax(detach(x), { axes, keepAxes: true })), axes };
}

/**
 * eˣ/Σeˣ along an axis (default the last).
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an axis that x has not
 * @example
 * softmax(tensor([0, 0])).data; // [0.5, 0.5]
 */
export function softmax(x: Tensor, options: AxisOptions = {}): Tensor {
  const { y, axes } = shifted('softmax', x, options);
  const e = exp(y);
  return divide(e, reduceSum(e, { axes, keepAxes: true }));
}

/**
 * log(eˣ/Σeˣ) along an axis (default the last).
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an axis that x has not
 * @example
 * logSoftmax(tensor([0, 0])).at(0); // -0.6931471805599453
 */
export function logSoftmax(x: Tensor, options: AxisOptions = {}): Tensor {
  const { y, axes } = shifted('logSoftmax', x, options);
  return subtract(y, log(reduceSum(exp(y), { axes, keepAxes: true })));
}
