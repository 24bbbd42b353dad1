/** A covariance that somebody else computed, with its mean and the number of samples: what papers print of data. */
import { checkArgument, integer, invalidArgument, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type Float64Layout, tryCholesky } from '@isotypic/numeric/dense';
import { checkSamples, type Samples } from './samples.js';
import { checkVector } from './vectors.js';

/** Options of what starts from a covariance in place of samples. */
export interface GivenCovarianceOptions {
  /** What the sum of squares was divided by: `n-1` (default, as R and NumPy do) or `n`. */
  readonly divisor?: 'n-1' | 'n';
}

export const GIVEN_COVARIANCE_KINDS: OptionKinds<GivenCovarianceOptions> = { divisor: oneOf('n-1', 'n') };

export interface GivenCovariance {
  /** (1/n)·Σ (x − x̄)(x − x̄)ᵀ, symmetric. */
  readonly covariance: Float64Layout;
  readonly mean: Float64Array;
  /** The largest |x̄ⱼ| or standard deviation: the size of the data. */
  readonly largest: number;
}

/**
 * Half the digits: a covariance may have been printed to few, but one of asymmetric or indefinite kind is no rounding.
 */
const PRINTED = 1e-8;

/**
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, and `INVALID_ARGUMENT` unless the matrix is symmetric and
 * positive semidefinite to 1e-8 of its trace, and `samples` an integer from 2 on.
 */
export function checkGivenCovariance(
  where: string,
  covariance: Samples,
  mean: ArrayLike<number>,
  samples: number,
  dimension: number,
  { divisor = 'n-1' }: GivenCovarianceOptions,
): GivenCovariance {
  checkArgument(where, 'samples', samples, integer(2));
  const given = checkSamples(where, covariance, dimension, { name: 'covariance' });
  const { data: S, rows: D } = given;
  if (given.rows !== dimension) {
    const expected = `a ${dimension}×${dimension} covariance`;
    throw invalidArgument(
      where,
      expected,
      `${given.rows}×${given.cols}`,
      'Pass its rows, in the order of the variables.',
    );
  }
  const center = checkVector(where, mean, dimension, 'mean');
  const factor = divisor === 'n' ? 1 : (samples - 1) / samples;
  const data = new Float64Array(D * D);
  let size = 0;
  for (let i = 0; i < D; i++) {
    size = Math.max(size, Math.sqrt(Math.abs(S[i * D + i])), Math.abs(center[i]));
    for (let j = 0; j < D; j++) {
      const [a, b] = [S[i * D + j], S[j * D + i]];
      if (Math.abs(a - b) > PRINTED * Math.max(Math.abs(a), Math.abs(b))) {
        throw invalidArgument(where, 'a symmetric covariance', `${a} at (${i}, ${j}) and ${b} at (${j}, ${i})`);
      }
      data[i * D + j] = (a / 2 + b / 2) * factor;
    }
  }
  requireSemidefinite(where, data, D);
  return { covariance: { data, rows: D, cols: D }, mean: center, largest: size };
}

/** S + 1e-8·tr S·1 has a Cholesky factor where no eigenvalue of S is below −1e-8·tr S, and none where one is. */
function requireSemidefinite(where: string, S: Float64Array, D: number): void {
  let trace = 0;
  for (let i = 0; i < D; i++) trace += S[i * (D + 1)];
  if (S.every((v) => v === 0)) return;
  const raised = S.slice();
  for (let i = 0; i < D; i++) raised[i * (D + 1)] += PRINTED * trace;
  const factor = tryCholesky({ data: raised, rows: D, cols: D }, { relativeTolerance: 0 });
  if ('L' in factor) return;
  const received = `one of a negative variance left at ${factor.pivot}: ${factor.value}`;
  throw invalidArgument(where, 'a positive semidefinite covariance', received);
}
