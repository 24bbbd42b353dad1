/** An encoder of sequences of fields by convolutions in time. */
import {
  arrayOf,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { FIELD_TYPE, type FieldType } from '../fields/field-type.js';
import { InnerBatchNorm, NormBatchNorm } from '../layers/batch-norms.js';
import { EquivariantConv1d } from '../layers/conv1d.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import type { EquivariantModule } from '../layers/equivariant-module.js';
import { isPermutedType } from '../layers/field-groups.js';
import { FieldLinear } from '../layers/field-linear.js';
import { nonlinearityOf } from '../layers/nonlinearity-of.js';
import { POINTWISE_FUNCTIONS, type PointwiseFunction } from '../layers/pointwise.js';
import { SequenceModule } from '../layers/sequence-module.js';
import { reduceMean } from '../tensor/reduce-mean.js';
import { reshape } from '../tensor/reshape.js';
import type { Tensor } from '../tensor/tensor.js';

/** Options of a convolutional network over time. */
export interface TimeCnnOptions {
  /** Taps of each convolution, an odd number. Default 3. */
  readonly kernelSize?: number;
  /** Every how many-th time is kept by each convolution. Default 2. */
  readonly stride?: number;
  /** Of permuted fields; others go by their length. Default 'elu'. */
  readonly activation?: PointwiseFunction;
  /** Of the first weights. */
  readonly seed?: number;
}

const OPTION_KINDS: OptionKinds<TimeCnnOptions> = {
  kernelSize: integer(1, 999),
  stride: integer(1),
  activation: oneOf(...POINTWISE_FUNCTIONS),
  seed: integer(),
};

/**
 * [samples, channels, time] to one field for each sample: convolutions in time with batch norms of whole fields and
 * nonlinearities, the mean over what time is left, and a linear map. Any length of time will do.
 * @param hidden the fields after each convolution
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const [one, four] = [1, 4].map((n) => fieldType(C4, new Array(n).fill(C4.regular)));
 * new TimeCnnEncoder(one, [four, four], one).forward(zeros([3, 4, 16])).shape // [3, 4]
 */
export class TimeCnnEncoder extends SequenceModule {
  readonly convolutions: readonly EquivariantConv1d[];
  readonly norms: readonly EquivariantModule[];
  readonly nonlinearities: readonly EquivariantModule[];
  readonly last: FieldLinear;

  constructor(inType: FieldType, hidden: readonly FieldType[], outType: FieldType, options: TimeCnnOptions = {}) {
    super(inType, outType);
    const where = 'TimeCnnEncoder';
    checkArgument(where, 'hidden', hidden, arrayOf(FIELD_TYPE, 'an array of field types'));
    checkOptions(where, options, OPTION_KINDS);
    const { kernelSize = 3, stride = 2, activation = 'elu', seed = DEFAULT_SEED } = options;
    if (kernelSize % 2 === 0) throw invalidArgument(where, 'an odd kernelSize', kernelSize);
    const types = [inType, ...hidden];
    const steps = { stride, padding: (kernelSize - 1) / 2 };
    this.convolutions = hidden.map(
      (type, k) => new EquivariantConv1d(types[k], type, kernelSize, { ...steps, seed: seed + k }),
    );
    this.norms = hidden.map((type) => (isPermutedType(type) ? new InnerBatchNorm(type) : new NormBatchNorm(type)));
    this.nonlinearities = hidden.map((type) => nonlinearityOf(type, activation));
    this.last = new FieldLinear(types[hidden.length], outType, { seed: seed + hidden.length });
  }

  /** @internal */
  override get outputAxes(): 0 {
    return 0;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const y = this.convolutions.reduce(
      (z, convolution, k) => this.nonlinearities[k].compute(this.norms[k].compute(convolution.compute(z))),
      x,
    );
    const mean = reduceMean(y, { axes: [2], keepAxes: true });
    return reshape(this.last.compute(mean), [x.shape[0], this.outType.size]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const y = this.convolutions.reduce((z, convolution, k) => {
      const normed = this.norms[k].write(graph, convolution.write(graph, z));
      return this.nonlinearities[k].write(graph, normed);
    }, x);
    const mean = this.last.write(graph, graph.apply('GlobalAveragePool', [y]));
    return graph.apply('Reshape', [mean, graph.indices('channels', [0, this.outType.size])]);
  }

  override get kind(): string {
    return 'TimeCnnEncoder';
  }
}
