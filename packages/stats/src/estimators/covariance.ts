/**
 * Covariance and variance under a symmetry: the orthogonal projection of the empirical second moment on Hom_G, block
 * by block. Each isotypic block is an m×m matrix over ℝ, ℂ or ℍ, for which the pooled coordinates of every copy are
 * extra samples (Schur's lemma).
 */
import type { Float64Matrix } from '@isotypic/numeric';
import type { SampleOptions, Samples } from '../data/samples.js';
import { type Float64Layout, symmetrize } from '../dense/layout.js';
import { type BackendOption, withProducts } from '../dense/products.js';
import { SymmetricMoments } from '../moments/symmetric-moments.js';
import { assembleMap } from '../structure/equivariant-blocks.js';
import { pooledBasis } from '../structure/isotypic-structure.js';
import type { StructureSource } from '../structure/structure-of.js';
import { type Denominators, denominators, type Normalization } from './normalization.js';

export interface CovarianceOptions extends SampleOptions, BackendOption {
  /** Default `unbiased`. */
  readonly normalization?: Normalization;
  /**
   * About which mean: the invariant mean (default), or the sample mean, for a model in which only the covariance is
   * invariant.
   */
  readonly center?: 'invariant-mean' | 'sample-mean';
}

/**
 * The covariance of samples under a symmetry, D×D: symmetric, positive semidefinite, and commuting with every ρ(g).
 *
 * @param X N×D samples (rows).
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `TOO_FEW_SAMPLES`, `INVALID_ARGUMENT`.
 * Complexity O(N·D² + D³). Source: the projection of S on the commutant is the maximum-likelihood estimate, Andersson
 * 1975, "Invariant normal models", Ann. Statist. 3, with 1/N and the invariant mean.
 * @example
 * const X = [[72, 66, 76, 77], [60, 53, 66, 63], [56, 57, 64, 58]];
 * const S = await cov(X, permutationRepresentation(catalogue.dihedral(4)), { normalization: 'n' });
 */
export async function cov(X: Samples, rep: StructureSource, options: CovarianceOptions = {}): Promise<Float64Matrix> {
  const moments = await new SymmetricMoments(rep).push(X, options);
  return covarianceOf(moments, options);
}

/** The covariance from moments that were streamed and merged; see {@link cov}. */
export async function covarianceOf(
  moments: SymmetricMoments,
  options: Omit<CovarianceOptions, keyof SampleOptions> = {},
): Promise<Float64Matrix> {
  const X = moments.structures[0];
  const blocks = covarianceBlocks('cov', moments, 0, 0, options);
  return withProducts(options.backend, async (products) => symmetrize(await assembleMap(blocks, X, X, products)));
}

/**
 * The cross-covariance E[(y − μ_y)(x − μ_x)ᵀ] projected on Hom_G(X, Y), Dy×Dx.
 *
 * @param X N×Dx samples. @param Y N×Dy samples, the same rows.
 */
export async function crossCov(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: CovarianceOptions = {},
): Promise<Float64Matrix> {
  const moments = await new SymmetricMoments(repX, repY).push({ x: X, y: Y }, options);
  return crossCovarianceOf(moments, options);
}

/** The cross-covariance from moments of pairs; see {@link crossCov}. */
export async function crossCovarianceOf(
  moments: SymmetricMoments,
  options: Omit<CovarianceOptions, keyof SampleOptions> = {},
): Promise<Float64Matrix> {
  const [X, Y] = moments.structures;
  const blocks = covarianceBlocks('crossCov', moments, 1, 0, options);
  return withProducts(options.backend, (products) => assembleMap(blocks, Y, X, products));
}

/** The blocks C_k of the (cross-)covariance between spaces a and b of `moments`. */
export function covarianceBlocks(
  where: string,
  moments: SymmetricMoments,
  a: 0 | 1,
  b: 0 | 1,
  options: { readonly normalization?: Normalization; readonly center?: 'invariant-mean' | 'sample-mean' } = {},
): Float64Layout[] {
  const by: Denominators = denominators(where, moments, options.normalization);
  const center = options.center ?? 'invariant-mean';
  // About the sample mean every component has lost one degree of freedom to its mean.
  const other = center === 'sample-mean' && options.normalization !== 'n' ? by.trivial : by.other;
  return moments.structures[0].components.map((c, k) => {
    const { data, rows, cols } = moments.block(k, a, b, center);
    return { data: data.map((v) => v / (c.isTrivial ? by.trivial : other)), rows, cols };
  });
}

/**
 * The invariant mean and the variances: exactly the diagonal of {@link cov} in this basis, without forming D×D.
 *
 * @returns `mean` and `variance`, each of length D.
 */
export async function varMean(
  X: Samples,
  rep: StructureSource,
  options: CovarianceOptions = {},
): Promise<{ readonly mean: Float64Array; readonly variance: Float64Array }> {
  const moments = await new SymmetricMoments(rep).push(X, options);
  const structure = moments.structures[0];
  const blocks = covarianceBlocks('varMean', moments, 0, 0, options);
  const Q = pooledBasis(structure);
  const D = structure.dimension;
  const variance = new Float64Array(D);
  structure.components.forEach((c, k) => {
    const C = blocks[k];
    for (let row = 0; row < D; row++) {
      for (let s = 0; s < c.pooled; s++) variance[row] += quadraticForm(C, Q.data, row * D + c.offset + s * C.rows);
    }
  });
  return { mean: moments.invariantMean(), variance };
}

/** qᵀCq for the slice q of `data` that starts at `from`. */
function quadraticForm(C: Float64Layout, data: Float64Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < C.rows; i++) {
    let inner = 0;
    for (let j = 0; j < C.cols; j++) inner += C.data[i * C.cols + j] * data[from + j];
    sum += data[from + i] * inner;
  }
  return sum;
}
