/** Greatest common divisors, square-free parts and factorization over ℚ and over prime fields. */
import type Fraction from 'fraction.js';
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import type { Field } from '../scalars/field.js';
import { isPrime } from '../scalars/integers.js';
import { rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { HenselTree } from './hensel.js';
import {
  clearDenominators,
  derivative,
  divideExactly,
  type IntegerPolynomial,
  integerGcd,
  primitivePart,
  toRationalPolynomial,
} from './integer-polynomials.js';
import * as modular from './modular-polynomials.js';
import { POLYNOMIAL, Polynomial } from './polynomial.js';
import { recombine } from './recombination.js';

/** f = unit·∏ factorᵐᵘˡᵗⁱᵖˡⁱᶜⁱᵗʸ with monic factors, by degree, then by coefficients. */
export interface Factorization<T> {
  readonly unit: T;
  readonly factors: readonly { readonly factor: Polynomial<T>; readonly multiplicity: number }[];
}

function overRationals<T>(f: Polynomial<T>): Polynomial<Fraction> | null {
  return (f.field as Field<unknown>) === rationals ? (f as unknown as Polynomial<Fraction>) : null;
}

/**
 * The monic greatest common divisor; 0 when both are 0. A step of the work budget is one division of the sequence.
 * @example
 * polynomialGcd(Polynomial.of(rationals, [-1, 0, 1]), Polynomial.of(rationals, [1, 2, 1])).toString() // 'x+1'
 */
export function polynomialGcd<T>(f: Polynomial<T>, g: Polynomial<T>, options: WorkOptions = {}): Polynomial<T> {
  checkArgument('polynomialGcd', 'f', f, POLYNOMIAL);
  checkArgument('polynomialGcd', 'g', g, POLYNOMIAL);
  checkOptions('polynomialGcd', options, WORK_OPTION_KINDS);
  return commonDivisor(f, g, new WorkMeter('polynomialGcd', options));
}

export function commonDivisor<T>(f: Polynomial<T>, g: Polynomial<T>, meter: WorkMeter): Polynomial<T> {
  const [a, b] = [overRationals(f), overRationals(g)];
  if (a && b) {
    const integers = integerGcd(clearDenominators(a).primitive, clearDenominators(b).primitive, meter, 1);
    return toRationalPolynomial(integers).monic() as unknown as Polynomial<T>;
  }
  let [x, y] = [f, g];
  while (!y.isZero()) {
    meter.step();
    [x, y] = [y, x.divide(y).remainder];
  }
  return x.monic();
}

/**
 * The irreducible factors with multiplicities over ℚ (square-free parts by Yun, p-adic factors recombined) or over a
 * prime field (Cantor–Zassenhaus).
 * A step of the work budget is one degree of a distinct-degree factorization, one attempt to split equal degrees, one
 * step of Hensel lifting, one subset of p-adic factors, or one test of Lovász's condition in the knapsack lattice. Over
 * ℚ `details.known` of the errors is `{ factors }`, the irreducible factors found so far, as in the result.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for the zero polynomial and for other fields; `BUDGET_EXCEEDED`,
 * `ABORTED`.
 * @example factorPolynomial(Polynomial.of(rationals, [-1, 0, 0, 0, 1])) // x−1, x+1, x²+1
 */
export function factorPolynomial<T>(f: Polynomial<T>, options: WorkOptions = {}): Factorization<T> {
  checkArgument('factorPolynomial', 'f', f, POLYNOMIAL);
  checkOptions('factorPolynomial', options, WORK_OPTION_KINDS);
  const rational = overRationals(f);
  if (f.isZero() || (!rational && f.field.characteristic === 0)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'factorPolynomial',
      expected: 'a non-zero polynomial over ℚ or a prime field',
      received: f.isZero() ? '0' : `one over ${f.field.name}`,
    });
  }
  const meter = new WorkMeter('factorPolynomial', options);
  if (rational) return factorRational(rational, meter) as unknown as Factorization<T>;
  const p = f.field.characteristic;
  const residues = f.monic().coefficients as unknown as number[];
  return {
    unit: f.leading(),
    factors: modular.factorModulo(residues.slice(), p, meter).map(([g, multiplicity]) => ({
      factor: new Polynomial(f.field, g as unknown as T[]),
      multiplicity,
    })),
  };
}

/**
 * Whether f is irreducible; constants are not. Work as in `factorPolynomial`.
 * @example isIrreducible(Polynomial.of(rationals, [1, 0, 1])) // true
 */
export function isIrreducible<T>(f: Polynomial<T>, options: WorkOptions = {}): boolean {
  checkArgument('isIrreducible', 'f', f, POLYNOMIAL);
  if (f.degree < 1) return false;
  const { factors } = factorPolynomial(f, options);
  return factors.length === 1 && factors[0].multiplicity === 1;
}

function factorRational(f: Polynomial<Fraction>, meter: WorkMeter): Factorization<Fraction> {
  const factors: { factor: Polynomial<Fraction>; multiplicity: number }[] = [];
  meter.known = () => ({ factors: factors.slice() });
  for (const [part, multiplicity] of squareFreeParts(clearDenominators(f).primitive, meter)) {
    meter.report('square-free part', factors.length);
    for (const g of factorSquareFree(part, meter)) {
      factors.push({ factor: toRationalPolynomial(g).monic(), multiplicity });
    }
  }
  factors.sort((a, b) => comparePolynomials(a.factor, b.factor));
  return { unit: f.leading(), factors };
}

function comparePolynomials(f: Polynomial<Fraction>, g: Polynomial<Fraction>): number {
  if (f.degree !== g.degree) return f.degree - g.degree;
  for (let i = f.degree; i >= 0; i--) {
    const order = f.coefficient(i).compare(g.coefficient(i));
    if (order !== 0) return order;
  }
  return 0;
}

/** Yun's algorithm: f = ∏ gᵢⁱ with gᵢ square-free and pairwise coprime; pairs [gᵢ, i] with gᵢ ≠ 1. */
export function squareFreeParts(f: IntegerPolynomial, meter?: WorkMeter): [IntegerPolynomial, number][] {
  const parts: [IntegerPolynomial, number][] = [];
  if (f.length <= 1) return parts;
  let repeated = integerGcd(f, derivative(f), meter);
  let square = divideExactly(f, repeated, meter) as IntegerPolynomial;
  for (let i = 1; square.length > 1; i++) {
    const next = integerGcd(square, repeated, meter);
    const part = divideExactly(square, next, meter) as IntegerPolynomial;
    if (part.length > 1) parts.push([primitivePart(part), i]);
    square = next;
    repeated = primitivePart(divideExactly(repeated, next, meter) as IntegerPolynomial);
  }
  return parts;
}

/** How many good primes are compared for the number of factors modulo p. */
const TRIALS = 8;

/** The irreducible factors of a primitive square-free polynomial over ℤ. */
export function factorSquareFree(f: IntegerPolynomial, meter?: WorkMeter): IntegerPolynomial[] {
  if (f.length <= 2) return f.length === 2 ? [f] : [];
  if (f[0] === 0n) return [[0n, 1n], ...factorSquareFree(f.slice(1), meter)];
  let best: { p: number; parts: [modular.Residues, number][]; count: number } | null = null;
  let tried = 0;
  for (let p = 3; tried < TRIALS; p += 2) {
    if (!isPrime(p) || (f[f.length - 1] as bigint) % BigInt(p) === 0n) continue;
    const residues = modular.monic(modular.reduce(f, p), p);
    if (modular.gcd(residues, modular.derivative(residues, p), p).length > 1) continue;
    tried++;
    const parts = modular.distinctDegrees(residues, p, meter);
    const count = parts.reduce((sum, [g, d]) => sum + (g.length - 1) / d, 0);
    if (!best || count < best.count) best = { p, parts, count };
    if (count === 1) return [f];
  }
  const { p } = best as { p: number };
  const factors = modular.squareFreeFactorsModulo(modular.monic(modular.reduce(f, p), p), p, meter);
  return recombine(f, new HenselTree(f, factors, p, meter), meter);
}
