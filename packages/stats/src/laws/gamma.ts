/** The gamma function's relatives that distributions of determinants and χ² tails need, in float64. */
import { invalidArgument } from '@isotypic/algebra/internal';

const HALF_LOG_TAU = 0.9189385332046727; // log(2π)/2

/**
 * log Γ(x) for x > 0. Stirling's series (DLMF 5.11.1) at x ≥ 10, reached by the recurrence. With seven terms the
 * remainder at 10 is below the first omitted term, 43867/244188·10⁻¹⁷ < 2e-18·10, under one rounding.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw invalidArgument('logGamma', 'x > 0', x);
  let shift = 1;
  let y = x;
  while (y < 10) {
    shift *= y;
    y += 1;
  }
  const z = 1 / (y * y);
  const series =
    (1 / 12 + z * (-1 / 360 + z * (1 / 1260 + z * (-1 / 1680 + z * (1 / 1188 + z * (-691 / 360360 + z / 156)))))) / y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TAU + series - Math.log(shift);
}

/** ψ(x) = Γ′(x)/Γ(x) for x > 0: recurrence to x ≥ 10, then DLMF 5.11.2 to the term in x⁻¹⁴. */
export function digamma(x: number): number {
  if (!(x > 0)) throw invalidArgument('digamma', 'x > 0', x);
  let y = x;
  let sum = 0;
  while (y < 10) {
    sum -= 1 / y;
    y += 1;
  }
  const z = 1 / (y * y);
  const series =
    z * (1 / 12 + z * (-1 / 120 + z * (1 / 252 + z * (-1 / 240 + z * (1 / 132 + z * (-691 / 32760 + z / 12))))));
  return sum + Math.log(y) - 1 / (2 * y) - series;
}

/** ψ′(x) for x > 0: recurrence to x ≥ 10, then DLMF 5.15.8 to the term in x⁻¹⁵. */
export function trigamma(x: number): number {
  if (!(x > 0)) throw invalidArgument('trigamma', 'x > 0', x);
  let y = x;
  let sum = 0;
  while (y < 10) {
    sum += 1 / (y * y);
    y += 1;
  }
  const z = 1 / (y * y);
  const series = 1 / 6 + z * (-1 / 30 + z * (1 / 42 + z * (-1 / 30 + z * (5 / 66 + z * (-691 / 2730 + (7 / 6) * z)))));
  return sum + (1 + 1 / (2 * y) + series * z) / y;
}

/**
 * The regularized upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), a > 0, x ≥ 0: one minus the power series
 * (DLMF 8.7.1) for x < a + 1, Legendre's continued fraction (DLMF 8.9.2) by Lentz's method beyond, each where it
 * converges fast; so a small tail is never the difference of two numbers near 1.
 */
export function upperGammaRatio(a: number, x: number): number {
  if (!(a > 0)) throw invalidArgument('upperGammaRatio', 'a > 0', a);
  if (!(x >= 0)) throw invalidArgument('upperGammaRatio', 'x ≥ 0', x);
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - (front * lowerSeries(a, x)) / a : front * upperFraction(a, x);
}

/** Σ xⁿ/((a+1)…(a+n)); the ratio of terms is below x/(a+n), so it ends after about a few times √a + 40 terms. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))) by the modified Lentz method. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300; // stands in for 0 in Lentz's method: smaller than ε times any term here
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) break;
  }
  return h;
}

function nonZero(x: number, tiny: number): number {
  return Math.abs(x) < tiny ? tiny : x;
}
