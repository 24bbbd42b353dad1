/** Nonlinearities applied to each channel: equivariant only where the group permutes channels. */
import { checkArgument, finite, oneOf } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { add } from '../tensor/add.js';
import { exp, relu, sigmoid, tanh } from '../tensor/elementwise.js';
import { scale } from '../tensor/multiply.js';
import { scalar, type Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { requirePermutedFields } from './field-groups.js';

export const POINTWISE_FUNCTIONS = ['relu', 'elu', 'sigmoid', 'tanh', 'leaky-relu'] as const;
/** Functions that act on every number by itself. */
export type PointwiseFunction = (typeof POINTWISE_FUNCTIONS)[number];

/** −max(−x, 0) = min(x, 0). */
const negativePart = (x: Tensor): Tensor => scale(relu(scale(x, -1)), -1);

/** The slope of 'leaky-relu' below 0. */
const LEAK = 0.01;

/** The function at every entry; alpha is of 'elu' below 0. */
export function pointwise(name: PointwiseFunction, x: Tensor, alpha: number): Tensor {
  switch (name) {
    case 'relu':
      return relu(x);
    case 'elu':
      return add(relu(x), scale(add(exp(negativePart(x)), scalar(-1)), alpha));
    case 'leaky-relu':
      return add(relu(x), scale(negativePart(x), LEAK));
    case 'sigmoid':
      return sigmoid(x);
    case 'tanh':
      return tanh(x);
  }
}

/** The same in a graph. */
export function writePointwise(graph: GraphWriter, name: PointwiseFunction, x: string, alpha: number): string {
  switch (name) {
    case 'relu':
      return graph.apply('Relu', [x]);
    case 'elu':
      return graph.apply('Elu', [x], { alpha });
    case 'leaky-relu':
      return graph.apply('Max', [x, graph.apply('Mul', [x, graph.constant('leak', scalar(LEAK))])]);
    case 'sigmoid':
      return graph.apply('Sigmoid', [x]);
    case 'tanh':
      return graph.apply('Tanh', [x]);
  }
}

/**
 * A function of one variable at each channel and place.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields whose channels are not permuted
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * const x = geometricTensor(tensor([-1, 2, -3, 4], [1, 4, 1, 1]), type);
 * new PointwiseNonlinearity(type, 'relu').forward(x).tensor.data // [0, 2, 0, 4]
 */
export class PointwiseNonlinearity extends EquivariantModule {
  constructor(
    type: FieldType,
    readonly name: PointwiseFunction,
    /** Of 'elu' below 0: a(eˣ − 1). */
    readonly alpha = 1,
  ) {
    super(type, type);
    checkArgument('PointwiseNonlinearity', 'name', name, oneOf(...POINTWISE_FUNCTIONS));
    checkArgument('PointwiseNonlinearity', 'alpha', alpha, finite(0));
    requirePermutedFields('PointwiseNonlinearity', type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return pointwise(this.name, x, this.alpha);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return writePointwise(graph, this.name, x, this.alpha);
  }

  override get kind(): string {
    return 'PointwiseNonlinearity';
  }
}
