/** Exact real roots of the minimal polynomials of self-adjoint matrices. */
import {
  Cyclotomic,
  type ExactScalar,
  type Fraction,
  factorPolynomial,
  Polynomial,
  rationals,
} from '@isotypic/algebra';
import { splitOverReals } from '@isotypic/reps/internal';

/** Where the fields of roots may ramify: at the primes of small cyclic groups. */
const PRIMES = [2, 3, 5, 7, 11, 13];

/** The polynomial over ℚ, or null when a coefficient is irrational. */
function overRationals(f: Polynomial<ExactScalar>): Polynomial<Fraction> | null {
  const coefficients: Fraction[] = [];
  for (const c of f.coefficients) {
    if (!(c instanceof Cyclotomic)) coefficients.push(c);
    else if (c.isRational()) coefficients.push(c.toFraction());
    else return null;
  }
  return new Polynomial(rationals, coefficients);
}

/** The rational roots of a polynomial; none when its coefficients are irrational. */
export function rationalRoots(f: Polynomial<ExactScalar>): Fraction[] {
  const rational = overRationals(f);
  if (rational === null) return [];
  return factorPolynomial(rational)
    .factors.filter(({ factor }) => factor.degree === 1)
    .map(({ factor }) => factor.coefficient(0).neg().div(factor.coefficient(1)));
}

/** A root of a square-free rational polynomial with real roots only, as a sum of roots of unity, or null. */
export function cyclotomicRoot(f: Polynomial<ExactScalar>): Cyclotomic | null {
  const rational = overRationals(f);
  return rational === null ? null : (splitOverReals(rational.coefficients, () => PRIMES)?.[0].roots[0] ?? null);
}
