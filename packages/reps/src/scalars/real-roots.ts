/** Exact roots of a polynomial all of whose roots are real, when they are sums of roots of unity. */
import { Cyclotomic, Fraction, factorPolynomial, Polynomial, rationals } from '@isotypic/algebra';
import { gcdBig, squareRoot } from '@isotypic/algebra/internal';
import { abelianRoots } from './abelian-roots.js';

/** An irreducible factor over ℚ and its roots. */
export interface SplitFactor {
  /** Monic, lowest coefficient first. */
  readonly factor: readonly Fraction[];
  readonly roots: readonly Cyclotomic[];
}

/**
 * The irreducible factors, with their roots as cyclotomic numbers, of a square-free monic polynomial with only real
 * roots (lowest coefficient first), or null when some root lies in no abelian field that ramifies at `primes` only.
 * Approximate roots suggest the linear and quadratic factors, exact division decides; what is left is factored over ℚ.
 */
export function splitOverReals(polynomial: readonly Fraction[], primes: () => readonly number[]): SplitFactor[] | null {
  // Scale t so that the polynomial has integer coefficients: t = s/D.
  const D = polynomial.reduce((lcm, c) => (lcm * c.d) / gcdBig(lcm, c.d), 1n);
  const degree = polynomial.length - 1;
  let f = polynomial.map((c, i) => (c.s * c.n * D ** BigInt(degree - i)) / c.d);
  const found: SplitFactor[] = [];
  const scaled = (x: Cyclotomic) => x.times(Cyclotomic.fromRational(new Fraction(1n, D)));
  /** From g(s), monic over ℤ, to the factor in t = s/D. */
  const record = (g: readonly bigint[], roots: readonly Cyclotomic[]): void => {
    const k = g.length - 1;
    found.push({ factor: g.map((c, i) => new Fraction(c, D ** BigInt(k - i))), roots: roots.map(scaled) });
  };
  const hints = approximateRoots(f);
  const used = new Set<number>();
  hints.forEach((hint, i) => {
    const candidate = BigInt(Math.round(hint));
    const quotient = divide(f, [-candidate, 1n]);
    if (quotient === null) return;
    f = quotient;
    used.add(i);
    record([-candidate, 1n], [Cyclotomic.fromRational(candidate)]);
  });
  const left = hints.map((_, i) => i).filter((i) => !used.has(i));
  for (const i of left) {
    for (const j of left) {
      if (j <= i || used.has(i) || used.has(j)) continue;
      const sum = BigInt(Math.round(hints[i] + hints[j]));
      const product = BigInt(Math.round(hints[i] * hints[j]));
      const quotient = divide(f, [product, -sum, 1n]);
      const radicand = sum * sum - 4n * product;
      if (quotient === null || radicand > BigInt(Number.MAX_SAFE_INTEGER)) continue;
      f = quotient;
      used.add(i);
      used.add(j);
      const root = squareRoot(Number(radicand));
      const half = Cyclotomic.fromRational(new Fraction(1n, 2n));
      const middle = Cyclotomic.fromRational(sum);
      record([product, -sum, 1n], [middle.minus(root).times(half), middle.plus(root).times(half)]);
    }
  }
  if (f.length === 1) return found;
  for (const { factor } of factorPolynomial(Polynomial.of(rationals, f)).factors) {
    const g = factor.coefficients.map((c) => c.s * c.n);
    const roots = abelianRoots(g, primes());
    if (roots === null) return null;
    record(g, roots);
  }
  return found;
}

/** The quotient by a monic integer polynomial when the division is exact, else null. */
function divide(f: readonly bigint[], by: readonly bigint[]): bigint[] | null {
  const rest = [...f];
  const quotient: bigint[] = new Array(Math.max(0, f.length - by.length + 1)).fill(0n);
  for (let i = quotient.length - 1; i >= 0; i--) {
    quotient[i] = rest[i + by.length - 1];
    for (let j = 0; j < by.length; j++) rest[i + j] -= quotient[i] * by[j];
  }
  return quotient.length > 0 && rest.every((x) => x === 0n) ? quotient : null;
}

/** Fraction bits of the approximate roots: more than enough to name an integer. */
const BITS = 24;

/**
 * Approximate roots of a real-rooted integer polynomial, by bisection between the roots of its derivative. Signs are
 * taken exactly, on multiples of 2⁻²⁴: in doubles the polynomial of a large group's algebra is all cancellation.
 */
function approximateRoots(f: readonly bigint[]): number[] {
  const n = f.length - 1;
  // Fujiwara's bound on the roots.
  const size = (c: bigint) => (c < 0n ? -c : c).toString(2).length;
  const bits = Math.max(1, ...f.slice(0, -1).map((c, i) => Math.ceil(size(c) / (n - i))));
  return rootsBetween(f, 1n << BigInt(bits + 2 + BITS)).map((x) => Number(x) / 2 ** BITS);
}

/** Roots in units of 2⁻²⁴. */
function rootsBetween(f: readonly bigint[], bound: bigint): bigint[] {
  if (f.length === 1) return [];
  if (f.length === 2) return [(-f[0] << BigInt(BITS)) / f[1]];
  const derivative = f.slice(1).map((c, i) => c * BigInt(i + 1));
  const turning = [-bound, ...rootsBetween(derivative, bound), bound];
  const roots: bigint[] = [];
  for (let i = 0; i + 1 < turning.length; i++) {
    let [low, high] = [turning[i], turning[i + 1]];
    const rising = evaluate(f, low) < 0n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (evaluate(f, middle) < 0n === rising) low = middle;
      else high = middle;
    }
    roots.push(high);
  }
  return roots;
}

/** f(x/2²⁴)·2^(24·deg f). */
function evaluate(f: readonly bigint[], x: bigint): bigint {
  let value = 0n;
  for (let i = f.length - 1, shift = 0n; i >= 0; i--, shift += BigInt(BITS)) value = value * x + (f[i] << shift);
  return value;
}
