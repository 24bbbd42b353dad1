/** By what a sum of squares is divided. */
import { IsotypicError } from '@isotypic/algebra';
import { type Kind, oneOf } from '@isotypic/algebra/internal';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';

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

export const NORMALIZATION: Kind = oneOf('unbiased', 'n-1', 'n');

/**
 * The divisors, in the units of the moments' weights.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when a denominator would be 0.
 */
export function denominators(
  where: string,
  moments: SymmetricMoments,
  normalization: Normalization = 'unbiased',
  center: 'invariant-mean' | 'sample-mean' = 'invariant-mean',
): Denominators {
  const W = moments.scales.weight;
  const corrected = W - W / moments.effectiveCount;
  const result = {
    trivial: normalization === 'n' ? W : corrected,
    // About the sample mean every component has lost one degree of freedom to its mean.
    other: normalization === 'n-1' || (normalization === 'unbiased' && center === 'sample-mean') ? corrected : W,
  };
  const hasTrivial = moments.structures[0].components.some((c) => c.isTrivial && c.multiplicity > 0);
  const needed =
    normalization === 'n' || (normalization === 'unbiased' && center === 'invariant-mean' && !hasTrivial) ? 1 : 2;
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
 * less the one of an estimated mean.
 */
export function vectorsPerCoordinate(
  { structures: [{ components }], effectiveCount }: SymmetricMoments,
  center: 'invariant-mean' | 'sample-mean' = 'invariant-mean',
): number[] {
  return components.map(({ isTrivial }) => effectiveCount - (isTrivial || center === 'sample-mean' ? 1 : 0));
}
