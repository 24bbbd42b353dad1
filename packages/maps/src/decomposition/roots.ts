/** Exact real roots of the minimal polynomials of self-adjoint matrices. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactScalar,
  type Fraction,
  factorPolynomial,
  gcd,
  Polynomial,
  rationals,
  squareFreePart,
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

/**
 * A root, as a sum of roots of unity, of a square-free polynomial over the cyclotomic numbers; null where none is found.
 * All its roots and those of its conjugates are real, since these belong to self-adjoint matrices. The product of the
 * conjugates is rational, and its roots are tried.
 */
export function cyclotomicRoot(f: Polynomial<ExactScalar>): Cyclotomic | null {
  const rational = overRationals(f) ?? overRationals(norm(f as Polynomial<Cyclotomic>) as Polynomial<ExactScalar>);
  if (rational === null) return null;
  const factors = splitOverReals(squareFreePart(rational).monic().coefficients, () => PRIMES) ?? [];
  const wide = new Polynomial<Cyclotomic>(
    cyclotomics,
    f.coefficients.map((c) => (c instanceof Cyclotomic ? c : Cyclotomic.fromRational(c))),
  );
  return factors.flatMap(({ roots }) => roots).find((root) => wide.evaluate(root).isZero()) ?? null;
}

/** The product of the different conjugates. */
function norm(f: Polynomial<Cyclotomic>): Polynomial<Cyclotomic> {
  const n = f.coefficients.reduce((conductor, c) => lcm(conductor, c.conductor), 1);
  const conjugates: Polynomial<Cyclotomic>[] = [];
  for (let k = 1; k <= n; k++) {
    if (gcd(k, n) !== 1) continue;
    const conjugate = f.map(cyclotomics, (c) => c.galois(k));
    if (!conjugates.some((g) => g.coefficients.every((c, i) => c.equals(conjugate.coefficient(i))))) {
      conjugates.push(conjugate);
    }
  }
  return conjugates.reduce((a, b) => a.times(b));
}

function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b;
}
