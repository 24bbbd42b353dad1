/** The field ℚ on fraction.js. Hot loops do not run on it: they clear denominators and work on integers. */
import Fraction from 'fraction.js';
import { checkArgument, text as textKind } from '../arguments.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import type { Field } from './field.js';
import { gcd, gcdBig } from './integers.js';

/** n/d in lowest terms, given that gcd(n, d) = 1 and d > 0: skips fraction.js's parsing and its gcd. */
export function reducedFraction(n: bigint, d: bigint): Fraction {
  const fraction = Object.create(Fraction.prototype) as Fraction;
  fraction.s = n < 0n ? -1n : 1n;
  fraction.n = n < 0n ? -n : n;
  fraction.d = d;
  return fraction;
}

/** n/d for any integers, d ≠ 0. */
export function fractionOf(n: bigint, d: bigint = 1n): Fraction {
  if (d < 0n) [n, d] = [-n, -d];
  if (d === 1n) return reducedFraction(n, d);
  const g = gcdBig(n, d);
  return g === 1n ? reducedFraction(n, d) : reducedFraction(n / g, d / g);
}

/**
 * nᵢ/d in lowest terms, d > 0, for a whole vector. One gcd, of d with ∏ nᵢ mod d, finds the part of d that can cancel
 * at all; it is nearly always a small number, and the gcds of the single entries are then machine arithmetic.
 */
export function fractionsOver(numerators: readonly bigint[], d: bigint): Fraction[] {
  if (d === 1n) return numerators.map((n) => reducedFraction(n, 1n));
  let product = 1n;
  for (const n of numerators) if (n !== 0n) product = (product * n) % d;
  let canceling = gcdBig(product, d); // every prime that divides d and some nᵢ divides this; make it the full part of d
  for (let rest = d / canceling, g = canceling; g !== 1n; ) {
    g = gcdBig(rest, canceling);
    canceling *= g;
    rest /= g;
  }
  if (canceling > 0x1f_ffff_ffff_ffffn) return numerators.map((n) => fractionOf(n, d));
  const small = Number(canceling);
  return numerators.map((n) => {
    if (n === 0n) return ZERO;
    const g = small === 1 ? 1 : gcd(Number(n % canceling), small);
    return g === 1 ? reducedFraction(n, d) : reducedFraction(n / BigInt(g), d / BigInt(g));
  });
}

/** The numerator with its sign. */
export function numerator(x: Fraction): bigint {
  return x.s < 0n ? -x.n : x.n;
}

const ZERO = reducedFraction(0n, 1n);
const ONE = reducedFraction(1n, 1n);

function inverse(a: Fraction): Fraction {
  if (a.n === 0n) {
    throw new IsotypicError('DIVISION_BY_ZERO', { where: 'rationals', expected: 'a non-zero divisor', received: '0' });
  }
  return reducedFraction(a.s < 0n ? -a.d : a.d, a.n);
}

/**
 * The field of rational numbers; its elements are fraction.js `Fraction`s in lowest terms.
 * @example rationals.add(rationals.parse('1/2'), rationals.parse('1/3')).toFraction() // '5/6'
 */
export const rationals: Field<Fraction> = {
  name: 'ℚ',
  characteristic: 0,
  zero: ZERO,
  one: ONE,
  add(a, b) {
    if (a.d === 1n && b.d === 1n) return reducedFraction(numerator(a) + numerator(b), 1n);
    return fractionOf(numerator(a) * b.d + numerator(b) * a.d, a.d * b.d);
  },
  sub(a, b) {
    if (a.d === 1n && b.d === 1n) return reducedFraction(numerator(a) - numerator(b), 1n);
    return fractionOf(numerator(a) * b.d - numerator(b) * a.d, a.d * b.d);
  },
  mul: (a, b) => fractionOf(numerator(a) * numerator(b), a.d * b.d),
  neg: (a) => reducedFraction(-numerator(a), a.d),
  inv: inverse,
  div: (a, b) => rationals.mul(a, inverse(b)),
  eql: (a, b) => a.n === b.n && a.d === b.d && (a.n === 0n || a.s < 0n === b.s < 0n),
  isZero: (a) => a.n === 0n,
  fromInteger(n) {
    if (typeof n !== 'bigint' && !Number.isSafeInteger(n)) {
      throw invalidArgument('rationals.fromInteger', 'n to be a safe integer or a bigint', n);
    }
    return reducedFraction(BigInt(n), 1n);
  },
  print: (a) => (a.d === 1n ? `${numerator(a)}` : `${numerator(a)}/${a.d}`),
  parse: parseRational,
};

/** Reads `-12`, `7/3` or `0.125`, with optional spaces around; nothing else. */
function parseRational(text: string): Fraction {
  checkArgument('rationals.parse', 'text', text, textKind);
  const match = /^\s*([+-]?)(\d+)(?:\.(\d+)|\s*\/\s*(\d+))?\s*$/.exec(text);
  if (!match) {
    const good = /^\s*[+-]?\d*(?:\.\d*|\s*\/\s*\d*)?/.exec(text)?.[0].length ?? 0;
    throw new IsotypicError('PARSE', {
      where: 'rationals.parse',
      expected: 'an integer, a fraction p/q or a decimal',
      received: describe(text),
      position: good,
    });
  }
  const [, sign, whole, decimals, below] = match;
  const denominator = decimals !== undefined ? 10n ** BigInt(decimals.length) : BigInt(below ?? 1);
  if (denominator === 0n) {
    throw new IsotypicError('DIVISION_BY_ZERO', {
      where: 'rationals.parse',
      expected: 'a non-zero denominator',
      received: describe(text),
    });
  }
  const magnitude = BigInt(`${whole}${decimals ?? ''}`);
  return fractionOf(sign === '-' ? -magnitude : magnitude, denominator);
}
