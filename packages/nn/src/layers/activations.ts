/** Functions of single entries, by name. */
import { oneOf } from '@isotypic/algebra/internal';
import { add } from '../tensor/add.js';
import { erf, relu, sigmoid, tanh } from '../tensor/elementwise.js';
import { multiply, scale } from '../tensor/multiply.js';
import { scalar, type Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';

/** 'swish' is x·sigmoid(x), 'gelu' x·Φ(x). */
export type Activation = 'relu' | 'tanh' | 'swish' | 'gelu' | 'identity';

export const ACTIVATION = oneOf('relu', 'tanh', 'swish', 'gelu', 'identity');

/** Φ, the normal distribution function. */
const normalShare = (x: Tensor): Tensor => scale(add(erf(scale(x, Math.SQRT1_2)), scalar(1)), 0.5);

export const ACTIVATIONS: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  relu,
  tanh,
  swish: (x) => multiply(x, sigmoid(x)),
  gelu: (x) => multiply(x, normalShare(x)),
  identity: (x) => x,
};

/** An activation as dense operations. */
export function writeActivation(graph: GraphWriter, activation: Activation, x: string): string {
  switch (activation) {
    case 'relu':
      return graph.apply('Relu', [x]);
    case 'tanh':
      return graph.apply('Tanh', [x]);
    case 'swish':
      return graph.apply('Mul', [x, graph.apply('Sigmoid', [x])]);
    case 'gelu': {
      const [root, one, half] = [Math.SQRT1_2, 1, 0.5].map((c, k) =>
        graph.constant(['root', 'one', 'half'][k], scalar(c)),
      );
      const error = graph.apply('Erf', [graph.apply('Mul', [x, root])]);
      return graph.apply('Mul', [x, graph.apply('Mul', [graph.apply('Add', [error, one]), half])]);
    }
    case 'identity':
      return x;
  }
}
