/** Batch normalization whose statistics are of whole fields, so that it commutes with the group in training too. */
import { checkArgument, finite } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { Parameter, RunningTensor } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { detach } from '../tensor/detach.js';
import { sqrt } from '../tensor/elementwise.js';
import { matmul } from '../tensor/matmul.js';
import { divide, multiply, scale, subtract } from '../tensor/multiply.js';
import { reduceMean } from '../tensor/reduce-mean.js';
import { reshape } from '../tensor/reshape.js';
import { filled, scalar, Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import {
  alongChannels,
  fieldOfChannels,
  requireOrthogonalFields,
  requirePermutedFields,
  sumByField,
  toChannels,
  valuesOfChannels,
} from './field-groups.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/** Axes of samples and space. */
const otherAxes = (x: Tensor): number[] => x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);

/** How many channels each field has. */
const fieldSizes = (type: FieldType): Tensor =>
  new Tensor(
    [type.fields.length],
    Float64Array.from(type.fields, (f) => f.dimension),
  );

/** Means over samples, places and the channels of each field. */
function meanByField(x: Tensor, fieldOf: Int32Array, sizes: Tensor): Tensor {
  const means = reshape(reduceMean(x, { axes: otherAxes(x) }), [1, fieldOf.length]);
  return divide(reshape(sumByField(means, fieldOf, sizes.size), [sizes.size]), sizes);
}

/** x·scale + shift, one of each for every channel. */
function writeAffine(graph: GraphWriter, x: string, factor: Float64Array, shift: Float64Array): string {
  const scaled = graph.apply('Mul', [x, graph.perChannel('scale', factor)]);
  return graph.apply('Add', [scaled, graph.perChannel('shift', shift)]);
}

function checkNorm(where: string, epsilon: number, momentum: number): void {
  checkArgument(where, 'epsilon', epsilon, finite(0));
  checkArgument(where, 'momentum', momentum, finite(0, 1));
}

/**
 * One mean, variance, scale and shift for each field, over samples, places and the channels of the field: for fields
 * whose channels are permuted. As escnn's InnerBatchNorm; running variances are unbiased.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for other fields
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * new InnerBatchNorm(fieldType(C4, [C4.regular])).parameters().size // 2
 */
export class InnerBatchNorm extends EquivariantModule {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly runningMean: RunningTensor;
  readonly runningVariance: RunningTensor;
  private readonly fieldOf: Int32Array;
  private readonly sizes: Tensor;

  constructor(
    type: FieldType,
    readonly epsilon = 1e-5,
    readonly momentum = 0.1,
  ) {
    super(type, type);
    requirePermutedFields('InnerBatchNorm', type);
    checkNorm('InnerBatchNorm', epsilon, momentum);
    const fields = type.fields.length;
    this.weight = new Parameter(filled([fields], 1));
    this.bias = new Parameter(zeros([fields]));
    this.runningMean = new RunningTensor(zeros([fields]));
    this.runningVariance = new RunningTensor(filled([fields], 1));
    this.fieldOf = fieldOfChannels(type);
    this.sizes = fieldSizes(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const { mean, variance } = this.isTraining ? this.statistics(x) : this.running();
    const deviation = sqrt(add(variance, scalar(this.epsilon)));
    const factor = divide(this.weight.value, deviation);
    const shift = subtract(this.bias.value, multiply(mean, factor));
    return add(multiply(x, this.spread(factor, x)), this.spread(shift, x));
  }

  private running(): { readonly mean: Tensor; readonly variance: Tensor } {
    return { mean: this.runningMean.value, variance: this.runningVariance.value };
  }

  /** Of the batch, and remembered. */
  private statistics(x: Tensor): { readonly mean: Tensor; readonly variance: Tensor } {
    const mean = meanByField(x, this.fieldOf, this.sizes);
    const centered = subtract(x, this.spread(mean, x));
    const variance = meanByField(multiply(centered, centered), this.fieldOf, this.sizes);
    const places = x.size / this.inType.size;
    const counts = this.sizes.data.map((size) => size * places);
    const unbiased = new Tensor(
      [counts.length],
      counts.map((count) => count / Math.max(1, count - 1)),
    );
    remember(this.runningMean, mean, this.momentum);
    remember(this.runningVariance, multiply(variance, unbiased), this.momentum);
    return { mean, variance };
  }

  private spread(values: Tensor, x: Tensor): Tensor {
    return toChannels(alongChannels(values, x), this.fieldOf);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { mean, variance } = this.running();
    const factor = this.weight.value.data.map((w, k) => w / Math.sqrt(variance.data[k] + this.epsilon));
    const shift = this.bias.value.data.map((b, k) => b - mean.data[k] * factor[k]);
    return writeAffine(graph, x, valuesOfChannels(factor, this.fieldOf), valuesOfChannels(shift, this.fieldOf));
  }

  override get kind(): string {
    return 'InnerBatchNorm';
  }
}

function remember(place: RunningTensor, value: Tensor, momentum: number): void {
  place.value = detach(add(scale(place.value, 1 - momentum), scale(value, momentum)));
}

/**
 * For fields of any kind: the mean is taken of the invariant part of each field, the only part that may have one, and
 * the variance is the mean square |v − μ|²/d of the field. One scale for each field, one shift for each invariant
 * vector.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const norm = new NormBatchNorm(fieldType(SO2, [SO2.trivial, SO2.irrep(1)]));
 * norm.weight.value.size // 2
 * norm.bias.value.size // 1
 */
export class NormBatchNorm extends EquivariantModule {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly runningMean: RunningTensor;
  readonly runningVariance: RunningTensor;
  private readonly fieldOf: Int32Array;
  private readonly sizes: Tensor;
  /** [invariant vectors, channels]. */
  private readonly invariants: Tensor;

  constructor(
    type: FieldType,
    readonly epsilon = 1e-5,
    readonly momentum = 0.1,
  ) {
    super(type, type);
    checkNorm('NormBatchNorm', epsilon, momentum);
    requireOrthogonalFields('NormBatchNorm', type);
    const fields = type.fields.length;
    this.invariants = invariantVectors(type);
    const [count] = this.invariants.shape;
    this.weight = new Parameter(filled([fields], 1));
    this.bias = new Parameter(zeros([count]));
    this.runningMean = new RunningTensor(zeros([count]));
    this.runningVariance = new RunningTensor(filled([fields], 1));
    this.fieldOf = fieldOfChannels(type);
    this.sizes = fieldSizes(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const means = this.isTraining ? this.meanOf(x) : this.runningMean.value;
    const centered = subtract(x, alongChannels(invariantVector(means, this.invariants), x));
    const variance = this.isTraining
      ? meanByField(multiply(centered, centered), this.fieldOf, this.sizes)
      : this.runningVariance.value;
    if (this.isTraining) {
      remember(this.runningMean, means, this.momentum);
      remember(this.runningVariance, variance, this.momentum);
    }
    const factor = divide(this.weight.value, sqrt(add(variance, scalar(this.epsilon))));
    const scaled = multiply(centered, toChannels(alongChannels(factor, x), this.fieldOf));
    return add(scaled, alongChannels(invariantVector(this.bias.value, this.invariants), x));
  }

  /** The mean coordinates along the invariant vectors. */
  private meanOf(x: Tensor): Tensor {
    const means = reshape(reduceMean(x, { axes: otherAxes(x) }), [this.inType.size, 1]);
    return reshape(matmul(this.invariants, means), [this.bias.value.size]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const mean = invariantVector(this.runningMean.value, this.invariants).data;
    const bias = invariantVector(this.bias.value, this.invariants).data;
    const variance = this.runningVariance.value.data;
    const byField = this.weight.value.data.map((w, k) => w / Math.sqrt(variance[k] + this.epsilon));
    const factor = valuesOfChannels(byField, this.fieldOf);
    const shift = bias.map((b, c) => b - mean[c] * factor[c]);
    return writeAffine(graph, x, factor, shift);
  }

  override get kind(): string {
    return 'NormBatchNorm';
  }
}
