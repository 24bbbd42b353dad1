/** The points beyond which χ², F and t have a given probability: what intervals are made of. */
import { fisherTail, studentTail } from './beta.js';
import { chiSquaredTail } from './chi-squared.js';
import { upperGammaRatio } from './gamma.js';

/**
 * x with tail(x) = p, tail falling from 1 at 0 to 0 at ∞, by bisection in log x to one rounding; x between e⁻²⁵⁶ and
 * e²⁵⁶, whose squares are numbers.
 */
function quantile(tail: (x: number) => number, p: number): number {
  let [low, high] = [-1, 1];
  while (tail(Math.exp(low)) < p && low > -200) low *= 2;
  while (tail(Math.exp(high)) > p && high < 200) high *= 2;
  // an interval of doubles is one point after 64 halvings
  for (let step = 0; step < 64; step++) {
    const middle = (low + high) / 2;
    if (tail(Math.exp(middle)) > p) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** P(χ²_df > x) = p. */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number): number {
  return quantile((x) => chiSquaredTail(x, degreesOfFreedom), p);
}

/** P(F > x) = p. */
export function fisherQuantile(p: number, numerator: number, denominator: number): number {
  return quantile((x) => fisherTail(x, numerator, denominator), p);
}

/** P(|t| > x) = p; p = 0.05 is for an interval of 95 %. */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  return quantile((x) => studentTail(x, degreesOfFreedom), p);
}

/** P(|z| > x) = p for a standard normal z, whose square is χ² with one degree of freedom. */
export function normalQuantile(p: number): number {
  return Math.SQRT2 * Math.sqrt(quantile((x) => upperGammaRatio(1 / 2, x), p));
}
