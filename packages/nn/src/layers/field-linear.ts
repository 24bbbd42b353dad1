/** Linear maps between fields, the same at every place. */
import {
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import type { FieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import { kernelBasis } from '../kernels/kernels.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { reshape } from '../tensor/reshape.js';
import { type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { alongChannels, mixChannels } from './field-groups.js';
import { FilterBank, type WeightBlock } from './filter-bank.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/** Options of a linear layer between fields. */
export interface FieldLinearOptions {
  /** One number for each invariant vector of the output. Default true. */
  readonly bias?: boolean;
  /** Of the first weights. */
  readonly seed?: number;
}

const OPTION_KINDS: OptionKinds<FieldLinearOptions> = { bias: boolean, seed: integer() };

/**
 * y = Wx + b at each place, W ∈ Hom_G(ρ_in, ρ_out) and b invariant: over a point the equivariant linear layer, over a
 * plane or space the convolution with a filter of one point. Weights begin as He's, from exact orbit sizes where
 * channels are permuted.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for types of other spaces
 * @example
 * const C5 = noBaseSpace(catalogue.cyclic(5));
 * const layer = new FieldLinear(fieldType(C5, [C5.regular, C5.trivial]), fieldType(C5, [C5.regular]));
 * layer.dimension // 6
 * layer.matrix().shape // [5, 6]
 */
export class FieldLinear extends EquivariantModule {
  /** Coefficients [fields out, fields in, dimension], one tensor for each pair of representations that has any. */
  readonly weights: readonly Parameter[];
  /** Coefficients of the invariant vectors, or undefined. */
  readonly bias: Parameter | undefined;
  private readonly bank: FilterBank;
  /** @internal Orthonormal invariant vectors, [count, channels]. */
  readonly invariants: Tensor;
  private last: { readonly values: readonly Tensor[]; readonly matrix: Tensor } | undefined;

  constructor(inType: FieldType, outType: FieldType, options: FieldLinearOptions = {}) {
    super(inType, outType);
    const where = 'FieldLinear';
    checkOptions(where, options, OPTION_KINDS);
    requireSameSpace(where, inType.space, outType.space);
    const { bias = true, seed = DEFAULT_SEED } = options;
    this.bank = new FilterBank(inType, outType, (into, out) => kernelBasis(inType.space, into, out));
    this.weights = this.bank.initialWeights(randomStream(seed)).map((value) => new Parameter(value));
    this.invariants = invariantVectors(outType);
    const [count] = this.invariants.shape;
    this.bias = bias && count > 0 ? new Parameter(zeros([count])) : undefined;
  }

  /** @internal A filter of one point has no extents. */
  readonly kernelShape: readonly number[] = [];

  /** @internal */
  blocks(): readonly WeightBlock[] {
    return this.bank.blocksWith(this.weights);
  }

  /** The number of weights: dim Hom_G(ρ_in, ρ_out). */
  get dimension(): number {
    return this.bank.dimension;
  }

  /** W, [out, in]; expanded once while the weights stay what they are. */
  matrix(): Tensor {
    const values = this.weights.map(({ value }) => value);
    if (this.last?.values.every((value, k) => value === values[k])) return this.last.matrix;
    const matrix = reshape(this.bank.expand(values), [this.outType.size, this.inType.size]);
    // what a running gradient has written down must not outlive it
    this.last = matrix.history === null ? { values, matrix } : undefined;
    return matrix;
  }

  /** b by channels, or undefined. */
  expandedBias(): Tensor | undefined {
    return this.bias && invariantVector(this.bias.value, this.invariants);
  }

  /**
   * Takes the weights whose matrix is nearest to this one, in the least-squares sense.
   * @param matrix [out, in], row-major
   * @returns the largest difference between an entry of the matrix and that of the weights
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless it has as many entries
   */
  setMatrix(matrix: ArrayLike<number>): number {
    const size = this.outType.size * this.inType.size;
    checkArgument('FieldLinear.setMatrix', 'matrix', matrix, {
      expected: `${size} numbers`,
      accepts: (v) => (Array.isArray(v) || v instanceof Float64Array) && v.length === size,
      remedy: () => 'Its shape is [out, in], row-major.',
    });
    const given = Float64Array.from(matrix);
    this.bank.nearestWeights(given).forEach((value, k) => {
      this.weights[k].value = value;
    });
    return this.matrix().data.reduce((largest, x, i) => Math.max(largest, Math.abs(x - given[i])), 0);
  }

  /** @internal On [samples, channels, …places], whatever the places are. */
  override compute(x: Tensor): Tensor {
    const y = mixChannels(this.matrix(), x);
    const bias = this.expandedBias();
    return bias === undefined ? y : add(y, alongChannels(bias, y));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const y = graph.mixChannels('weight', x, this.matrix().data, this.outType.size);
    const bias = this.expandedBias();
    return bias === undefined ? y : graph.apply('Add', [y, graph.perChannel('bias', bias.data)]);
  }

  override get kind(): string {
    return 'FieldLinear';
  }
}
