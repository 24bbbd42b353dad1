/** The regularized incomplete beta function, and the tails of Student's and Fisher's distributions that it gives. */
import { checkArgument, finite, invalidArgument, positive } from '@isotypic/algebra/internal';
import { logGamma } from './gamma.js';

/**
 * I_x(a, b) for x + y = 1, both given so that the smaller keeps its digits: Legendre's continued fraction (DLMF
 * 8.17.22) by Lentz's method where it converges fast, x < (a + 1)/(a + b + 2), and I_x(a, b) = 1 − I_y(b, a) elsewhere.
 */
export function betaRatio(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0)) throw invalidArgument('betaRatio', 'a > 0 and b > 0', `${a}, ${b}`);
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b));
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (front / a) * fraction(a, b, x));
  return Math.max(0, 1 - (front / b) * fraction(b, a, y));
}

/** 1/(1 + d₁/(1 + d₂/(1 + …))), which takes O(√max(a, b)) terms. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300; // stands in for 0 in Lentz's method: smaller than ε times any term here
  const safe = (v: number) => (Math.abs(v) < tiny ? tiny : v);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    let coefficient = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + coefficient * d);
    c = safe(1 + coefficient / c);
    h *= d * c;
    coefficient = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + coefficient * d);
    c = safe(1 + coefficient / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) break;
  }
  return h;
}

/**
 * P(F > x) for Fisher's F with these degrees of freedom, which need not be integers.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless x ≥ 0 and both degrees of freedom are above 0.
 * @example fisherTail(4.25, 2, 10).toFixed(4) // '0.0461'
 */
export function fisherTail(x: number, numerator: number, denominator: number): number {
  const where = 'fisherTail';
  checkArgument(where, 'x', x, finite(0));
  checkArgument(where, 'numerator', numerator, positive);
  checkArgument(where, 'denominator', denominator, positive);
  const total = denominator + numerator * x;
  return betaRatio(denominator / 2, numerator / 2, denominator / total, (numerator * x) / total);
}

/**
 * P(|t| > |x|) for Student's t, both sides together.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless x is finite and the degrees of freedom are above 0.
 * @example studentTail(2.228, 10).toFixed(4) // '0.0500'
 */
export function studentTail(x: number, degreesOfFreedom: number): number {
  const where = 'studentTail';
  checkArgument(where, 'x', x, finite());
  checkArgument(where, 'degreesOfFreedom', degreesOfFreedom, positive);
  const total = degreesOfFreedom + x * x;
  return betaRatio(degreesOfFreedom / 2, 1 / 2, degreesOfFreedom / total, (x * x) / total);
}
