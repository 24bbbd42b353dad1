/** The maximum of the Gaussian likelihood under one symmetry, and what small samples do to it. */
import { IsotypicError } from '@isotypic/algebra';
import { type Kind, oneOf } from '@isotypic/algebra/internal';
import { type Float64Layout, logDeterminantOfCholesky, tryCholesky } from '@isotypic/numeric/dense';
import { traceOf } from '@isotypic/numeric/internal';
import { digamma } from '../distributions/gamma.js';
import { scaledCovarianceBlocks } from '../estimators/covariance.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import { covarianceParameters, type IsotypicStructure, meanParameters } from '../structure/isotypic-structure.js';

/** `covariance`: Σ is invariant and μ is free. `mean-and-covariance`: both are invariant. */
export type SymmetryHypothesis = 'covariance' | 'mean-and-covariance';

export const HYPOTHESIS: Kind = oneOf('covariance', 'mean-and-covariance');

export interface SymmetricFit {
  /** log-likelihood at its maximum. */
  readonly logLikelihood: number;
  readonly logDeterminant: number;
  /** Free parameters of the mean and of the covariance. */
  readonly meanParameters: number;
  readonly covarianceParameters: number;
  readonly parameters: number;
  readonly aic: number;
  readonly bic: number;
}

/**
 * The maximum-likelihood Gaussian of a hypothesis, from moments.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when the maximum does not exist, with `details.minimum`;
 * `NOT_POSITIVE_DEFINITE` when the data lie in a proper subspace, to rounding: the determinant then is 0, and what
 * float64 makes of it is a matter of rounding alone.
 */
export function fitSymmetry(where: string, moments: SymmetricMoments, hypothesis: SymmetryHypothesis): SymmetricFit {
  const structure = moments.structures[0];
  const { dimension: D } = structure;
  const N = moments.count;
  const center = hypothesis === 'covariance' ? 'sample-mean' : 'invariant-mean';
  const { blocks, exponent } = scaledCovarianceBlocks(where, moments, 0, 0, { normalization: 'n', center });
  // a zero coordinate after a rotation of D products is D·ε of the data's size; its variance is the square
  const noise = (D * Number.EPSILON) ** 2 * meanSquare(moments);
  let logDet = D * exponent * Math.LN2;
  structure.components.forEach((c, k) => {
    if (c.multiplicity === 0) return;
    const factor = tryCholesky(blocks[k]);
    if (!('L' in factor) || leastPivot(factor.L) <= noise) throw tooFew(where, structure, N, hypothesis, c.label);
    logDet += c.pooled * logDeterminantOfCholesky(factor.L);
  });
  const mean = hypothesis === 'covariance' ? D : meanParameters(structure);
  const covariance = covarianceParameters(structure);
  // At the maximum the quadratic forms add up to N·D.
  const logLikelihood = (-N / 2) * (D * Math.log(2 * Math.PI) + logDet + D);
  return {
    logLikelihood,
    logDeterminant: logDet,
    meanParameters: mean,
    covarianceParameters: covariance,
    parameters: mean + covariance,
    aic: -2 * logLikelihood + 2 * (mean + covariance),
    bic: -2 * logLikelihood + Math.log(N) * (mean + covariance),
  };
}

/**
 * Mean of ‖x‖² over the rows, in the units of the moments. Data are rounded in each of their D entries, and a
 * coordinate of theirs is a combination of D of them with coefficients of norm 1: a variance not above (D·ε)²·mean ‖x‖²
 * can be that rounding alone.
 */
function meanSquare(moments: SymmetricMoments): number {
  const blocks = moments.structures[0].components.map((c, k) => c.pooled * traceOf(moments.block(k, 0, 0, 'zero')));
  return blocks.reduce((a, b) => a + b, 0) / moments.scales.weight;
}

/** The least L²ᵢᵢ: the variance that the earlier coordinates leave of a coordinate. */
function leastPivot(L: Float64Layout): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < L.rows; i++) least = Math.min(least, L.data[i * (L.cols + 1)] ** 2);
  return least;
}

/**
 * The least N at which the maximum-likelihood covariance is positive definite with probability 1. Component k sees
 * n_k vectors of 𝔽^{m_k}, n_k = N·d/e, less d/e where a mean was estimated, and needs n_k ≥ m_k.
 *
 * @param mean `invariant` (default): the mean is estimated in V^G. `free`: estimated without constraint. `known`.
 */
export function minimumSamplesOf(
  structure: IsotypicStructure,
  mean: 'invariant' | 'free' | 'known' = 'invariant',
): number {
  let least = 1;
  for (const c of structure.components) {
    if (c.multiplicity === 0) continue;
    const lost = mean === 'free' || (mean === 'invariant' && c.isTrivial) ? 1 : 0;
    least = Math.max(least, Math.ceil(c.multiplicity / c.pooled) + lost);
  }
  return least;
}

/**
 * E[log det Σ̂] − log det Σ for N samples of the model itself, exactly: det Σ̂_k is a product of independent χ²
 * (Bartlett's decomposition over ℝ, ℂ, ℍ; Muirhead 1982, thm 3.2.15 for ℝ; Goodman 1963 for ℂ; Andersson 1975 for all
 * three), so E log det = d·Σ_{i<m} [ψ(e(n−i)/2) + log 2/(e·N·d/e)], n = N·d/e less d/e where a mean was estimated.
 */
export function expectedLogDeterminant(
  structure: IsotypicStructure,
  samples: number,
  hypothesis: SymmetryHypothesis,
): number {
  let sum = 0;
  for (const { degree, multiplicity, units, pooled, isTrivial } of structure.components) {
    const lost = hypothesis === 'covariance' || isTrivial ? 1 : 0;
    const n = (samples - lost) * pooled;
    for (let i = 0; i < multiplicity; i++) {
      sum += degree * (digamma((units * (n - i)) / 2) + Math.log(2 / (units * samples * pooled)));
    }
  }
  return sum;
}

function tooFew(
  where: string,
  structure: IsotypicStructure,
  samples: number,
  hypothesis: SymmetryHypothesis,
  label: string,
): IsotypicError {
  const minimum = minimumSamplesOf(structure, hypothesis === 'covariance' ? 'free' : 'invariant');
  return samples < minimum
    ? new IsotypicError('TOO_FEW_SAMPLES', {
        where,
        expected: `at least ${minimum} samples for a covariance on this structure`,
        received: `${samples}`,
        remedy: 'Compare with a larger group, or shrink the covariance.',
        details: { minimum, samples },
      })
    : new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: `a covariance whose determinant is not 0, for a test of it, on component ${label}`,
        received: 'data that lie in a proper subspace, to rounding: not testable',
        remedy:
          'Remove variables that are exact linear functions of others, such as one of parts that sum to a constant.',
      });
}
