/**
 * Solid harmonics as exact polynomials: rˡY_{lm} = √(s/4π) · (integer polynomial in x, y, z).
 */
import type { Surd } from '@isotypic/algebra';
import { binomial, checkArgument, gcdBig, integer } from '@isotypic/algebra/internal';
import { conventionNamed, type RealConvention } from '../conventions/harmonic-convention.js';
import { PrimeProduct } from '../couplings/prime-products.js';

/** Largest degree written out: there are about l²/4 terms, with coefficients of some l digits. */
export const MAX_POLYNOMIAL_DEGREE = 100;

/** One term of a polynomial in x, y, z. */
export interface Monomial {
  /** Powers of x, y, z. */
  readonly exponents: readonly [number, number, number];
  readonly coefficient: bigint;
}

/** A solid harmonic as an exact polynomial. */
export interface SolidPolynomial {
  readonly l: number;
  readonly m: number;
  /**
   * The number that the polynomial is multiplied by in normalization `component`, where Σₘ Y² = 2l + 1 on the sphere;
   * for orthonormal harmonics (`integral`) by 1/√(4π) besides.
   */
  readonly factor: Surd;
  /** Homogeneous of degree l, the coefficients without a common divisor; exponents of x, then y, descending. */
  readonly terms: readonly Monomial[];
}

/**
 * The real solid harmonic of degree l and order m, exactly.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless l is from 0 to 100 and |m| ≤ l; `UNKNOWN_NAME`
 * @see Varshalovich, Moskalev & Khersonskii 1988, 5.2.1
 * @example
 * const { factor, terms } = solidHarmonic(2, 0, 'wikipedia');
 * String(factor) // 'sqrt(5/4)'
 * terms.map((t) => `${t.coefficient}·x^${t.exponents.join(',')}`) // ['-1·x^2,0,0', '-1·x^0,2,0', '2·x^0,0,2']
 */
export function solidHarmonic(l: number, m: number, convention: RealConvention = 'e3nn'): SolidPolynomial {
  const where = 'solidHarmonic';
  checkArgument(where, 'l', l, integer(0, MAX_POLYNOMIAL_DEGREE));
  checkArgument(where, 'm', m, integer(-l, l));
  const { axes, sign } = conventionNamed(where, convention, 'real');
  const order = Math.abs(m);
  const planar = powerOfPlane(order, m < 0);
  const terms = new Map<string, Monomial>();
  // Σₖ (−1)ᵏ C(l,k) C(2l−2k,l) C(l−2k,m) · zˡ⁻²ᵏ⁻ᵐ r²ᵏ is 2ˡ/m! dᵐPₗ/dzᵐ made homogeneous
  for (let k = 0; 2 * k <= l - order; k++) {
    const legendre = binomial(l, k) * binomial(2 * l - 2 * k, l) * binomial(l - 2 * k, order);
    for (const [a, b, c, multinomial] of powersOfSquare(k)) {
      for (const [p, q, integerPart] of planar) {
        const own = [2 * a + p, 2 * b + q, 2 * c + l - 2 * k - order];
        const exponents: [number, number, number] = [0, 0, 0];
        for (let i = 0; i < 3; i++) exponents[axes[i]] = own[i];
        const value = (k % 2 === 0 ? 1n : -1n) * legendre * multinomial * integerPart;
        const key = exponents.join();
        terms.set(key, { exponents, coefficient: (terms.get(key)?.coefficient ?? 0n) + value });
      }
    }
  }
  return normalized(
    l,
    m,
    sign(m),
    [...terms.values()].filter((t) => t.coefficient !== 0n),
  );
}

/** The real (or imaginary) part of (x + iy)ᵐ: [power of x, power of y, coefficient]. */
function powerOfPlane(m: number, isImaginary: boolean): [number, number, bigint][] {
  const terms: [number, number, bigint][] = [];
  for (let q = isImaginary ? 1 : 0; q <= m; q += 2) {
    terms.push([m - q, q, (q >> 1) % 2 === 0 ? binomial(m, q) : -binomial(m, q)]);
  }
  return terms;
}

/** (x² + y² + z²)ᵏ: [a, b, c, k!/(a! b! c!)]. */
function powersOfSquare(k: number): [number, number, number, bigint][] {
  const terms: [number, number, number, bigint][] = [];
  for (let a = 0; a <= k; a++) {
    for (let b = 0; a + b <= k; b++) terms.push([a, b, k - a - b, binomial(k, a) * binomial(k - a, b)]);
  }
  return terms;
}

/**
 * Divides by the content; what is divided goes into the factor √((2l+1)·2·(l−m)!/(l+m)!)·m!/2ˡ (without the 2 for m =
 * 0).
 */
function normalized(l: number, m: number, sign: 1 | -1, terms: Monomial[]): SolidPolynomial {
  const order = Math.abs(m);
  const content = terms.reduce((g, t) => gcdBig(g, t.coefficient), 0n);
  const ratio = new PrimeProduct(Math.max(2 * l + 1, 2))
    .timesInteger(2 * l + 1, 1)
    .timesFactorial(l - order, 1)
    .timesFactorial(l + order, -1)
    .timesFactorial(order, 2)
    .timesInteger(2, (order === 0 ? 0 : 1) - 2 * l);
  const factor = ratio.rootTimes(content);
  const descending = (p: Monomial, q: Monomial): number =>
    q.exponents[0] - p.exponents[0] || q.exponents[1] - p.exponents[1];
  return {
    l,
    m,
    factor: sign === 1 ? factor : factor.negate(),
    terms: terms.map((t) => ({ ...t, coefficient: t.coefficient / content })).sort(descending),
  };
}
