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
 *   F = 64 that is 7e-25. An alarm needs two such estimates on independent draws, K = 32: 2.3e-44 for each case.
 *
 * Rounding that is drawn at random is one thing; that of flat functions (saturated, or 0 but for rounding) is the same
 * at each point beside x, and only the size of f elsewhere bounds it. F = 64 in place of 16 is for these: over 3000
 * random compositions, 600,000 cases, it leaves the alarms that docs/property-tests.md counts.
 *
 * Where f rounds inside at a coarser grain than its inputs' last place, as in (10⁸ + x) − 10⁸, such perturbations may
 * not move it at all. Before an alarm the noise is therefore also read off difference tables of f along a line, which
 * annihilate its smooth part (Hamming; Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33, 2011).
 */
import type { Draws } from './draws.js';
import { largestOf } from './inputs.js';

/** Perturbed evaluations, half of them at x and half at ρx. */
export const SAMPLES = 16;

/** The bound is this times the largest of the differences: see the head of the file for the rate that follows. */
export const FACTOR = 64;

/** P(false alarm) of one case for normal differences: (2/π)^16 · 31!! / 64^32, of two estimates together. */
export const FALSE_ALARM_RATE = 2.3e-44;

/** Perturbations go up to this many units of roundoff: "several ulp". */
const UNITS = 4;

/** The unit roundoff of each precision. */
export const ROUNDOFF = { float64: 2 ** -53, float32: 2 ** -24 } as const;

export type Precision = keyof typeof ROUNDOFF;

/**
 * x with every entry off by a relative 4u at most; zeros by 4u of the largest entry, so that they move too.
 * @param rounded how many products of matrices x went through: each may have put u‖x‖ on every entry
 */
export function perturbed(x: Float64Array, unit: number, draws: Draws, rounded: number): Float64Array {
  const largest = largestOf(x) || 1;
  const everywhere = rounded === 0 ? 0 : UNITS * unit * largest * Math.sqrt(rounded);
  return x.map((v) => {
    const size = UNITS * unit * (v === 0 ? largest : Math.abs(v)) + everywhere;
    return v + size * (2 * draws.uniform() - 1);
  });
}

/** Points along a line: enough for differences of order 7. */
const POINTS = 8;

/** Orders whose differences are read: the smooth part is gone, and enough of them are left. */
const [LOWEST_ORDER, HIGHEST_ORDER] = [4, 6];

/** Spacings relative to x: coarse enough to move what is rounded at single precision, and a finer one. */
export const SPACINGS = { float64: [2 ** -20, 2 ** -28], float32: [2 ** -9, 2 ** -12] } as const;

/** x + j·h·direction, for j = 0 … 7. */
export function pointsOnLine(x: Float64Array, spacing: number, draws: Draws): Float64Array[] {
  const h = spacing * (largestOf(x) || 1);
  const direction = x.map(() => draws.normal());
  return Array.from({ length: POINTS }, (_, j) => x.map((v, i) => v + j * h * direction[i]));
}

/**
 * σ of each entry, from the values at the points of a line: the least over the orders k of (γ_k mean (Δ^k f)²)^{1/2}
 * with γ_k = (k!)²/(2k)!, which is unbiased for independent noise.
 */
export function noiseOfDifferences(values: readonly Float64Array[]): Float64Array {
  const sigma = new Float64Array(values[0].length);
  const column = new Float64Array(POINTS); // one for all entries: an array for each order was nine tenths of the time
  for (let i = 0; i < sigma.length; i++) {
    for (let j = 0; j < POINTS; j++) column[j] = values[j][i];
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1, gamma = 1; k <= HIGHEST_ORDER; k++) {
      let squares = 0;
      for (let j = 0; j < POINTS - k; j++) {
        column[j] = column[j + 1] - column[j];
        squares += column[j] * column[j];
      }
      gamma *= k / (2 * (2 * k - 1)); // (k!)²/(2k)! from that of k − 1
      if (k >= LOWEST_ORDER) least = Math.min(least, (gamma * squares) / (POINTS - k));
    }
    sigma[i] = Math.sqrt(least);
  }
  return sigma;
}
