/** Functions of single entries, by name. */
import { oneOf } from '@isotypic/algebra/internal';
import { add } from '../tensor/add.js';
import { erf, relu, sigmoid, tanh } from '../tensor/elementwise.js';
import { multiply, scale } from '../tensor/multiply.js';
import { scalar, type Tensor } from '../tensor/tensor.js';

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
