/** An ordinary multilayer perceptron: what equivariant models are compared with. */
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { STREAM } from '../initial/initial-values.js';
import { ACTIVATION, ACTIVATIONS, type Activation, writeActivation } from '../layers/activations.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import { DenseModule, type DenseShapes } from '../layers/dense-module.js';
import { Linear } from '../layers/linear.js';
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
export class Mlp extends DenseModule {
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

  override get shapes(): DenseShapes {
    return shapesOfLayers(this.layers);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return writeLayers(graph, this.layers, this.activation, x);
  }

  override get kind(): string {
    return 'Mlp';
  }
}

/** Of layers one after the other, at least one. */
export function shapesOfLayers(layers: readonly DenseModule[]): DenseShapes {
  return { inputs: layers[0].shapes.inputs, outputs: layers[layers.length - 1].shapes.outputs };
}

/** Layers with an activation between them, written down under the numbers from `first` on. */
export function writeLayers(
  graph: GraphWriter,
  layers: readonly DenseModule[],
  activation: Activation,
  x: string,
  first = 0,
): string {
  return layers.reduce((y, layer, k) => {
    graph.within(`${first + k}`);
    return layer.write(graph, k === 0 ? y : writeActivation(graph, activation, y));
  }, x);
}
