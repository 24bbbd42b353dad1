/** By what a sum of squares is divided. */
import { IsotypicError } from '@isotypic/algebra';
import { type Kind, oneOf } from '@isotypic/algebra/internal';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

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
export interface Counted {
  readonly count: number;
  /** Σw. */
  readonly weight: number;
  readonly effectiveCount: number;
  readonly structure: IsotypicStructure;
}

export const NORMALIZATION: Kind = oneOf('unbiased', 'n-1', 'n');

/**
 * The divisors, in the units of the weights.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when a denominator would be 0.
 */
export function denominators(
  where: string,
  { count, weight: W, effectiveCount, structure }: Counted,
  normalization: Normalization = 'unbiased',
): Denominators {
  const corrected = W - W / effectiveCount;
  const result = {
    trivial: normalization === 'n' ? W : corrected,
    other: normalization === 'n-1' ? corrected : W,
  };
  const hasTrivial = structure.components.some((c) => c.isTrivial && c.multiplicity > 0);
  const needed = normalization === 'n' || (normalization === 'unbiased' && !hasTrivial) ? 1 : 2;
  if (count < needed) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where,
      expected: `at least ${needed} samples for normalization '${normalization}'`,
      received: `${count}`,
      details: { minimum: needed, samples: count },
    });
  }
  return result;
}
