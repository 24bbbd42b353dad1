/** Circular harmonics: the irreducibles of SO(2) and O(2) in functions on the plane. */
import type { Float64Layout } from '@isotypic/algebra';
import { boolean, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { type Points, pointsOf } from './points.js';

/** Options of `circularHarmonics`. */
export interface CircularOptions {
  /** Whether points are first divided by their length (default true). False: the polynomials rᵏcos kφ, rᵏsin kφ. */
  readonly normalize?: boolean;
}

const OPTION_KINDS: OptionKinds<CircularOptions> = { normalize: boolean };

/** Largest frequency: k multiplications a point, each with an error of an ulp. */
const MAX_FREQUENCY = 4096;

/**
 * cos kφ and sin kφ at N points of the plane, N×2; for k = 0 the constant 1, N×1. Turning the points by θ multiplies a
 * row by [[cos kθ, −sin kθ], [sin kθ, cos kθ]], escnn's irrep k. At the origin 0 for k > 0.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is from 0 to 4096, `SHAPE_MISMATCH` unless points are N×2
 * @see (x + iy)ᵏ, by repeated squaring: O(N log k)
 * @example circularHarmonics(2, [[0, 3]]).data // Float64Array [-1, 0]
 */
export function circularHarmonics(k: number, points: Points, options: CircularOptions = {}): Float64Layout {
  const where = 'circularHarmonics';
  checkArgument(where, 'k', k, integer(0, MAX_FREQUENCY));
  checkOptions(where, options, OPTION_KINDS);
  const data = pointsOf(where, points, 2);
  const rows = data.length / 2;
  if (k === 0) return { data: new Float64Array(rows).fill(1), rows, cols: 1 };
  const result = new Float64Array(2 * rows);
  for (let n = 0; n < rows; n++) {
    const [x, y] = [data[2 * n], data[2 * n + 1]];
    const length = (options.normalize ?? true) ? Math.hypot(x, y) || 1 : 1;
    let [re, im] = [1, 0];
    let [bRe, bIm] = [x / length, y / length];
    for (let rest = k; rest > 0; rest >>= 1) {
      if (rest % 2 === 1) [re, im] = [re * bRe - im * bIm, re * bIm + im * bRe];
      [bRe, bIm] = [bRe * bRe - bIm * bIm, 2 * bRe * bIm];
    }
    result[2 * n] = re;
    result[2 * n + 1] = im;
  }
  return { data: result, rows, cols: 2 };
}
