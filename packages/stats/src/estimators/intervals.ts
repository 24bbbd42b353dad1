/** Intervals that cover the truth with a given probability. */
import { finite, type Kind } from '@isotypic/algebra/internal';
import { chiSquaredQuantile, fisherQuantile, normalQuantile } from '../laws/quantiles.js';

/** From its lower to its upper end. */
export type Interval = readonly [low: number, high: number];

/** Options of intervals. */
export interface IntervalOptions {
  /** How often intervals cover the truth; default 0.95. */
  readonly level?: number;
}

export const LEVEL: Kind = {
  expected: 'a number between 0 and 1, such as 0.95',
  accepts: (v) => finite(0, 1).accepts(v) && v !== 0 && v !== 1,
};

export const DEFAULT_LEVEL = 0.95;

/** Of a variance with a χ² estimate: value·df/χ². */
export function varianceInterval(value: number, degreesOfFreedom: number, level: number): Interval {
  const tail = (1 - level) / 2;
  const at = (p: number) => (value * degreesOfFreedom) / chiSquaredQuantile(p, degreesOfFreedom);
  return [at(tail), at(1 - tail)];
}

/** Of the quotient of two variances whose independent estimates are χ² with these degrees of freedom. */
export function ratioInterval(
  ratio: number,
  [numerator, denominator]: readonly [number, number],
  level: number,
): Interval {
  const tail = (1 - level) / 2;
  const at = (p: number) => ratio / fisherQuantile(p, numerator, denominator);
  return [at(tail), at(1 - tail)];
}

/**
 * Of a correlation by Fisher's z, in which its error does not depend on it: from N samples as if from N − 3, which
 * without symmetry is Fisher's own interval (1921).
 */
export function correlationInterval(r: number, standardError: number, samples: number, level: number): Interval {
  if (!(Math.abs(r) < 1)) return [r, r];
  if (!(samples > 3)) return [-1, 1];
  const asymptotic = standardError * Math.sqrt(samples / (samples - 3));
  const reach = (normalQuantile(1 - level) * asymptotic) / (1 - r * r);
  return [Math.tanh(Math.atanh(r) - reach), Math.tanh(Math.atanh(r) + reach)];
}

/** An integer but for rounding is that integer: 1e-9, far above what the roundings of a product leave. */
export function wholeDegrees(df: number): number {
  const whole = Math.round(df);
  return Math.abs(df - whole) <= 1e-9 * whole ? whole : df;
}
