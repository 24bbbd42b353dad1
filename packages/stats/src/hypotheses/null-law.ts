/**
 * The law of −2 log Λ under the hypothesis for the N at hand, by its cumulants. The fit of the null model is complete
 * and sufficient and Λ is ancillary, so the two are independent (Basu 1955), and E[Λ^h] is the quotient of the moments
 * of det Σ̂ in the two models: products of Γ functions (Wilks 1932; Muirhead 1982, §3.2; Andersson 1975 over ℝ, ℂ, ℍ).
 */
import { digamma, logGamma, trigamma, upperGammaRatio } from '../laws/gamma.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import type { SymmetryHypothesis } from './hypothesis.js';

/** The models that are compared, on N samples. */
export interface NestedModels {
  readonly null: readonly StructureComponent[];
  readonly alternative: readonly StructureComponent[];
  readonly samples: number;
  readonly hypothesis: SymmetryHypothesis;
}

/** One factor of E[e^{tT}]: (Γ(a − rt)/Γ(a))^power, up to e^{ct}. */
export interface GammaFactor {
  readonly a: number;
  readonly rate: number;
  readonly power: 1 | -1;
  /** What its t-th power contributes besides: −r·log of the scale. */
  readonly slope: number;
}

/** A log-determinant in a statistic T: ∓rate·log det of a matrix over 𝔽 that is Wishart under the hypothesis. */
export interface DeterminantTerm {
  readonly component: Pick<StructureComponent, 'units' | 'multiplicity'>;
  /** The number of vectors in 𝔽^m whose outer products it is the sum of. */
  readonly vectors: number;
  /** By what that sum is divided. */
  readonly divisor: number;
  readonly rate: number;
  /** 1 for a determinant whose logarithm is taken off T, −1 for one that is added, independent of T as Λ is of it. */
  readonly power: 1 | -1;
}

/** det of a Wishart matrix is a product of m independent gammas (Bartlett's decomposition over ℝ, ℂ, ℍ). */
export function determinantFactors({ component, vectors, divisor, rate, power }: DeterminantTerm): GammaFactor[] {
  const { units, multiplicity } = component;
  const slope = -power * rate * Math.log(2 / (units * divisor));
  return Array.from({ length: multiplicity }, (_, i) => ({ a: (units * (vectors - i)) / 2, rate, power, slope }));
}

function factorsOf(models: NestedModels): GammaFactor[] {
  const { samples: N, hypothesis } = models;
  const of = (components: readonly StructureComponent[], power: 1 | -1): GammaFactor[] =>
    components.flatMap((component) => {
      const { degree, pooled, isTrivial } = component;
      const lost = hypothesis === 'covariance' || isTrivial ? 1 : 0;
      const term = { component, vectors: (N - lost) * pooled, divisor: N * pooled, rate: N * degree, power };
      return determinantFactors(term);
    });
  return [...of(models.alternative, 1), ...of(models.null, -1)];
}

/** E[T]. */
export const expectationOf = (factors: readonly GammaFactor[]): number => cumulants(factors, 0)[1];

/** K(t) = log E[e^{tT}], T = −2 log Λ, with its first two derivatives. */
function cumulants(factors: readonly GammaFactor[], t: number): readonly [number, number, number] {
  let [K, K1, K2] = [0, 0, 0];
  for (const { a, rate, power, slope } of factors) {
    const x = a - rate * t;
    K += power * (logGamma(x) - logGamma(a)) + slope * t;
    K1 += slope - power * rate * digamma(x);
    K2 += power * rate * rate * trigamma(x);
  }
  return [K, K1, K2];
}

/**
 * P(T > statistic) by the saddlepoint approximation with a χ² base (Lugannani & Rice 1980; Wood, Booth & Butler 1993,
 * JASA 88): in the limit it is the χ² law itself, and for small N it is off by a few per mille of itself, where
 * Bartlett's correction sees the mean alone.
 */
export function saddlepointTail(statistic: number, degreesOfFreedom: number, models: NestedModels): number {
  return tailOfDeterminants(statistic, degreesOfFreedom, factorsOf(models));
}

/** The same for a statistic of any determinants. */
export function tailOfDeterminants(
  statistic: number,
  degreesOfFreedom: number,
  factors: readonly GammaFactor[],
): number {
  if (statistic <= 0) return 1;
  const [, mean, variance] = cumulants(factors, 0);
  // At the mean the formula is 0/0: there the tail is as good as straight between two points beside it.
  const near = NEAR_MEAN * Math.sqrt(variance);
  if (Math.abs(statistic - mean) >= near) return tailAt(statistic, degreesOfFreedom, factors);
  const [low, high] = [mean - near, mean + near].map((x) => tailAt(Math.max(x, 0), degreesOfFreedom, factors));
  return high + ((low - high) * (mean + near - statistic)) / (2 * near);
}

/** In standard deviations. At this distance the terms that cancel have lost four of sixteen digits. */
const NEAR_MEAN = 0.01;

function tailAt(statistic: number, df: number, factors: readonly GammaFactor[]): number {
  if (statistic <= 0) return 1;
  const t = saddlepoint(statistic, factors);
  const [K, , K2] = cumulants(factors, t);
  // The χ² quantile ξ = df·y with the same height of the exponent: y − 1 − log y = 2(tx − K)/df.
  const y = baseRatio((2 * (t * statistic - K)) / df, t > 0);
  const xi = df * y;
  const s = (1 - 1 / y) / 2;
  const density = Math.exp((df / 2 - 1) * Math.log(xi / 2) - xi / 2 - logGamma(df / 2)) / 2;
  const correction = (y * Math.sqrt(2 * df)) / (t * Math.sqrt(K2)) - 1 / s;
  return Math.min(1, Math.max(0, upperGammaRatio(df / 2, xi / 2) + density * correction));
}

/** t with K′(t) = x, by bisection within Newton's steps: K′ increases from 0 to ∞ on t below the first pole. */
function saddlepoint(x: number, factors: readonly GammaFactor[]): number {
  const pole = factors.reduce((least, { a, rate, power }) => (power > 0 ? Math.min(least, a / rate) : least), Infinity);
  let [low, high] = [-1, pole];
  while (cumulants(factors, low)[1] > x) low *= 2;
  let t = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [, slope, curvature] = cumulants(factors, t);
    if (slope < x) low = t;
    else high = t;
    const newton = t + (x - slope) / curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 4 * Number.EPSILON * Math.abs(next)) return next;
    t = next;
  }
  return t;
}

/** y on the given side of 1 with y − 1 − log y = c. */
function baseRatio(c: number, above: boolean): number {
  // Near 1 the left side is (y − 1)²/2.
  let y = above ? 1 + Math.sqrt(2 * c) + c : Math.exp(-1 - c);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = y - (y - 1 - Math.log(y) - c) / (1 - 1 / y);
    const safe = above ? Math.max(next, 1 + (y - 1) / 2) : next >= 1 ? (1 + y) / 2 : next <= 0 ? y / 2 : next;
    if (Math.abs(safe - y) <= 4 * Number.EPSILON * y) return safe;
    y = safe;
  }
  return y;
}

/** Bisection alone halves an interval of doubles 200 times at most before it is one point, scale included. */
const MOST_STEPS = 200;
