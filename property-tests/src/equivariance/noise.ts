/**
 * What rounding alone can do to f: estimated at the point itself, in place of a tolerance.
 *
 * f is evaluated where each input is off by a few units in the last place. What that changes, D_1 … D_K, holds both the
 * condition of f and its own rounding, drawn anew each time, as in stochastic arithmetic (Vignes 1993). If f is
 * equivariant, f(ρx) and ρf(x) are off each other by rounding alone, which is such a difference, without the added
 * perturbation. So the violation d and D_1 … D_K are exchangeable at worst:
 *
 * - without any assumption on their law d > max D_k has a probability of at most 1/(K + 1);
 * - for normal D_k, d > F max D_k has P ≤ E[((2/π)^{1/2} |d|/(Fσ))^K] = (2/π)^{K/2} (K − 1)!! F^{−K}: with K = 16 and
 *   F = 16 that is 3e-15. An alarm needs two such estimates on independent draws, K = 32: 4.3e-25 for each case.
 *
 * Rounding is not always drawn anew. Before an alarm, in this order (judge.ts, tables.ts):
 *
 * - f rounds inside at a coarser grain than its inputs' last place, as in (10⁸ + x) − 10⁸: difference tables of f along
 *   a line annihilate its smooth part (Hamming; Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33,
 *   2011);
 * - all its values are multiples of a unit: they were rounded to it, and are not held to less;
 * - it is flat beside x, a wide staircase or saturated: the tables are read on wider lines, and at other inputs; and
 *   where f takes both precisions, what it says in the two is off by its rounding in single precision;
 * - it is 0 but for rounding wherever it is looked at: nothing is decided of it.
 */
import type { Draws } from './draws.js';
import { largestOf } from './inputs.js';

/** Perturbed evaluations, half of them at x and half at ρx. */
export const SAMPLES = 16;

/** The bound is this times the largest of the differences: see the head of the file for the rate that follows. */
export const FACTOR = 16;

/** P(false alarm) of one case for normal differences: (2/π)^16 · 31!! / 16^32, of two estimates together. */
export const FALSE_ALARM_RATE = 4.3e-25;

/** Perturbations go up to this many units of roundoff: "several ulp". */
const UNITS = 4;

/** The unit roundoff of each precision. */
export const ROUNDOFF = { float64: 2 ** -53, float32: 2 ** -24 } as const;

/** Double or single. */
export type Precision = keyof typeof ROUNDOFF;

/**
 * x with every entry off by a relative 4u at most; zeros by 4u of the largest entry, so that they move too.
 * @param rounded how many products of matrices x went through: each may have put u‖x‖ on every entry
 */
export function perturbed(x: Float64Array, unit: number, draws: Draws, rounded: number): Float64Array {
  const largest = largestOf(x) || 1;
  const everywhere = rounded === 0 ? 0 : UNITS * unit * largest * Math.sqrt(rounded);
  const moved = new Float64Array(x.length); // a loop: twice as fast as map (measured)
  for (let i = 0; i < x.length; i++) {
    const size = UNITS * unit * (x[i] === 0 ? largest : Math.abs(x[i])) + everywhere;
    moved[i] = x[i] + size * (2 * draws.uniform() - 1);
  }
  return moved;
}

/** Points along a line: enough for differences of order 7. */
const POINTS = 8;

/** Orders whose differences are read: the smooth part is gone, and enough of them are left. */
const [LOWEST_ORDER, HIGHEST_ORDER] = [4, 6];

/** Spacings relative to x: coarse enough to move what is rounded at single precision, and a finer one. */
export const SPACINGS = { float64: [2 ** -20, 2 ** -28], float32: [2 ** -9, 2 ** -12] } as const;

/** Noise so large that its samples may straddle a jump of f. */
export const LARGE_NOISE = 2 ** -12; // of the size of f; a condition number of 2⁴¹ in float64 is looked at, and passes

/** Noise beyond this, relative to the size of f, is that of another precision: it must be there on both sides. */
// between 2⁻⁵³ and 2⁻²⁴; half of the digits of single
export const COARSE = { float64: 2 ** -30, float32: 2 ** -12 } as const;

/** Coarser ones, for where f is flat on these: a staircase of wide steps, as of 10⁸ + 10⁻³x. */
export const WIDE_SPACINGS = { float64: [2 ** -12, 2 ** -6], float32: [2 ** -6] } as const;

/** x + j·h·direction, for j = 0 … 7. */
export function pointsOnLine(x: Float64Array, spacing: number, draws: Draws): Float64Array[] {
  const h = spacing * (largestOf(x) || 1);
  const direction = x.map(() => draws.normal());
  return Array.from({ length: POINTS }, (_, j) => x.map((v, i) => v + j * h * direction[i]));
}

/** What the values along a line say of the noise of each entry. */
export interface LineNoise {
  /** For independent noise: the least over the orders k of (γ_k mean (Δ^k f)²)^{1/2} with γ_k = (k!)²/(2k)!. */
  readonly sigma: Float64Array;
  /** From the median of |Δ²f|, which one jump on the line, two of its six differences, does not move. */
  readonly robust: Float64Array;
  /** Where most neighbors on the line are the same bits. */
  readonly isFlat: Uint8Array;
}

const MEDIAN_OF_SECOND = 0.6745 * Math.sqrt(6); // of |Δ²| for normal noise of variance 1

export function noiseOfDifferences(values: readonly Float64Array[]): LineNoise {
  const { length } = values[0];
  const [sigma, robust, isFlat] = [new Float64Array(length), new Float64Array(length), new Uint8Array(length).fill(1)];
  const column = new Float64Array(POINTS); // one for all entries: an array for each order was nine tenths of the time
  const second = new Float64Array(POINTS - 2);
  for (let i = 0; i < length; i++) {
    let changes = 0;
    for (let j = 0; j < POINTS; j++) {
      column[j] = values[j][i];
      if (j > 0 && column[j] !== column[j - 1]) changes++;
    }
    if (changes === 0) continue;
    if (changes >= POINTS / 2) isFlat[i] = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1, gamma = 1; k <= HIGHEST_ORDER; k++) {
      let squares = 0;
      for (let j = 0; j < POINTS - k; j++) {
        column[j] = column[j + 1] - column[j];
        squares += column[j] * column[j];
      }
      if (k === 2) for (let j = 0; j < POINTS - 2; j++) second[j] = Math.abs(column[j]);
      gamma *= k / (2 * (2 * k - 1)); // (k!)²/(2k)! from that of k − 1
      if (k >= LOWEST_ORDER) least = Math.min(least, (gamma * squares) / (POINTS - k));
    }
    sigma[i] = Math.sqrt(least);
    robust[i] = second.sort()[POINTS / 2 - 2] / MEDIAN_OF_SECOND; // the lower of the two in the middle
  }
  return { sigma, robust, isFlat };
}
