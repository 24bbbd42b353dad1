/**
 * Normal distributions whose law is invariant under a group: mean in V^G, covariance in the commutant, held as one
 * positive definite m×m matrix over ℝ, ℂ or ℍ per component. Everything costs Σ (m·e)³, never D³.
 */
import {
  arrayOf,
  checkArgument,
  checkOptions,
  instance,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import {
  choleskySolve,
  type Float64Layout,
  Float64Matrix,
  logDeterminantOfCholesky,
  product,
  solveLower,
  standardNormals,
} from '@isotypic/numeric/dense';
import { requireCholesky, semidefiniteRoot, symmetrize } from '@isotypic/numeric/internal';
import { ROW_OPTION_KINDS, SAMPLE_OPTION_KINDS, SEED, STRUCTURE, VECTOR } from '../data/argument-kinds.js';
import type { RowOptions, SampleOptions } from '../data/sample-options.js';
import { checkSamples, layoutOf, readTogether, type Samples } from '../data/samples.js';
import { requireMatrix } from '../data/size-limit.js';
import { checkVector } from '../data/vectors.js';
import { covarianceBlocks, momentsOf } from '../estimators/covariance.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from '../estimators/estimate-form.js';
import { givenIntensities, intensitiesOf } from '../estimators/intensities.js';
import { isSooner } from '../estimators/sample-covariance.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { doublePrecision, RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { assembleMap } from '../structure/assemble-map.js';
import { changeOf } from '../structure/change-of-basis.js';
import { componentOf, projectOnHom, toCoordinates } from '../structure/equivariant-blocks.js';
import { requireSameStructures } from '../structure/fingerprint.js';
import type { HeldCovariance } from '../structure/held-covariance.js';
import { projectOnInvariants } from '../structure/invariant-part.js';
import { covarianceParameters, type IsotypicStructure, meanParameters } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf, structuresOf } from '../structure/structure-of.js';
import { StructuredCovariance } from '../structure/structured-map.js';
import { blocksOfEquivariant } from './equivariance-check.js';
import { REGULARIZATION_KINDS, type Regularization, regularize } from './regularization.js';

const LOG_TAU = Math.log(2 * Math.PI);

/** Options of the fit of an `EquivariantNormal`. */
export interface NormalFitOptions extends SampleOptions, RunOptions, Regularization {}

const FIT_OPTION_KINDS: OptionKinds<NormalFitOptions> = {
  ...SAMPLE_OPTION_KINDS,
  ...RUN_OPTION_KINDS,
  ...REGULARIZATION_KINDS,
};

/** Samples, and where the products of them run. */
export type EvaluationOptions = RowOptions & RunOptions;

const EVALUATION_OPTION_KINDS: OptionKinds<EvaluationOptions> = { ...ROW_OPTION_KINDS, ...RUN_OPTION_KINDS };

/** Options of draws from a Gaussian. */
export interface DrawOptions extends RunOptions {
  /** Of the random numbers; a fixed one by default. */
  readonly seed?: number;
}

export const DRAW_OPTION_KINDS: OptionKinds<DrawOptions> = { ...RUN_OPTION_KINDS, seed: SEED };

/** Options of `conditional`. */
export interface ConditionalOptions extends RunOptions {
  /** The law of the noise ε; none by default. */
  readonly noise?: EquivariantNormal;
}

/**
 * A normal distribution invariant under a group.
 *
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * const X = [[72, 66, 76, 77], [60, 53, 66, 63], [56, 57, 64, 58], [41, 29, 36, 38]];
 * const normal = await EquivariantNormal.fit(X, rep);
 * const density = await normal.logProb(X);
 */
export class EquivariantNormal {
  private factors: readonly Float64Layout[] | undefined;
  /** Where the covariance is held by samples. */
  private held: HeldCovariance | undefined;
  private readonly given: readonly Float64Layout[];

  /**
   * @param structure the group's action. @param mean length D, in V^G.
   * @param blocks C_k, the real (e·m)×(e·m) form of the covariance on component k, as {@link covarianceBlocks} gives.
   * Use {@link EquivariantNormal.fit} or {@link EquivariantNormal.from} rather than this.
   */
  constructor(
    readonly structure: IsotypicStructure,
    readonly mean: Float64Array,
    blocks: readonly Float64Layout[],
  ) {
    const where = 'EquivariantNormal';
    checkArgument(where, 'structure', structure, STRUCTURE);
    checkArgument(where, 'mean', mean, VECTOR);
    checkArgument(where, 'blocks', blocks, arrayOf(BLOCK, 'one matrix for each component of the structure'));
    this.given = blocks;
  }

  /**
   * C_k; made when they are asked for where the covariance is held by samples.
   * @throws {IsotypicError} `OUT_OF_MEMORY` where they are too large to be made
   */
  get blocks(): readonly Float64Layout[] {
    return this.held?.blocks ?? this.given;
  }

  /**
   * The distribution with the given mean and covariance.
   * @param covariance D×D, symmetric and commuting with the group.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when mean or covariance are not invariant to 1e-8 of their size.
   */
  static async from(
    rep: StructureSource,
    mean: ArrayLike<number>,
    covariance: Samples,
    options: RunOptions = {},
  ): Promise<EquivariantNormal> {
    const where = 'EquivariantNormal.from';
    checkArgument(where, 'rep', rep, STRUCTURE);
    checkOptions(where, options, RUN_OPTION_KINDS);
    const structure = structureOf(rep);
    const given = checkVector(where, mean, structure.dimension, 'mean');
    const invariant = projectOnInvariants(given, structure);
    const size = given.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
    // half the digits: printed means pass, a mean of another symmetry does not; rounding leaves D·ε
    if (given.some((x, i) => Math.abs(x - invariant[i]) > 1e-8 * size)) {
      throw invalidArgument(where, 'an invariant mean', Array.from(given), 'Project it with reynolds(mean, rep).');
    }
    const matrix = checkSamples(where, covariance, structure.dimension, { name: 'covariance' });
    const blocks = await blocksOfEquivariant(where, matrix, structure, structure, watched(where, options).backend);
    return new EquivariantNormal(structure, invariant, blocks.map(symmetrize));
  }

  /**
   * Maximum likelihood (Andersson 1975), optionally regularized; the covariance is that of `cov` with normalization
   * 'n'. Where its blocks are more numbers than the samples (and than 2²⁰) it is held by these, which are not copied
   * and must not be changed.
   * @throws {IsotypicError} `TOO_FEW_SAMPLES`, `NOT_FINITE`, `SHAPE_MISMATCH`. A covariance that is only semidefinite
   * is accepted here and refused by what needs its inverse.
   */
  static async fit(X: Samples, rep: StructureSource, options: NormalFitOptions = {}): Promise<EquivariantNormal> {
    const where = 'EquivariantNormal.fit';
    checkOptions(where, options, FIT_OPTION_KINDS);
    const { shrinkage = 0, prior, ...reading } = options;
    const found = await EquivariantNormal.bySamples(where, X, rep, options);
    if (found !== undefined) return found;
    const moments = await momentsOf(where, X, rep, options);
    return regularized(where, moments, await intensitiesOf(where, X, moments, shrinkage, reading), prior);
  }

  /** Held by the samples, where these are fewer numbers than the blocks. */
  private static async bySamples(
    where: string,
    X: Samples,
    rep: StructureSource,
    options: NormalFitOptions,
  ): Promise<EquivariantNormal | undefined> {
    checkArgument(where, 'rep', rep, STRUCTURE);
    const structure = structureOf(rep);
    const [{ rows }] = readTogether(where, [{ samples: X, dimension: structure.dimension, name: 'X' }], options);
    if (!isSooner(structure, rows)) return undefined;
    const { shrunkenBySamples } = await import('../estimators/shrunken-samples.js');
    const found = await shrunkenBySamples(where, X, structure, { ...options, normalization: 'n' });
    if (found === undefined) return undefined;
    const normal = new EquivariantNormal(structure, found.mean, []);
    normal.held = found.covariance;
    return normal;
  }

  /** The fit from moments that were streamed and merged. */
  static fromMoments(moments: SymmetricMoments, options: Regularization = {}): EquivariantNormal {
    const where = 'EquivariantNormal.fromMoments';
    checkArgument(where, 'moments', moments, MOMENTS);
    checkOptions(where, options, REGULARIZATION_KINDS);
    return regularized(where, moments, givenIntensities(where, moments, options.shrinkage), options.prior);
  }

  /** Free parameters: dim V^G of the mean, Σ (m(m+1)/2, m² or m(2m−1)) of the covariance. */
  get parameters(): { readonly mean: number; readonly covariance: number } {
    return { mean: meanParameters(this.structure), covariance: covarianceParameters(this.structure) };
  }

  /** The covariance as a D×D matrix, or by its blocks. */
  async covariance(options?: RunOptions & AsMatrix): Promise<Float64Matrix>;
  async covariance(options: RunOptions & AsStructured): Promise<StructuredCovariance>;
  async covariance(options: RunOptions & EstimateForm = {}): Promise<Float64Matrix | StructuredCovariance> {
    const where = 'EquivariantNormal.covariance';
    checkOptions(where, options, { ...RUN_OPTION_KINDS, ...FORM });
    const covariance = new StructuredCovariance(this.structure, this.held ?? this.blocks);
    if (options.form === 'structured') return covariance;
    return withOperations(watched(where, options).backend, (products) => covariance.assembled(products));
  }

  /** log det Σ. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  logDeterminant(): number {
    if (this.held !== undefined) return this.held.logDeterminant('EquivariantNormal.logDeterminant');
    const factors = this.choleskyFactors('EquivariantNormal.logDeterminant');
    return this.structure.components.reduce((sum, c, k) => sum + c.pooled * logDeterminantOfCholesky(factors[k]), 0);
  }

  /** log p(x) of each of N rows. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when Σ is singular. */
  async logProb(X: Samples, options: EvaluationOptions = {}): Promise<Float64Array> {
    const squares = await this.squaredDistances('EquivariantNormal.logProb', X, options);
    const constant = this.structure.dimension * LOG_TAU + this.logDeterminant();
    return squares.map((q) => -(constant + q) / 2);
  }

  /** Mahalanobis distances √((x−μ)ᵀΣ⁻¹(x−μ)) of N rows. */
  async mahalanobis(X: Samples, options: EvaluationOptions = {}): Promise<Float64Array> {
    return (await this.squaredDistances('EquivariantNormal.mahalanobis', X, options)).map(Math.sqrt);
  }

  /** N×D draws; the same for the same seed, on any backend up to rounding. Σ may be singular. */
  async sample(count: number, options: DrawOptions = {}): Promise<Float64Matrix> {
    const where = 'EquivariantNormal.sample';
    checkArgument(where, 'count', count, integer(0));
    checkOptions(where, options, DRAW_OPTION_KINDS);
    requireMatrix(where, 'the draws', count, this.structure.dimension);
    const { structure, mean } = this;
    const noise = standardNormals(count, structure.dimension, options.seed);
    const basis = changeOf(structure);
    if (this.held !== undefined) {
      const coordinates = this.held.draws(noise, options.seed);
      return withOperations(watched(where, options).backend, (operations) =>
        operations.fromCoordinates({ coordinates, from: basis, to: basis, shift: mean }),
      );
    }
    const roots = this.blocks.map((C) => semidefiniteRoot(C));
    return withOperations(watched(where, options).backend, (operations) =>
      operations.fromCoordinates({ coordinates: noise, from: basis, to: basis, blocks: roots, shift: mean }),
    );
  }

  /** Differential entropy in nats. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  entropy(): number {
    return (this.structure.dimension * (LOG_TAU + 1) + this.logDeterminant()) / 2;
  }

  /**
   * KL(this ‖ other) in nats, by blocks.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless both are under one action, in one basis; `NOT_POSITIVE_DEFINITE`.
   */
  klDivergence(other: EquivariantNormal): number {
    const where = 'EquivariantNormal.klDivergence';
    checkArgument(where, 'other', other, NORMAL);
    requireSameStructures(where, [this.structure], [other.structure]);
    const factors = other.choleskyFactors(where);
    const delta = toCoordinates(
      this.mean.map((x, i) => other.mean[i] - x),
      this.structure,
    );
    let trace = 0;
    let distance = 0;
    this.structure.components.forEach((c, k) => {
      if (c.multiplicity === 0) return;
      const S = choleskySolve(factors[k], this.blocks[k]);
      for (let i = 0; i < S.rows; i++) trace += c.pooled * S.data[i * S.cols + i];
      for (const v of solveLower(factors[k], componentOf(delta, c)).data) distance += v * v;
    });
    const determinants = other.logDeterminant() - this.logDeterminant();
    return (trace + distance - this.structure.dimension + determinants) / 2;
  }

  /**
   * The law of y = A x for an equivariant A.
   * @param A Dy×D, in Hom_G(X, Y). @param repY the action on y; a structure aligned with this one's.
   */
  async marginal(A: Samples, repY: StructureSource, options: RunOptions = {}): Promise<EquivariantNormal> {
    const where = 'EquivariantNormal.marginal';
    checkArgument(where, 'repY', repY, STRUCTURE);
    checkOptions(where, options, RUN_OPTION_KINDS);
    const [X, Y] = structuresOf(where, this.structure, repY);
    const own = await rebase(this.blocks, this.structure, X, options);
    const map = await mapBlocks(where, A, Y, X, options);
    const mean = imageOf(checkSamples(where, A, this.structure.dimension, { name: 'A' }), this.mean);
    const blocks = map.map((a, k) => symmetrize(sandwich(a, own[k])));
    const home = structureOf(repY);
    return new EquivariantNormal(home, projectOnInvariants(mean, home), await rebase(blocks, Y, home, options));
  }

  /**
   * The law of x given A x + ε = y for an equivariant A and invariant noise ε: x | y ~ N(μ + K(y − Aμ), Σ − KAΣ) with
   * K = ΣAᵀ(AΣAᵀ + R)⁻¹ by blocks. Its covariance is invariant whatever y is; its mean moves with y equivariantly.
   *
   * @param A Dy×D. @param noise the law of ε (its mean is added to Aμ); default none, and then the result is singular.
   * @returns the invariant covariance as a distribution about 0, the gain K (D×Dy), and `meanGiven(y)`.
   */
  async conditional(A: Samples, repY: StructureSource, options: ConditionalOptions = {}): Promise<ConditionalNormal> {
    const where = 'EquivariantNormal.conditional';
    checkArgument(where, 'repY', repY, STRUCTURE);
    checkOptions(where, options, CONDITIONAL_OPTION_KINDS);
    const [X, Y] = structuresOf(where, this.structure, repY);
    const own = await rebase(this.blocks, this.structure, X, options);
    const noise = options.noise && (await rebase(options.noise.blocks, options.noise.structure, Y, options));
    const map = await mapBlocks(where, A, Y, X, options);
    const gains: Float64Layout[] = [];
    const blocks = map.map((a, k) => {
      const S = symmetrize(sandwich(a, own[k]));
      const R = noise?.[k];
      if (R !== undefined) for (let i = 0; i < S.data.length; i++) S.data[i] += R.data[i];
      const L = requireCholesky(S, where, `the covariance of A x + ε on component ${Y.components[k].label}`);
      const AC = product(a, own[k]);
      const gain = choleskySolve(L, AC).transpose();
      gains.push(gain);
      const KAC = product(gain, AC);
      const { rows, cols } = own[k];
      return symmetrize({ rows, cols, data: own[k].data.map((v, i) => v - KAC.data[i]) });
    });
    const gain = await withOperations(options.backend, (p) => assembleMap(gains, X, Y, p));
    const predicted = imageOf(checkSamples(where, A, this.structure.dimension, { name: 'A' }), this.mean);
    const shift = options.noise?.mean;
    const offset = predicted.map((v, i) => v + (shift?.[i] ?? 0));
    return {
      residual: new EquivariantNormal(
        this.structure,
        new Float64Array(X.dimension),
        await rebase(blocks, X, this.structure, options),
      ),
      gain,
      meanGiven: (y) => {
        const innovation = checkVector(where, y, Y.dimension, 'y').map((v, i) => v - offset[i]);
        return imageOf(gain, innovation).map((v, i) => v + this.mean[i]);
      },
    };
  }

  private async squaredDistances(where: string, X: Samples, options: EvaluationOptions): Promise<Float64Array> {
    checkOptions(where, options, EVALUATION_OPTION_KINDS);
    const { structure, mean, held } = this;
    const samples = checkSamples(where, X, structure.dimension, { ...options, minimum: 0 });
    if (held !== undefined) {
      return withOperations(watched(where, options).backend, async (operations) =>
        held.squaredLengths(
          where,
          layoutOf(samples),
          mean,
          await doublePrecision(operations, 'a covariance that holds samples is solved in float64'),
        ),
      );
    }
    const factors = this.choleskyFactors(where);
    const space = { rows: layoutOf(samples), basis: changeOf(structure), shift: mean };
    const inverses = factors.map((L) => solveLower(L, Float64Matrix.identity(L.rows)));
    return withOperations(watched(where, options).backend, (operations) => operations.squaredLengths(space, inverses));
  }

  private choleskyFactors(where: string): readonly Float64Layout[] {
    this.factors ??= this.blocks.map((C, k) =>
      requireCholesky(
        C,
        where,
        `the covariance on component ${this.structure.components[k].label}`,
        'Use more samples (minimumSampleSize says how many), or fit with { shrinkage } or { prior }.',
      ),
    );
    return this.factors;
  }
}

function regularized(
  where: string,
  moments: SymmetricMoments,
  intensities: readonly number[],
  prior: Regularization['prior'],
): EquivariantNormal {
  const structure = moments.structures[0];
  const blocks = covarianceBlocks(where, moments, 0, 0, { normalization: 'n' });
  const made = regularize(where, blocks, structure, moments.effectiveCount, intensities, prior);
  return new EquivariantNormal(structure, moments.invariantMean(), made);
}

const BLOCK: Kind = {
  expected: '{ data, rows, cols }',
  accepts: (v) => typeof v === 'object' && v !== null && 'data' in v && 'rows' in v && 'cols' in v,
};

const NORMAL: Kind = instance(EquivariantNormal, 'an EquivariantNormal', () => 'EquivariantNormal.fit makes one.');

const CONDITIONAL_OPTION_KINDS: OptionKinds<ConditionalOptions> = { ...RUN_OPTION_KINDS, noise: NORMAL };

/** What {@link EquivariantNormal.conditional} gives. */
export interface ConditionalNormal {
  /** N(0, Σ − KAΣ): the same for every y. */
  readonly residual: EquivariantNormal;
  /** K, D×Dy, equivariant. */
  readonly gain: Float64Layout;
  /** E[x | y], length D. */
  meanGiven(y: ArrayLike<number>): Float64Array;
}

/**
 * The blocks of a covariance in another structure of the same space: two representations are decomposed together, in a
 * basis that need not be that of either alone.
 */
async function rebase(
  blocks: readonly Float64Layout[],
  from: IsotypicStructure,
  to: IsotypicStructure,
  options: RunOptions,
): Promise<readonly Float64Layout[]> {
  if (from === to) return blocks;
  return withOperations(options.backend, async (products) => {
    const matrix = await assembleMap(blocks, from, from, products);
    return (await projectOnHom(matrix, to, to, products)).map(symmetrize);
  });
}

async function mapBlocks(
  where: string,
  A: Samples,
  Y: IsotypicStructure,
  X: IsotypicStructure,
  options: RunOptions,
): Promise<Float64Layout[]> {
  return blocksOfEquivariant(where, checkSamples(where, A, X.dimension, { name: 'A' }), Y, X, options.backend);
}

/** A C Aᵀ. */
function sandwich(A: Float64Layout, C: Float64Layout): Float64Layout {
  return product(product(A, C), A, { transposeRight: true });
}

/** A x. */
function imageOf(A: Float64Layout, x: Float64Array): Float64Array {
  return product(A, { data: x, rows: x.length, cols: 1 }).data;
}
