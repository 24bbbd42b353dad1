/** Decimal expansions to any number of digits, correctly rounded, through big.js. */
import Big from 'big.js';
import Fraction from 'fraction.js';
import { checkArgument, integer, type Kind } from '../arguments.js';
import { invalidArgument } from '../errors.js';
import { Cyclotomic } from './cyclotomic.js';
import { encloseCyclotomic } from './cyclotomic-rounding.js';
import { absBig, bitLength, isqrt } from './integers.js';
import { numerator } from './rationals.js';
import { Surd } from './surd.js';

/** A real number within (value ± error)/den. */
interface Enclosure {
  readonly value: bigint;
  readonly error: bigint;
  readonly den: bigint;
}

const EXACT_NUMBER: Kind = {
  expected: 'a Fraction, a Cyclotomic or a Surd',
  accepts: (v) => v instanceof Fraction || v instanceof Cyclotomic || v instanceof Surd,
  remedy: (v) => (Number.isSafeInteger(v) ? `Write new Fraction(${v}).` : undefined),
};

/**
 * The real number x to `digits` significant decimal digits, correctly rounded (exact ties to even).
 * @throws {IsotypicError} `INVALID_ARGUMENT` when x is not real or digits is not in 1…10000.
 * @example toDecimal(Cyclotomic.parse('-E(5)^2-E(5)^3'), 20) // '1.6180339887498948482'
 */
export function toDecimal(x: Fraction | Cyclotomic | Surd, digits: number): string {
  checkArgument('toDecimal', 'x', x, EXACT_NUMBER);
  checkArgument('toDecimal', 'digits', digits, integer(1, 10_000));
  const exact = exactValue(x);
  if (exact) {
    if (exact.n === 0n) return new Big(0).toPrecision(digits);
    return agreedDecimal({ value: numerator(exact), error: 0n, den: exact.d }, digits) as string;
  }
  for (let bits = Math.ceil(digits * 3.33) + 32; ; bits *= 2) {
    const decimal = agreedDecimal(enclose(x as Cyclotomic | Surd, bits), digits);
    if (decimal !== null) return decimal;
  }
}

/** The value when it is rational; refuses numbers that are not real. */
function exactValue(x: Fraction | Cyclotomic | Surd): Fraction | null {
  if (x instanceof Fraction) return x;
  if (!(x instanceof Surd) && !x.isReal()) {
    throw invalidArgument('toDecimal', 'a real number', x.toString(), 'Take real() and imaginary().');
  }
  return x.isRational() ? x.toFraction() : null;
}

function enclose(x: Cyclotomic | Surd, bits: number): Enclosure {
  if (x instanceof Surd) {
    const { n, d } = x.square;
    const s = BigInt(bits + Math.max(0, bitLength(d) - bitLength(n)));
    return { value: BigInt(x.sign) * isqrt((n * d) << (2n * s)), error: 1n, den: d << s };
  }
  const { re, error, den, bits: scale } = encloseCyclotomic(x, bits);
  return { value: re, error, den: den << BigInt(scale) };
}

/** Both ends of the enclosure rounded to `digits` digits, when that gives one decimal. */
function agreedDecimal({ value, error, den }: Enclosure, digits: number): string | null {
  const [low, high] = [absBig(value) - error, absBig(value) + error];
  if (low <= 0n) return null;
  const a = roundToDigits(low, den, digits);
  const b = error === 0n ? a : roundToDigits(high, den, digits);
  if (a !== b) return null;
  return new Big(value < 0n ? `-${a}` : a).toPrecision(digits);
}

/** n/d > 0 as integer·10^exponent with an integer of `digits` digits, half to even. */
function roundToDigits(n: bigint, d: bigint, digits: number): string {
  // exponent of the leading digit, from the lengths; off by at most one
  let exponent = n.toString().length - d.toString().length;
  if (n * pow10(-exponent) < d * pow10(exponent)) exponent--;
  const shift = digits - 1 - exponent; // n/d·10^shift has `digits` digits before the point
  const [top, bottom] = [n * pow10(shift), d * pow10(-shift)];
  let integer = top / bottom;
  const twice = 2n * (top - integer * bottom);
  if (twice > bottom || (twice === bottom && integer % 2n === 1n)) integer += 1n;
  return `${integer}e${-shift}`;
}

function pow10(n: number): bigint {
  return n > 0 ? 10n ** BigInt(n) : 1n;
}
