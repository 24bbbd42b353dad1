/**
 * Cyclotomic numbers as correctly rounded doubles, by Ziv's strategy: evaluate in interval arithmetic, round both ends,
 * and double the precision until they agree. An irrational number is never half-way between doubles, so this ends;
 * rational parts, where it might not, are recognized exactly.
 */

import type Fraction from 'fraction.js';
import { invalidArgument } from '../errors.js';
import type { CyclotomicTerms } from './cyclotomic-text.js';
import { cosSinScaled, roundRatio } from './fixed-point.js';
import { absBig } from './integers.js';
import { numerator } from './rationals.js';

/** A complex number known up to `error` in each part: (re + i·im)/(den·2^bits). */
export interface ComplexEnclosure {
  readonly re: bigint;
  readonly im: bigint;
  readonly error: bigint;
  readonly den: bigint;
  readonly bits: number;
}

/** What rounding needs of a cyclotomic number. */
interface RoundedNumber {
  terms(): CyclotomicTerms;
  real(): RoundedNumber;
  imaginary(): RoundedNumber;
  isReal(): boolean;
  isRational(): boolean;
  toFraction(): Fraction;
  toString(): string;
}

/** Twice the 53 bits of a double and some: enough for nearly all numbers of characters. */
const FIRST_PRECISION = 128;
const roots = new Map<string, readonly [bigint, bigint]>();

function rootScaled(k: number, n: number, bits: number): readonly [bigint, bigint] {
  if (bits !== FIRST_PRECISION) return cosSinScaled(k, n, bits);
  const key = `${k}/${n}`;
  let root = roots.get(key);
  if (!root) {
    root = cosSinScaled(k, n, bits);
    if (roots.size >= 20_000) roots.clear();
    roots.set(key, root);
  }
  return root;
}

/** Encloses z using `bits` binary digits after the point for the roots of unity. */
export function encloseCyclotomic(z: Pick<RoundedNumber, 'terms'>, bits: number): ComplexEnclosure {
  const { conductor, exponents, coefficients } = z.terms();
  let den = 1n;
  for (const c of coefficients) if (den % c.d !== 0n) den *= c.d; // any common multiple will do
  let [re, im, error] = [0n, 0n, 0n];
  coefficients.forEach((coefficient, i) => {
    const c = numerator(coefficient) * (den / coefficient.d);
    const [cos, sin] = rootScaled(exponents[i] as number, conductor, bits);
    re += c * cos;
    im += c * sin;
    error += absBig(c);
  });
  return { re, im, error: conductor === 1 ? 0n : error, den, bits };
}

/**
 * The common rounding of both ends of [value − error, value + error]/(den·2^bits), or null when they differ. Both are 0
 * when the number is so small that no double is nearer: that is agreement too, and every number that is not 0 comes to
 * one or the other.
 */
function agreedRounding(value: bigint, { error, den, bits }: ComplexEnclosure): number | null {
  const scale = den << BigInt(bits);
  const low = roundRatio(value - error, scale);
  return low === roundRatio(value + error, scale) ? low + 0 : null;
}

function roundPart(z: RoundedNumber, part: 're' | 'im', first: ComplexEnclosure): number {
  let rounded = agreedRounding(first[part], first);
  if (rounded !== null) return rounded;
  const exact = part === 're' ? z.real() : z.imaginary();
  if (exact.isRational()) {
    const value = exact.toFraction();
    return roundRatio(numerator(value), value.d) + 0;
  }
  for (let bits = 2 * FIRST_PRECISION; ; bits *= 2) {
    const finer = encloseCyclotomic(z, bits);
    rounded = agreedRounding(finer[part], finer);
    if (rounded !== null) return rounded;
  }
}

export function cyclotomicToComplex(z: RoundedNumber): { readonly re: number; readonly im: number } {
  const enclosure = encloseCyclotomic(z, FIRST_PRECISION);
  return { re: roundPart(z, 're', enclosure), im: roundPart(z, 'im', enclosure) };
}

export function cyclotomicToNumber(z: RoundedNumber): number {
  if (!z.isReal()) throw invalidArgument('Cyclotomic.toNumber', 'a real number', z.toString(), 'Use toComplex().');
  return roundPart(z, 're', encloseCyclotomic(z, FIRST_PRECISION));
}
