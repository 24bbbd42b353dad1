/**
 * Covariance and variance under a symmetry: the orthogonal projection of the empirical second moment on Hom_G, block
 * by block. Each isotypic block is an m×m matrix over ℝ, ℂ or ℍ, for which the pooled coordinates of every copy are
 * extra samples (Schur's lemma).
 */
import { checkArgument, checkOptions, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import type { SpacePair } from '@isotypic/numeric';
import type { Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { scaledBy } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import type { Samples } from '../data/samples.js';
import { checkVector } from '../data/vectors.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import { once } from '../run/once.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { assembly } from '../structure/assembly.js';
import { orbitStructureOf, orbitVariances } from '../structure/orbit-structure.js';
import type { StructureSource } from '../structure/structure-of.js';
import type { StructuredCovariance, StructuredMap } from '../structure/structured-map.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from './estimate-form.js';
import { intensitiesOf, SHRINKAGE, type ShrinkageOptions, shrunk } from './intensities.js';
import {
  COVARIANCE_CENTER,
  type CovarianceCenter,
  type Denominators,
  denominators,
  NORMALIZATION,
  type Normalization,
} from './normalization.js';

/** Options of `correlation`, `crossCov`, `shrinkageIntensities`, `varMean` and others. */
export interface CovarianceOptions extends SampleOptions, RunOptions {
  /** Default `unbiased`. */
  readonly normalization?: Normalization;
  /**
   * About which mean: the invariant mean (default); the sample mean, for a model in which only the covariance is
   * invariant; or a known mean of length D, which need not be invariant.
   */
  readonly center?: CovarianceCenter;
}

/** What `cov` takes besides: how far the estimate is shrunk towards one variance for each component. */
export type ShrunkenCovarianceOptions = CovarianceOptions & ShrinkageOptions;

/** Options of the estimates that are made of moments. */
export type MomentEstimateOptions = Omit<CovarianceOptions, keyof SampleOptions>;

/** What estimates that are made of blocks alone take. */
export type BlockEstimateOptions = Pick<CovarianceOptions, 'normalization' | 'center'>;

export const BLOCK_ESTIMATE_KINDS: OptionKinds<BlockEstimateOptions> = {
  normalization: NORMALIZATION,
  center: COVARIANCE_CENTER,
};

export const MOMENT_ESTIMATE_KINDS: OptionKinds<MomentEstimateOptions> = {
  ...RUN_OPTION_KINDS,
  ...BLOCK_ESTIMATE_KINDS,
};

export const COVARIANCE_OPTION_KINDS: OptionKinds<CovarianceOptions> = {
  ...SAMPLE_OPTION_KINDS,
  ...MOMENT_ESTIMATE_KINDS,
};

/** A room of its own, which most programs do not enter: their bundles load it with the first such estimate. */
const structuredEstimates = /* @__PURE__ */ once(() => import('./structured-estimates.js'));

/** As the backend, loaded with the first samples. */
const samplesMoments = /* @__PURE__ */ once(() => import('../moments/moments-of-samples.js'));

/** The moments of samples, for an estimate of theirs: arguments checked, work watched. */
export async function momentsOf(
  where: string,
  X: Samples,
  rep: StructureSource,
  options: SampleOptions & RunOptions,
): Promise<SymmetricMoments> {
  checkArgument(where, 'rep', rep, STRUCTURE);
  const { weights, frequencies, missing, backend, signal, budget, onProgress } = options;
  const run = watched(where, { backend, signal, budget, onProgress });
  const { momentsOfSamples } = await samplesMoments();
  return momentsOfSamples(where, [{ samples: X, name: 'X', rep }], { weights, frequencies, missing, ...run });
}

/** The second moments of y with x, and no others. */
const CROSS_ONLY: readonly SpacePair[] = [[1, 0]];

/** The moments of pairs of rows (x, y), likewise; of all pairs of spaces, or of those listed. */
export async function momentsOfPairs(
  where: string,
  [X, Y]: readonly [Samples, Samples],
  [repX, repY]: readonly [StructureSource, StructureSource],
  options: SampleOptions & RunOptions,
  pairs?: readonly SpacePair[],
): Promise<SymmetricMoments> {
  checkArgument(where, 'repX', repX, STRUCTURE);
  checkArgument(where, 'repY', repY, STRUCTURE);
  const { weights, frequencies, missing, backend, signal, budget, onProgress } = options;
  const run = watched(where, { backend, signal, budget, onProgress });
  const parts = [
    { samples: X, name: 'X', rep: repX },
    { samples: Y, name: 'Y', rep: repY },
  ];
  const { momentsOfSamples } = await samplesMoments();
  return momentsOfSamples(where, parts, { weights, frequencies, missing, ...run }, pairs);
}

/**
 * The covariance of samples under a symmetry, D×D: symmetric, positive semidefinite, and commuting with every ρ(g).
 *
 * @param X N×D samples (rows), gone through twice for `shrinkage: 'ledoit-wolf'`. With `form: 'structured'` the
 * result is its blocks, and never a D×D matrix unless asked; where the blocks are more numbers than the samples (and
 * than 2²⁰) it holds the coordinates of these instead, or, shrunk, the samples themselves, which must not be changed.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `TOO_FEW_SAMPLES`, `INVALID_ARGUMENT`.
 * Complexity O(N·D² + D³). Source: the projection of S on the commutant is the maximum-likelihood estimate, Andersson
 * 1975, "Invariant normal models", Ann. Statist. 3, with 1/N and the invariant mean.
 * @example
 * const X = [[72, 66, 76, 77], [60, 53, 66, 63], [56, 57, 64, 58]];
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const S = await cov(X, d4, { normalization: 'n' });
 * (await cov(X, d4, { normalization: 'n', form: 'structured' })).entry(0, 1) - S.at(0, 1) // 0
 */
export async function cov(
  X: Samples,
  rep: StructureSource,
  options?: ShrunkenCovarianceOptions & AsMatrix,
): Promise<Float64Matrix>;
export async function cov(
  X: Samples,
  rep: StructureSource,
  options: ShrunkenCovarianceOptions & AsStructured,
): Promise<StructuredCovariance>;
export async function cov(
  X: Samples,
  rep: StructureSource,
  options: ShrunkenCovarianceOptions & EstimateForm = {},
): Promise<Float64Matrix | StructuredCovariance> {
  const where = 'cov';
  checkOptions(where, options, { ...COVARIANCE_OPTION_KINDS, ...FORM, shrinkage: SHRINKAGE });
  const { shrinkage, form, ...estimate } = options;
  if (form === 'structured') {
    const { bySamples } = await structuredEstimates();
    const found = await bySamples(where, X, rep, { ...estimate, shrinkage });
    if (found !== undefined) return found.covariance;
  }
  const moments = await momentsOf(where, X, rep, options);
  const plain = covarianceBlocks(where, moments, 0, 0, options);
  const { normalization, ...reading } = estimate;
  const blocks = shrinkage ? shrunk(plain, await intensitiesOf(where, X, moments, shrinkage, reading)) : plain;
  return inForm(moments, blocks, options);
}

/** Blocks of a covariance as the matrix or the structured form that was asked for. */
export async function inForm(
  { structures: [X] }: SymmetricMoments,
  blocks: readonly Float64Layout[],
  options: RunOptions & EstimateForm,
): Promise<Float64Matrix | StructuredCovariance> {
  if (options.form === 'structured') return (await structuredEstimates()).structuredCovariance(X, blocks);
  const { assembleSymmetric } = await assembly();
  return withOperations(options.backend, (products) => assembleSymmetric(blocks, X, products));
}

/**
 * The cross-covariance E[(y − μ_y)(x − μ_x)ᵀ] projected on Hom_G(X, Y), Dy×Dx.
 *
 * @param X N×Dx samples. @param Y N×Dy samples, the same rows.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const C = await crossCov(borings, borings, square, square, { normalization: 'n', center: 'sample-mean' });
 * C.at(0, 1).toFixed(4) // '226.2755'
 */
export async function crossCov(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options?: CovarianceOptions & AsMatrix,
): Promise<Float64Matrix>;
export async function crossCov(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: CovarianceOptions & AsStructured,
): Promise<StructuredMap>;
export async function crossCov(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: CovarianceOptions & EstimateForm = {},
): Promise<Float64Matrix | StructuredMap> {
  const where = 'crossCov';
  checkOptions(where, options, { ...COVARIANCE_OPTION_KINDS, ...FORM });
  const { normalization, center, form } = options;
  const moments = await momentsOfPairs(where, [X, Y], [repX, repY], options, CROSS_ONLY);
  return crossMapOf(where, moments, { normalization, center, form, backend: options.backend });
}

/** The cross-covariance of moments of pairs, likewise. */
export async function crossMapOf(
  where: string,
  moments: SymmetricMoments,
  options: MomentEstimateOptions & EstimateForm,
): Promise<Float64Matrix | StructuredMap> {
  const [X, Y] = moments.structures;
  if (Y === undefined) throw invalidArgument(where, 'moments to be of pairs (x, y)', 'moments of x only');
  const blocks = covarianceBlocks(where, moments, 1, 0, options);
  if (options.form === 'structured') return (await structuredEstimates()).structuredMap(Y, X, blocks);
  const { assembleMap } = await assembly();
  return withOperations(options.backend, (products) => assembleMap(blocks, Y, X, products));
}

/**
 * The blocks C_k of the (cross-)covariance between spaces a and b of `moments`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` where the data are of a size whose squares float64 cannot hold.
 */
export function covarianceBlocks(
  where: string,
  moments: SymmetricMoments,
  a: 0 | 1,
  b: 0 | 1,
  options: BlockEstimateOptions = {},
): Float64Layout[] {
  const { blocks, exponent } = scaledCovarianceBlocks(where, moments, a, b, options);
  if (exponent === 0) return blocks;
  const scaled = blocks.map((C) => ({ ...C, data: scaledBy(C.data, exponent) }));
  // A number that scaling took from normal (from 2⁻¹⁰²² on) to less has lost digits, or itself.
  const lost = (x: number, from: number) => from !== 0 && !(Math.abs(x) >= 2 ** -1022 && Math.abs(x) < Infinity);
  const largest = (list: readonly Float64Layout[]) =>
    list.reduce((most, { data }) => data.reduce((m, x) => Math.max(m, Math.abs(x)), most), 0);
  if (lost(largest(scaled), largest(blocks))) {
    const size = Math.log10(2) * (exponent + Math.log2(largest(blocks)));
    throw invalidArgument(
      where,
      'data whose variances float64 holds (from 1e-308 to 1e308)',
      `variances of size 1e${size.toFixed(0)}`,
      // of variances the root is the size of the data
      `Multiply the data by 1e${Math.round(-size / 2)}: tests stay, variances become its square times as large.`,
    );
  }
  return scaled;
}

/** The same, to be multiplied by 2^exponent: for those to whom the scale is nothing, at any size of the data. */
export function scaledCovarianceBlocks(
  where: string,
  moments: SymmetricMoments,
  a: 0 | 1,
  b: 0 | 1,
  options: BlockEstimateOptions = {},
): { readonly blocks: Float64Layout[]; readonly exponent: number } {
  const center = options.center ?? 'invariant-mean';
  const by: Denominators = denominators(where, moments, options.normalization, center);
  const blocks = moments.blocks(a, b, typeof center === 'string' ? center : [knownMean(where, moments, center)]);
  moments.structures[0].components.forEach(({ isTrivial }, k) => {
    const divisor = isTrivial ? by.trivial : by.other;
    const { data } = blocks[k];
    for (let i = 0; i < data.length; i++) data[i] /= divisor;
  });
  const { exponents } = moments.scales;
  return { blocks, exponent: exponents[a] + exponents[b] };
}

/** A known mean, of the one space that there is. */
function knownMean(where: string, { structures }: SymmetricMoments, center: ArrayLike<number>): Float64Array {
  if (structures.length === 1) return checkVector(where, center, structures[0].dimension, 'center');
  const expected = "center to be 'invariant-mean' or 'sample-mean', for moments of pairs";
  throw invalidArgument(where, expected, 'a vector', 'Subtract known means from the samples, and push no others.');
}

/** The mean that an estimate is about: a known one, or the invariant one. */
export function centralMean(moments: SymmetricMoments, center: CovarianceCenter | undefined): Float64Array {
  return center === undefined || typeof center === 'string' ? moments.invariantMean() : Float64Array.from(center);
}

/** The mean that rows are measured from: that of the samples where the model leaves it free. */
export function meanOfModel(moments: SymmetricMoments, center: CovarianceCenter | undefined): Float64Array {
  return center === 'sample-mean' ? moments.sampleMean() : centralMean(moments, center);
}

/** Orbits whose moments are taken together, a matrix of 128 MB; of more the samples may be fewer numbers. */
const MOMENT_ORBITS = 4096;

/**
 * The invariant mean, or the known one, and the variances: the diagonal of {@link cov}, without forming D×D. Under
 * permutations they are made of sums over orbits, without decomposing the representation.
 *
 * @returns `mean` and `variance`, each of length D. Complexity O(N·D) under permutations of orbits up to 1024 points.
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * const { variance } = await varMean(borings, rep);
 */
export async function varMean(
  X: Samples,
  rep: StructureSource,
  options: CovarianceOptions = {},
): Promise<{ readonly mean: Float64Array; readonly variance: Float64Array }> {
  const where = 'varMean';
  checkOptions(where, options, COVARIANCE_OPTION_KINDS);
  checkArgument(where, 'rep', rep, STRUCTURE);
  const byOrbits = orbitStructureOf(rep);
  const few = byOrbits !== undefined && byOrbits.orbits.length <= MOMENT_ORBITS;
  if (!few) {
    const { bySamples } = await structuredEstimates();
    const found = await bySamples(where, X, rep, options);
    if (found !== undefined) return { mean: found.mean, variance: found.covariance.diagonal() };
  }
  const moments = await momentsOf(where, X, byOrbits?.structure ?? rep, options);
  const blocks = covarianceBlocks(where, moments, 0, 0, options);
  const variance = byOrbits
    ? orbitVariances(blocks, byOrbits.orbits)
    : (await structuredEstimates()).structuredCovariance(moments.structures[0], blocks).diagonal();
  return { mean: centralMean(moments, options.center), variance };
}
