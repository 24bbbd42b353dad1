/** Normalization of each sample at each place by itself, and dropout of whole fields. */
import { checkArgument, DEFAULT_SEED, finite, integer } from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import type { FieldType } from '../fields/field-type.js';
import { Parameter, RunningTensor } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { sqrt } from '../tensor/elementwise.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { divide, multiply } from '../tensor/multiply.js';
import { filled, scalar, Tensor, tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import {
  alongChannels,
  fieldOfChannels,
  mixChannels,
  requireOrthogonalFields,
  toChannels,
  valuesOfChannels,
} from './field-groups.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/** For each channel the number of its representation. */
function kindOfChannels(type: FieldType): Int32Array {
  const kind = new Int32Array(type.size);
  for (const field of type.fields) kind.fill(field.kind, field.offset, field.offset + field.dimension);
  return kind;
}

/**
 * Divides all fields of one representation, at each place of each sample, by the root of their mean square |v|²/d, and
 * multiplies each by a weight of its own.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const type = fieldType(SO2, [SO2.irrep(1)]);
 * const x = geometricTensor(tensor([30, 40], [1, 2, 1, 1]), type);
 * new FieldRmsNorm(type, 0).forward(x).tensor.data.map((v) => v / Math.SQRT2) // [0.6, 0.8]
 */
export class FieldRmsNorm extends EquivariantModule {
  readonly weight: Parameter;
  private readonly fieldOf: Int32Array;
  private readonly kindOf: Int32Array;
  /** Means over the channels of each representation: [kinds, channels]. */
  private readonly means: Tensor;

  constructor(
    type: FieldType,
    readonly epsilon = 1e-5,
  ) {
    super(type, type);
    checkArgument('FieldRmsNorm', 'epsilon', epsilon, finite(0));
    requireOrthogonalFields('FieldRmsNorm', type);
    this.weight = new Parameter(filled([type.fields.length], 1));
    this.fieldOf = fieldOfChannels(type);
    this.kindOf = kindOfChannels(type);
    const counts = new Float64Array(type.kinds.length);
    for (const kind of this.kindOf) counts[kind]++;
    const data = new Float64Array(type.kinds.length * type.size);
    this.kindOf.forEach((kind, channel) => {
      data[kind * type.size + channel] = 1 / counts[kind];
    });
    this.means = new Tensor([type.kinds.length, type.size], data);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const deviations = sqrt(add(mixChannels(this.means, multiply(x, x)), scalar(this.epsilon)));
    const weights = toChannels(alongChannels(this.weight.value, x), this.fieldOf);
    return divide(multiply(x, weights), gather(deviations, this.kindOf, { axis: 1 }));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const squares = graph.mixChannels('means', graph.apply('Mul', [x, x]), this.means.data, this.means.shape[0]);
    const shifted = graph.apply('Add', [squares, graph.constant('epsilon', scalar(this.epsilon))]);
    const deviations = graph.apply('Gather', [graph.apply('Sqrt', [shifted]), graph.indices('kinds', this.kindOf)], {
      axis: 1,
    });
    const weights = valuesOfChannels(this.weight.value.data, this.fieldOf);
    return graph.apply('Div', [graph.apply('Mul', [x, graph.perChannel('weight', weights)]), deviations]);
  }

  override get kind(): string {
    return 'FieldRmsNorm';
  }
}

/**
 * `FieldRmsNorm` of what is left when the mean over all invariant coordinates of the fields of one representation is
 * taken away, with a bias for each invariant vector: the layer norm that commutes with the group.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial, C4.trivial]);
 * const x = geometricTensor(tensor([1, 3], [1, 2, 1, 1]), type);
 * new FieldLayerNorm(type, 0).forward(x).tensor.data // [-1, 1]
 */
export class FieldLayerNorm extends EquivariantModule {
  readonly bias: Parameter;
  readonly norm: FieldRmsNorm;
  /** x minus means of invariants, as a matrix on channels. */
  private readonly centering: Tensor;
  private readonly invariants: Tensor;

  constructor(type: FieldType, epsilon = 1e-5) {
    super(type, type);
    this.norm = new FieldRmsNorm(type, epsilon);
    this.invariants = invariantVectors(type);
    this.bias = new Parameter(zeros([this.invariants.shape[0]]));
    this.centering = new Tensor([type.size, type.size], centeringMatrix(type, this.invariants));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const y = this.norm.compute(mixChannels(this.centering, x));
    return add(y, alongChannels(this.channelBias(), x));
  }

  private channelBias(): Tensor {
    return invariantVector(this.bias.value, this.invariants);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const centered = graph.mixChannels('centering', x, this.centering.data, this.inType.size);
    const normed = this.norm.write(graph, centered);
    return graph.apply('Add', [normed, graph.perChannel('bias', this.channelBias().data)]);
  }

  override get kind(): string {
    return 'FieldLayerNorm';
  }
}

/** 1 − Σ over representations of (Σᵢ uᵢ)(Σᵢ uᵢ)ᵀ/n for the n orthonormal invariant vectors uᵢ in its fields. */
function centeringMatrix(type: FieldType, { shape: [count, n], data: rows }: Tensor): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  const kindOf = kindOfChannels(type);
  const sums = type.kinds.map(() => ({ vector: new Float64Array(n), vectors: 0 }));
  for (let k = 0; k < count; k++) {
    const row = rows.subarray(k * n, (k + 1) * n);
    const sum = sums[kindOf[row.findIndex((x) => x !== 0)]];
    sum.vectors++;
    for (let i = 0; i < n; i++) sum.vector[i] += row[i];
  }
  for (const { vector, vectors } of sums) {
    if (vectors === 0) continue;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] -= (vector[i] * vector[j]) / vectors;
  }
  return matrix;
}

/**
 * In training each field of each sample is left out with a probability, and the others are made as much larger; in
 * evaluation nothing happens. What is left out depends on the seed and on how many passes there were, which the state
 * holds, so that a training goes on to the same bits.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the probability is from 0 to below 1
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * const dropout = new FieldDropout(type, 0.5);
 * dropout.evaluate().forward(geometricTensor(tensor([1, 2, 3, 4], [1, 4, 1, 1]), type)).tensor.data // [1, 2, 3, 4]
 */
export class FieldDropout extends EquivariantModule {
  /** Number of passes in training so far. */
  readonly passes = new RunningTensor(zeros([1]));
  private readonly fieldOf: Int32Array;

  constructor(
    type: FieldType,
    readonly probability = 0.5,
    readonly seed: number = DEFAULT_SEED,
  ) {
    super(type, type);
    checkArgument('FieldDropout', 'probability', probability, {
      expected: 'a number from 0 to below 1',
      accepts: (v) => typeof v === 'number' && v >= 0 && v < 1,
    });
    checkArgument('FieldDropout', 'seed', seed, integer());
    this.fieldOf = fieldOfChannels(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    if (!this.isTraining) return x;
    const [pass] = this.passes.value.data;
    this.passes.value = tensor([pass + 1]);
    const random = randomStream(this.seed, [pass]);
    const fields = this.inType.fields.length;
    const kept = new Float64Array(x.shape[0] * fields);
    for (let i = 0; i < kept.length; i++)
      kept[i] = random.uniform() < this.probability ? 0 : 1 / (1 - this.probability);
    const mask = new Tensor([x.shape[0], fields, ...new Array<number>(x.shape.length - 2).fill(1)], kept);
    return multiply(x, toChannels(mask, this.fieldOf));
  }

  /** @internal */
  override write(_: GraphWriter, x: string): string {
    return x;
  }

  override get kind(): string {
    return 'FieldDropout';
  }
}
