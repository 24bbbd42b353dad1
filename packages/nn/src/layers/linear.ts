/** An ordinary affine layer, without any symmetry: the twin that equivariant ones are compared with. */
import { boolean, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { STREAM, uniformInitial } from '../initial/initial-values.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { affineRows, matmul } from '../tensor/matmul.js';
import { TENSOR, type Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { DenseModule, type DenseShapes } from './dense-module.js';

/** What all linear layers take. */
export interface LinearOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** Where the first parameters come from (default: the stream of the default seed). */
  readonly random?: RandomStream;
}

export const LINEAR_OPTION_KINDS: OptionKinds<LinearOptions> = { bias: boolean, random: STREAM };

/**
 * y = xWᵀ + b; weights begin uniform within ±1/√inputs, as in PyTorch.
 *
 * @example
 * new Linear(3, 2).forward(zeros([5, 3])).shape; // [5, 2]
 */
export class Linear extends DenseModule {
  /** [outputs, inputs] */
  readonly weight: Parameter;
  /** [outputs] */
  readonly bias: Parameter | undefined;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  constructor(inputs: number, outputs: number, options: LinearOptions = {}) {
    super();
    checkArgument('Linear', 'inputs', inputs, integer(1));
    checkArgument('Linear', 'outputs', outputs, integer(1));
    checkOptions('Linear', options, LINEAR_OPTION_KINDS);
    const { bias = true, random = randomStream() } = options;
    const bound = 1 / Math.sqrt(inputs);
    this.weight = new Parameter(uniformInitial([outputs, inputs], bound, random));
    this.bias = bias ? new Parameter(uniformInitial([outputs], bound, random)) : undefined;
  }

  /** [samples, inputs] to [samples, outputs]. */
  override forward(x: Tensor): Tensor {
    checkArgument('Linear.forward', 'x', x, TENSOR);
    const { value: weight } = this.weight;
    const fits = x.shape.length === 2 && x.shape[1] === weight.shape[1];
    if (fits && this.bias !== undefined) return affineRows(x, weight, this.bias.value);
    const y = matmul(x, weight, { transposeRight: true });
    return this.bias === undefined ? y : add(y, this.bias.value);
  }

  override get shapes(): DenseShapes {
    const [outputs, inputs] = this.weight.value.shape;
    return { inputs: [inputs], outputs: [outputs] };
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.affine(x, this.weight.value, this.bias?.value);
  }

  override get kind(): string {
    return 'Linear';
  }
}
