/** Greatest common divisors, square-free parts and factorization over ℚ and over prime fields. */
import type Fraction from 'fraction.js';
import { IsotypicError } from '../errors.js';
import type { Field } from '../scalars/field.js';
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
import { Polynomial } from './polynomial.js';
import { recombine } from './recombination.js';

/** f = unit·∏ factorᵐᵘˡᵗⁱᵖˡⁱᶜⁱᵗʸ with monic factors, by degree, then by coefficients. */
export interface Factorization<T> {
  readonly unit: T;
  readonly factors: readonly { readonly factor: Polynomial<T>; readonly multiplicity: number }[];
}

function overRationals<T>(f: Polynomial<T>): Polynomial<Fraction> | null {
  return (f.field as Field<unknown>) === rationals ? (f as unknown as Polynomial<Fraction>) : null;
}

/** The monic greatest common divisor; 0 when both are 0. */
export function polynomialGcd<T>(f: Polynomial<T>, g: Polynomial<T>): Polynomial<T> {
  const [a, b] = [overRationals(f), overRationals(g)];
  if (a && b) {
    const integers = integerGcd(clearDenominators(a).primitive, clearDenominators(b).primitive);
    return toRationalPolynomial(integers).monic() as unknown as Polynomial<T>;
  }
  let [x, y] = [f, g];
  while (!y.isZero()) [x, y] = [y, x.divide(y).remainder];
  return x.monic();
}

/**
 * The irreducible factors with multiplicities over ℚ (square-free parts by Yun, p-adic factors recombined) or over a
 * prime field (Cantor–Zassenhaus).
 * A step of the work budget is one reduction of a knapsack lattice.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for the zero polynomial and for other fields; `BUDGET_EXCEEDED`,
 * `ABORTED`.
 * @example factorPolynomial(Polynomial.of(rationals, [-1, 0, 0, 0, 1])) // x−1, x+1, x²+1
 */
export function factorPolynomial<T>(f: Polynomial<T>, options: WorkOptions = {}): Factorization<T> {
  const rational = overRationals(f);
  if (f.isZero() || (!rational && f.field.characteristic === 0)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'factorPolynomial',
      expected: 'a non-zero polynomial over ℚ or a prime field',
      received: f.isZero() ? '0' : `one over ${f.field.name}`,
    });
  }
  if (rational)
    return factorRational(rational, new WorkMeter('factorPolynomial', options)) as unknown as Factorization<T>;
  const p = f.field.characteristic;
  const residues = f.monic().coefficients as unknown as number[];
  return {
    unit: f.leading(),
    factors: modular.factorModulo(residues.slice(), p).map(([g, multiplicity]) => ({
      factor: new Polynomial(f.field, g as unknown as T[]),
      multiplicity,
    })),
  };
}

/** Whether f is irreducible; constants are not. */
export function isIrreducible<T>(f: Polynomial<T>): boolean {
  if (f.degree < 1) return false;
  const { factors } = factorPolynomial(f);
  return factors.length === 1 && factors[0].multiplicity === 1;
}

function factorRational(f: Polynomial<Fraction>, meter: WorkMeter): Factorization<Fraction> {
  const factors: { factor: Polynomial<Fraction>; multiplicity: number }[] = [];
  for (const [part, multiplicity] of squareFreeParts(clearDenominators(f).primitive)) {
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
export function squareFreeParts(f: IntegerPolynomial): [IntegerPolynomial, number][] {
  const parts: [IntegerPolynomial, number][] = [];
  if (f.length <= 1) return parts;
  let repeated = integerGcd(f, derivative(f));
  let square = divideExactly(f, repeated) as IntegerPolynomial;
  for (let i = 1; square.length > 1; i++) {
    const next = integerGcd(square, repeated);
    const part = divideExactly(square, next) as IntegerPolynomial;
    if (part.length > 1) parts.push([primitivePart(part), i]);
    square = next;
    repeated = primitivePart(divideExactly(repeated, next) as IntegerPolynomial);
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
    if (!isSmallPrime(p) || (f[f.length - 1] as bigint) % BigInt(p) === 0n) continue;
    const residues = modular.monic(modular.reduce(f, p), p);
    if (modular.gcd(residues, modular.derivative(residues, p), p).length > 1) continue;
    tried++;
    const parts = modular.distinctDegrees(residues, p);
    const count = parts.reduce((sum, [g, d]) => sum + (g.length - 1) / d, 0);
    if (!best || count < best.count) best = { p, parts, count };
    if (count === 1) return [f];
  }
  const { p } = best as { p: number };
  const factors = modular.squareFreeFactorsModulo(modular.monic(modular.reduce(f, p), p), p);
  return recombine(f, new HenselTree(f, factors, p), meter);
}

function isSmallPrime(p: number): boolean {
  for (let d = 3; d * d <= p; d += 2) if (p % d === 0) return false;
  return p > 1 && (p === 2 || p % 2 === 1);
}
