/** A covariance that somebody else computed, with its mean and the number of samples: what papers print of data. */
import { checkArgument, integer, invalidArgument, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type Float64Layout, symmetricEigen } from '@isotypic/numeric/dense';
import { checkSamples, checkVector, type Samples } from './samples.js';

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
 * positive semidefinite to 1e-8 of its size, and `samples` an integer from 2 on.
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
  const values = symmetricEigen({ data, rows: D, cols: D }).values;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least < -PRINTED * Math.max(0, most) || most < 0) {
    throw invalidArgument(where, 'a positive semidefinite covariance', `one with the eigenvalue ${least}`);
  }
  return { covariance: { data, rows: D, cols: D }, mean: center, largest: size };
}
