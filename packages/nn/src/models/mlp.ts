/** An ordinary multilayer perceptron: what equivariant models are compared with. */
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { STREAM } from '../initial/initial-values.js';
import { ACTIVATION, ACTIVATIONS, type Activation } from '../layers/activations.js';
import { Linear } from '../layers/linear.js';
import { Module } from '../modules/module.js';
import type { Tensor } from '../tensor/tensor.js';

/** Options of a perceptron. */
export interface MlpOptions {
  /** Default 'swish', as EMLP's twin. */
  readonly activation?: Activation;
  /** Where the first parameters come from (default: the stream of the default seed). */
  readonly random?: RandomStream;
}

export const MLP_OPTION_KINDS: OptionKinds<MlpOptions> = { activation: ACTIVATION, random: STREAM };

/**
 * Affine layers with an activation between them.
 *
 * @example
 * new Mlp([3, 16, 2]).forward(zeros([5, 3])).shape; // [5, 2]
 */
export class Mlp extends Module {
  readonly layers: readonly Linear[];
  private readonly activation: Activation;

  /**
   * @param widths of inputs, hidden layers, outputs
   * @throws {IsotypicError} `INVALID_ARGUMENT`
   */
  constructor(widths: readonly number[], options: MlpOptions = {}) {
    super();
    checkArgument('Mlp', 'widths', widths, {
      expected: 'an array of at least two integers from 1 on',
      accepts: (v) => arrayOf(integer(1)).accepts(v) && (v as readonly number[]).length > 1,
    });
    checkOptions('Mlp', options, MLP_OPTION_KINDS);
    const { activation = 'swish', random = randomStream() } = options;
    this.activation = activation;
    this.layers = widths.slice(1).map((outputs, i) => new Linear(widths[i], outputs, { random }));
  }

  /** [samples, inputs] to [samples, outputs]. */
  override forward(x: Tensor): Tensor {
    const activate = ACTIVATIONS[this.activation];
    return this.layers.reduce((value, layer, i) => layer.forward(i === 0 ? value : activate(value)), x);
  }

  override get kind(): string {
    return 'Mlp';
  }
}
