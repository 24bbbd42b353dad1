/** Polynomials with bigint coefficients, constant term first, no leading zeros: the working form over ℚ. */
import type Fraction from 'fraction.js';
import { absBig, gcdBig, isqrt, lcmBig } from '../scalars/integers.js';
import { fractionOf, numerator, rationals } from '../scalars/rationals.js';
import type { WorkMeter } from '../work.js';
import { Polynomial } from './polynomial.js';

export type IntegerPolynomial = bigint[];

export function trim(f: IntegerPolynomial): IntegerPolynomial {
  while (f.length > 0 && f[f.length - 1] === 0n) f.pop();
  return f;
}

/** The gcd of the coefficients, with the sign of the leading one. */
export function content(f: readonly bigint[]): bigint {
  let g = 0n;
  for (const c of f) {
    g = gcdBig(g, c);
    if (g === 1n) break;
  }
  return f.length > 0 && (f[f.length - 1] as bigint) < 0n ? -g : g;
}

export function primitivePart(f: readonly bigint[]): IntegerPolynomial {
  const c = content(f);
  return c === 0n ? [] : f.map((x) => x / c);
}

/** f = (content)·(primitive integer polynomial with positive leading coefficient). */
export function clearDenominators(f: Polynomial<Fraction>): { content: Fraction; primitive: IntegerPolynomial } {
  const d = f.coefficients.reduce((common, c) => lcmBig(common, c.d), 1n);
  const integers = f.coefficients.map((c) => numerator(c) * (d / c.d));
  return { content: fractionOf(content(integers), d), primitive: primitivePart(integers) };
}

export function toRationalPolynomial(f: readonly bigint[]): Polynomial<Fraction> {
  return new Polynomial(
    rationals,
    f.map((c) => fractionOf(c)),
  );
}

export function multiply(f: readonly bigint[], g: readonly bigint[]): IntegerPolynomial {
  if (f.length === 0 || g.length === 0) return [];
  const product = new Array<bigint>(f.length + g.length - 1).fill(0n);
  for (let i = 0; i < f.length; i++) {
    if (f[i] === 0n) continue;
    for (let j = 0; j < g.length; j++)
      product[i + j] = (product[i + j] as bigint) + (f[i] as bigint) * (g[j] as bigint);
  }
  return product;
}

/** f/g when g divides f over ℤ, else null. */
export function divideExactly(f: readonly bigint[], g: readonly bigint[], meter?: WorkMeter): IntegerPolynomial | null {
  if (g.length > f.length) return f.length === 0 ? [] : null;
  const lead = g[g.length - 1] as bigint;
  if (g[0] !== 0n && (f[0] as bigint) % (g[0] as bigint) !== 0n) return null; // cheap, and mostly decisive
  const rest = f.slice();
  const quotient = new Array<bigint>(f.length - g.length + 1).fill(0n);
  for (let shift = f.length - g.length; shift >= 0; shift--) {
    meter?.step(0);
    const top = rest[shift + g.length - 1] as bigint;
    if (top % lead !== 0n) return null;
    const c = top / lead;
    quotient[shift] = c;
    if (c === 0n) continue;
    for (let i = 0; i < g.length; i++) rest[shift + i] = (rest[shift + i] as bigint) - c * (g[i] as bigint);
  }
  return rest.every((c) => c === 0n) ? quotient : null;
}

/** The remainder of lead(g)^k·f by g, made primitive. */
function primitiveRemainder(f: readonly bigint[], g: readonly bigint[], meter?: WorkMeter): IntegerPolynomial {
  const lead = g[g.length - 1] as bigint;
  let rest = f.slice();
  while (rest.length >= g.length) {
    meter?.step(0);
    const top = rest[rest.length - 1] as bigint;
    const common = gcdBig(top, lead);
    const [a, b] = [lead / common, top / common];
    const shift = rest.length - g.length;
    rest = rest.map((c, i) => a * c - (i >= shift ? b * (g[i - shift] as bigint) : 0n));
    trim(rest);
  }
  return primitivePart(rest);
}

/**
 * The primitive greatest common divisor, by the primitive remainder sequence; the meter's signal is looked at, and each
 * division of the sequence counts as so many steps of its budget.
 */
export function integerGcd(
  f: readonly bigint[],
  g: readonly bigint[],
  meter?: WorkMeter,
  stepsPerDivision = 0,
): IntegerPolynomial {
  let [a, b] = [primitivePart(f), primitivePart(g)];
  while (b.length > 0) {
    meter?.step(stepsPerDivision);
    [a, b] = [b, primitiveRemainder(a, b, meter)];
  }
  return a;
}

export function derivative(f: readonly bigint[]): IntegerPolynomial {
  return f.slice(1).map((c, i) => c * BigInt(i + 1));
}

/** ⌈‖f‖₂⌉. */
export function norm2(f: readonly bigint[]): bigint {
  return isqrt(f.reduce((s, c) => s + c * c, 0n)) + 1n;
}

/** Mignotte: every coefficient of every factor of f over ℤ is at most 2^deg·‖f‖₂. */
export function factorBound(f: readonly bigint[]): bigint {
  return (1n << BigInt(f.length - 1)) * norm2(f);
}

/** The largest |coefficient|. */
export function height(f: readonly bigint[]): bigint {
  return f.reduce((m, c) => (absBig(c) > m ? absBig(c) : m), 0n);
}
