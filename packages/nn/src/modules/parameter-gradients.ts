/** Gradients by parameters. */
import { arrayOf, callable, checkArgument, instance, type Kind } from '@isotypic/algebra/internal';
import { type Gradient, gradient } from '../tensor/gradient.js';
import { TENSOR, type Tensor } from '../tensor/tensor.js';
import { Parameter } from './stored-tensor.js';

const LIST = arrayOf(instance(Parameter, 'a Parameter'));
const PARAMETERS: Kind = {
  expected: 'an array of Parameters, at least one',
  accepts: (v) => LIST.accepts(v) && (v as readonly Parameter[]).length > 0,
};

/**
 * The value of a loss and its gradient by each of the parameters that it reads: they are the leaves of the sweep while
 * it runs, and keep their values afterwards.
 *
 * @param loss synchronous, and one number
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` unless the loss is one number
 * @example
 * const w = new Parameter(tensor([3]));
 * parameterGradients([w], () => multiply(w.value, w.value)).gradients[0].item(); // 6
 */
export function parameterGradients(parameters: readonly Parameter[], loss: () => Tensor): Gradient {
  checkArgument('parameterGradients', 'parameters', parameters, PARAMETERS);
  checkArgument('parameterGradients', 'loss', loss, callable);
  const before = parameters.map(({ value }) => value);
  const set = (values: readonly Tensor[]): void =>
    parameters.forEach((parameter, i) => {
      parameter.value = values[i];
    });
  return gradient((...leaves) => {
    set(leaves);
    try {
      const value = loss();
      checkArgument('parameterGradients', 'the result of loss', value, TENSOR);
      return value;
    } finally {
      set(before);
    }
  }, before);
}
