/** Steerable convolutions between points anywhere in the plane or in space: features of a graph with places. */
import {
  arrayOf,
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  finite,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import { FIELD_TYPE, type FieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import { ScatteredPoints } from '../kernels/grid.js';
import { KernelTerms } from '../kernels/kernel-terms.js';
import { RING_OPTION_KINDS, type RingOptions, ringsWithin } from '../kernels/rings.js';
import { kernelTermMatrices } from '../kernels/steerable-kernels.js';
import { Module } from '../modules/module.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { reduceSum } from '../tensor/broadcast-and-sum.js';
import { gather, scatterAdd } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { permute } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { shapeFault, shapeText, TENSOR, Tensor, zeros } from '../tensor/tensor.js';
import { FilterBank } from './filter-bank.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/** Fields at points, and which points see which. */
export interface PointCloud {
  /** [points, channels] */
  readonly features: Tensor;
  /** [points, 2 or 3]; what is computed has no derivative by them. */
  readonly places: Tensor;
  /** Pairs [from, to] of points: what stands at the first is seen by the second. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Options of a convolution between points; distances in the units of the places. */
export interface PointConvolutionOptions extends Pick<RingOptions, 'sigma'> {
  /** Radii of the rings of the kernel. */
  readonly rings: readonly number[];
  /** The highest frequency on a ring of radius r; a number c stands for c·r. Default 3. */
  readonly frequenciesCutoff?: number | ((radius: number) => number);
  /** One number for each invariant vector of the output. Default true. */
  readonly bias?: boolean;
  /** Of the first weights. */
  readonly seed?: number;
}

const RINGS = arrayOf(finite(0), 'an array of radii from 0 on');

const OPTION_KINDS: OptionKinds<PointConvolutionOptions> = {
  rings: RINGS,
  sigma: RING_OPTION_KINDS.sigma,
  frequenciesCutoff: RING_OPTION_KINDS.frequenciesCutoff,
  bias: boolean,
  seed: integer(),
};

const POINT_CLOUD: Kind = {
  expected: 'an object { features, places, edges }',
  accepts: (v) => typeof v === 'object' && v !== null && 'features' in v && 'places' in v && 'edges' in v,
};

/**
 * yᵢ = the mean over edges (j, i) of K(pⱼ − pᵢ)·xⱼ, and an invariant bias: turning places and features turns what comes
 * out, for every element of the group, whether it keeps a grid or not.
 * Cost: points · channels in · terms · channels out, and edges · terms · channels out; terms are rings × harmonics.
 * @example
 * const C8 = gspaces.rot2dOnR2(8);
 * const [scalars, vectors] = [fieldType(C8, [C8.trivial]), fieldType(C8, [C8.irrep(1)])];
 * const layer = new R2PointConv(scalars, vectors, { rings: [0, 1] });
 * layer instanceof PointConvolution // true
 * const places = tensor([0, 0, 1, 0, 0, 1], [3, 2]);
 * layer.forward({ features: zeros([3, 1]), places, edges: [[1, 0], [2, 0]] }).shape // [3, 2]
 */
export abstract class PointConvolution extends Module<PointCloud> {
  /** Coefficients [fields out, fields in, dimension], one tensor for each pair of representations that has any. */
  readonly weights: readonly Parameter[];
  /** Coefficients of the invariant vectors, or undefined. */
  readonly bias: Parameter | undefined;
  private readonly bank: FilterBank;
  private readonly terms: KernelTerms;
  private readonly invariants: Tensor;

  constructor(
    readonly inType: FieldType,
    readonly outType: FieldType,
    options: PointConvolutionOptions,
    where: string,
    dimension: 2 | 3,
  ) {
    super();
    checkArgument(where, 'inType', inType, FIELD_TYPE);
    checkArgument(where, 'outType', outType, FIELD_TYPE);
    checkOptions(where, options, OPTION_KINDS);
    requireSameSpace(where, inType.space, outType.space);
    const { space } = inType;
    if (space.baseDimension !== dimension) {
      throw invalidArgument(where, `fields over a space of ${dimension} dimensions`, space.name);
    }
    // rings have no default: they are asked for where there are no options, too
    checkArgument(where, 'options.rings', options?.rings, RINGS);
    const { rings, sigma, frequenciesCutoff = 3, bias = true, seed = DEFAULT_SEED } = options;
    this.terms = new KernelTerms(dimension, ringsWithin(where, { rings, sigma, frequenciesCutoff }));
    const { terms } = this;
    this.bank = new FilterBank(
      inType,
      outType,
      (into, out) => kernelTermMatrices(space, out, into, terms),
      terms.count,
    );
    this.weights = this.bank.initialWeights(randomStream(seed)).map((value) => new Parameter(value));
    this.invariants = invariantVectors(outType);
    const [count] = this.invariants.shape;
    this.bias = bias && count > 0 ? new Parameter(zeros([count])) : undefined;
  }

  /** The number of weights. */
  get dimension(): number {
    return this.bank.dimension;
  }

  /**
   * @param cloud features [points, channels in] at their places
   * @returns features [points, channels out]; a point that no edge leads to has the bias alone
   * @throws {IsotypicError} `SHAPE_MISMATCH`; `INVALID_ARGUMENT` for edges between other than these points
   */
  override forward(cloud: PointCloud): Tensor {
    this.check(cloud);
    const { features, places, edges } = cloud;
    const [points, size] = [features.shape[0], this.outType.size];
    const { count } = this.terms;
    // every term's matrix on every point, then at each edge the sum of terms with their values there
    const filter = this.bank.expand(this.weights.map(({ value }) => value));
    const matrices = reshape(permute(filter, [0, 2, 3, 1]), [this.inType.size, count * size]);
    const from = Int32Array.from(edges, ([j]) => j);
    const to = Int32Array.from(edges, ([, i]) => i);
    const seen = reshape(gather(matmul(features, matrices), from), [edges.length, count, size]);
    const messages = reduceSum(multiply(seen, this.factors(places, edges)), { axes: [1] });
    const y = scatterAdd(messages, to, points);
    if (this.bias === undefined) return y;
    return add(y, invariantVector(this.bias.value, this.invariants));
  }

  /** φ_s(pⱼ − pᵢ)/(edges that lead to i), [edges, terms, 1]. */
  private factors({ data, shape: [points, d] }: Tensor, edges: PointCloud['edges']): Tensor {
    const leading = new Int32Array(points);
    for (const [, i] of edges) leading[i]++;
    const differences = Float64Array.from({ length: d * edges.length }, (_, at) => {
      const [j, i] = edges[Math.floor(at / d)];
      return data[j * d + (at % d)] - data[i * d + (at % d)];
    });
    const values = this.terms.valuesAt(new ScatteredPoints(this.terms.dimension, differences));
    const { count } = this.terms;
    return new Tensor(
      [edges.length, count, 1],
      values.map((value, at) => value / leading[edges[Math.floor(at / count)][1]]),
    );
  }

  private check(cloud: PointCloud): void {
    const where = `${this.kind}.forward`;
    checkArgument(where, 'cloud', cloud, POINT_CLOUD);
    const { features, places, edges } = cloud;
    checkArgument(where, 'cloud.features', features, TENSOR);
    checkArgument(where, 'cloud.places', places, TENSOR);
    if (features.shape.length !== 2 || features.shape[1] !== this.inType.size) {
      throw shapeFault(where, `features of the shape [points, ${this.inType.size}]`, shapeText(features.shape));
    }
    const [points] = features.shape;
    const expected = [points, this.terms.dimension];
    if (String(places.shape) !== String(expected)) {
      throw shapeFault(where, `places of the shape ${shapeText(expected)}`, shapeText(places.shape));
    }
    const isPoint = (v: unknown): boolean => Number.isInteger(v) && (v as number) >= 0 && (v as number) < points;
    checkArgument(where, 'cloud.edges', edges, {
      expected: `an array of pairs [from, to] of integers from 0 to ${points - 1}`,
      accepts: (v) =>
        Array.isArray(v) && v.every((edge) => Array.isArray(edge) && edge.length === 2 && edge.every(isPoint)),
    });
  }
}

/**
 * A convolution between points of the plane.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for types of other spaces, options unknown
 * @example
 * const O2 = gspaces.flipRot2dOnR2();
 * const [scalars, vectors] = [fieldType(O2, [O2.trivial]), fieldType(O2, [O2.irrep(1, 1)])];
 * new R2PointConv(scalars, vectors, { rings: [1, 2] }).dimension // 2: towards the other point, from either ring
 */
export class R2PointConv extends PointConvolution {
  constructor(inType: FieldType, outType: FieldType, options: PointConvolutionOptions) {
    super(inType, outType, options, 'R2PointConv', 2);
  }

  override get kind(): string {
    return 'R2PointConv';
  }
}

/**
 * A convolution between points of space.
 * @throws {IsotypicError} as `R2PointConv`
 * @example
 * const SO3 = gspaces.rot3dOnR3();
 * const vectors = fieldType(SO3, [SO3.irrep(1)]);
 * new R3PointConv(vectors, vectors, { rings: [1] }).dimension // 3: x, p × x and a symmetric matrix of p
 */
export class R3PointConv extends PointConvolution {
  constructor(inType: FieldType, outType: FieldType, options: PointConvolutionOptions) {
    super(inType, outType, options, 'R3PointConv', 3);
  }

  override get kind(): string {
    return 'R3PointConv';
  }
}
