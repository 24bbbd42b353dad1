/** Scores of a symmetry model for the number of samples at hand: the posterior and the corrected AIC. */
import { logDeterminantOfCholesky, tryCholesky } from '@isotypic/numeric/dense';
import type { SymmetryHypothesis } from '../hypotheses/hypothesis.js';
import { logGamma } from '../laws/gamma.js';
import { blockOf, type CommutantBlock } from './commutant-blocks.js';

/**
 * `bic`, `aic`: −½ of the criterion. `aicc`: −½ of AIC with its bias for N samples, exactly. `posterior`: log of the
 * probability of the data, the covariance integrated out.
 */
export type SymmetryScore = 'bic' | 'aic' | 'aicc' | 'posterior';

/** δ of the prior det(K)^((δ−2)/2), as in gips: the Gaussian's own power would be δ = 3 from one more sample. */
const PRIOR_DEGREES = 3;

/** What the posterior is taken of: n·S, with n samples left after the mean, and the prior's scale. */
export interface PosteriorData {
  readonly scatter: Float64Array;
  readonly degreesOfFreedom: number;
  /** The prior is that of scale·identity: the mean of the diagonal of S. */
  readonly scale: number;
  readonly dimension: number;
}

/**
 * log ∫ N(data | K⁻¹) p(K) dK over the positive definite K that commute with the group, p(K) ∝ det(K)^((δ−2)/2)·
 * exp(−tr(K)·scale/2): Graczyk, Ishi, Kołodziejek & Massam (2022), Ann. Statist. 50, eq. 27 and 33, there for cyclic
 * groups. In isotypic coordinates K is one Hermitian m×m matrix per component, det K = Π det(K_k)^d and tr(KM) =
 * Σ d·tr(K_k M_k); so the integral is a product of gamma functions of cones, Γ(s)·det((d/2)·M_k)^−s with
 * s = d(δ−2)/2 + 1 + e(m−1)/2. O(D³).
 *
 * @param invariant n·S averaged over the group.
 */
export function logPosterior(
  { degreesOfFreedom: n, scale, dimension }: Omit<PosteriorData, 'scatter'>,
  blocks: readonly CommutantBlock[],
  invariant: Float64Array,
): number {
  const moved = Float64Array.from(invariant);
  for (let i = 0; i < dimension; i++) moved[i * (dimension + 1)] += scale;
  let sum = (-n * dimension * Math.log(2 * Math.PI)) / 2;
  for (const block of blocks) {
    const { degree: d, multiplicity: m, units: e } = block;
    const [before, after] = [PRIOR_DEGREES, PRIOR_DEGREES + n].map((δ) => (d * (δ - 2)) / 2 + 1 + (e * (m - 1)) / 2);
    const half = m * Math.log(d / 2);
    const determinant = logDeterminantOfSymmetric(blockOf(block, moved, dimension), m * e) / e;
    sum += logConeGamma(after, m, e) - logConeGamma(before, m, e);
    sum += before * (half + m * Math.log(scale)) - after * (half + determinant);
  }
  return sum;
}

/** log Γ of the cone of Hermitian m×m matrices, but for a factor that depends on m and e alone. */
function logConeGamma(s: number, m: number, e: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) sum += logGamma(s - (i * e) / 2);
  return sum;
}

function logDeterminantOfSymmetric(data: Float64Array, size: number): number {
  const factor = tryCholesky({ data, rows: size, cols: size });
  return 'L' in factor ? logDeterminantOfCholesky(factor.L) : Number.NaN;
}

/**
 * What −2·log-likelihood of N samples falls short of that of N new ones on average, when the model is right; AIC's 2k
 * is its limit. E[Σ̂_k⁻¹] = N·p/(n − m + 1 − 2/e)·Σ_k⁻¹ for a Wishart matrix over ℝ, ℂ, ℍ of n = (N − 1)·p or N·p
 * vectors, p = d/e (Andersson 1975); without symmetry it is the correction of Bedrick & Tsai (1994). Infinite where
 * the expectation is.
 */
export function optimismOf(blocks: readonly CommutantBlock[], samples: number, hypothesis: SymmetryHypothesis): number {
  let sum = 0;
  for (const { degree, multiplicity, units, isTrivial } of blocks) {
    const lost = hypothesis === 'covariance' || isTrivial ? 1 : 0;
    const pooled = degree / units;
    const rest = (samples - lost) * pooled - multiplicity + 1 - 2 / units;
    if (!(rest > 0)) return Number.POSITIVE_INFINITY;
    sum += degree * multiplicity * (((1 + lost / samples) * samples * pooled) / rest - 1);
  }
  return samples * sum;
}

/**
 * Laplace's approximation to the posterior, from the determinant of the whole: for choosing among many groups those
 * whose components are worth knowing.
 */
export function roughPosterior(data: Omit<PosteriorData, 'scatter'>, invariant: Float64Array, parameters: number) {
  const { degreesOfFreedom, scale, dimension } = data;
  const moved = Float64Array.from(invariant);
  for (let i = 0; i < dimension; i++) moved[i * (dimension + 1)] += scale;
  const weight = degreesOfFreedom + PRIOR_DEGREES;
  return -(weight * logDeterminantOfSymmetric(moved, dimension) + parameters * Math.log(weight)) / 2;
}
