/** The χ² distribution: the limit law of likelihood-ratio statistics (Wilks 1938). */
import { checkArgument, finite, type Kind } from '@isotypic/algebra/internal';
import { upperGammaRatio } from './gamma.js';

const NUMBER: Kind = { expected: 'a number, not NaN', accepts: (v) => typeof v === 'number' && !Number.isNaN(v) };

/**
 * P(χ²_df > x), the p-value of a likelihood-ratio statistic: Q(df/2, x/2). With df = 0 the law is a point mass at 0.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` when df < 0 or x is NaN.
 * @example chiSquaredTail(21.0188, 7).toFixed(4) // '0.0037'
 */
export function chiSquaredTail(x: number, degreesOfFreedom: number): number {
  checkArgument('chiSquaredTail', 'x', x, NUMBER);
  checkArgument('chiSquaredTail', 'degreesOfFreedom', degreesOfFreedom, finite(0));
  if (x <= 0) return 1;
  return degreesOfFreedom === 0 ? 0 : upperGammaRatio(degreesOfFreedom / 2, x / 2);
}
