/** By what a sum of squares is divided. */
import { IsotypicError } from '@isotypic/algebra';
import { either, type Kind, oneOf } from '@isotypic/algebra/internal';
import { VECTOR } from '../data/argument-kinds.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';

/**
 * About which mean second moments are taken: the invariant mean, the sample mean, or a known one of length D, which
 * costs no degree of freedom.
 */
export type CovarianceCenter = 'invariant-mean' | 'sample-mean' | ArrayLike<number>;

export const COVARIANCE_CENTER: Kind = either(oneOf('invariant-mean', 'sample-mean'), {
  expected: 'a known mean, an array of numbers',
  accepts: VECTOR.accepts,
});

/**
 * - `unbiased` (default): N−1 on the trivial component, where a mean was estimated; N on the others, where invariance
 *   says that it is zero. The only one of the three whose expectation is the covariance.
 * - `n-1`: N−1 on every component, as libraries without symmetry do.
 * - `n`: N on every component, maximum likelihood.
 *
 * With weights, N is W = Σw and N−1 is W − Σw²/W (reliability weights; unbiased when var(xₙ) ∝ 1).
 */
export type Normalization = 'unbiased' | 'n-1' | 'n';

export interface Denominators {
  readonly trivial: number;
  readonly other: number;
}

/** What was counted of the samples. */
export type Counted = Pick<SymmetricMoments, 'count' | 'effectiveCount' | 'scales' | 'structures'>;

export const NORMALIZATION: Kind = oneOf('unbiased', 'n-1', 'n');

/**
 * The divisors, in the units of the moments' weights.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when a denominator would be 0.
 */
export function denominators(
  where: string,
  moments: Counted,
  normalization: Normalization = 'unbiased',
  center: CovarianceCenter = 'invariant-mean',
): Denominators {
  const W = moments.scales.weight;
  const corrected = W - W / moments.effectiveCount;
  const isKnown = typeof center !== 'string';
  const result = {
    trivial: normalization === 'n' || (normalization === 'unbiased' && isKnown) ? W : corrected,
    // About the sample mean every component has lost one degree of freedom to its mean.
    other: normalization === 'n-1' || (normalization === 'unbiased' && center === 'sample-mean') ? corrected : W,
  };
  const hasTrivial = moments.structures[0].components.some((c) => c.isTrivial && c.multiplicity > 0);
  const isEstimated = center === 'sample-mean' || (!isKnown && hasTrivial);
  const needed = normalization === 'n' || (normalization === 'unbiased' && !isEstimated) ? 1 : 2;
  if (moments.count < needed) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where,
      expected: `at least ${needed} samples for normalization '${normalization}'`,
      received: `${moments.count}`,
      details: { minimum: needed, samples: moments.count },
    });
  }
  return result;
}

/**
 * n_k for each component: how many independent vectors there are for each pooled coordinate, Kish's effective number
 * less the one of a mean that was estimated.
 */
export function vectorsPerCoordinate(
  { structures: [{ components }], effectiveCount }: SymmetricMoments,
  center: CovarianceCenter = 'invariant-mean',
): number[] {
  const isKnown = typeof center !== 'string';
  return components.map(({ isTrivial }) =>
    isKnown ? effectiveCount : effectiveCount - (isTrivial || center === 'sample-mean' ? 1 : 0),
  );
}
