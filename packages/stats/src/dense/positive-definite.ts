/** Cholesky factors of the blocks of a covariance, with the block named in the refusal. */
import { IsotypicError } from '@isotypic/algebra';
import { type Float64Matrix, tryCholesky } from '@isotypic/numeric';
import type { Float64Layout } from './layout.js';

/** @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, with `details.pivot` and what the caller says of the block. */
export function requireCholesky(A: Float64Layout, where: string, what: string, remedy?: string): Float64Matrix {
  const result = tryCholesky(A);
  if ('L' in result) return result.L;
  throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: `${what} to be positive definite`,
    received: `pivot ${result.pivot} not above rounding`,
    details: { pivot: result.pivot },
    ...(remedy === undefined ? {} : { remedy }),
  });
}
