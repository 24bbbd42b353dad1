/**
 * Vectors of rationals over one common denominator, the coordinates of a cyclotomic number. Two forms: doubles holding
 * integers while everything fits 53 bits (nearly always), bigints when it does not. Both are kept in lowest terms, and
 * a vector that fits 53 bits is never stored as bigints, so equal vectors have equal forms.
 */
import { absBig, gcd, gcdBig } from './integers.js';

/** 2⁵³ − 1: integers up to here, and their sums up to here, are exact in doubles. */
export const SAFE = Number.MAX_SAFE_INTEGER;
const SAFE_BIG = BigInt(SAFE);

/** num[i] / den in doubles; `max` = max |num[i]|. */
export interface SmallCoefficients {
  readonly big: false;
  readonly num: readonly number[];
  readonly den: number;
  readonly max: number;
}

/** num[i] / den in bigints. */
export interface BigCoefficients {
  readonly big: true;
  readonly num: readonly bigint[];
  readonly den: bigint;
}

/** The coefficients of a cyclotomic number over one denominator: machine numbers while they fit, bigints beyond. */
export type Coefficients = SmallCoefficients | BigCoefficients;

/**
 * Lowest terms of num/den; the caller guarantees |num[i]| ≤ max ≤ SAFE and 1 ≤ den ≤ SAFE, and gives the array away.
 */
export function smallCoefficients(num: number[], den: number, max: number): SmallCoefficients {
  if (max === 0) return { big: false, num, den: 1, max };
  if (den === 1) return { big: false, num, den, max };
  let common = den;
  for (let i = 0; i < num.length && common !== 1; i++) if (num[i] !== 0) common = gcd(common, num[i] as number);
  if (common === 1) return { big: false, num, den, max };
  for (let i = 0; i < num.length; i++) num[i] = (num[i] as number) / common;
  return { big: false, num, den: den / common, max: max / common };
}

/** Lowest terms of num/den, den > 0, in the small form when that fits. */
export function bigCoefficients(num: readonly bigint[], den: bigint): Coefficients {
  let common = den;
  let max = 0n;
  for (const c of num) {
    const magnitude = absBig(c);
    if (magnitude > max) max = magnitude;
    if (c !== 0n && common !== 1n) common = gcdBig(common, c);
  }
  if (max === 0n) return { big: false, num: num.map(() => 0), den: 1, max: 0 };
  if (common !== 1n) num = num.map((c) => c / common);
  den /= common;
  max /= common;
  if (max <= SAFE_BIG && den <= SAFE_BIG) {
    return { big: false, num: num.map(Number), den: Number(den), max: Number(max) };
  }
  return { big: true, num, den };
}

/** The coordinates as bigints. */
export function bigNumerators(c: Coefficients): readonly bigint[] {
  return c.big ? c.num : c.num.map(BigInt);
}

export function isZeroVector(c: Coefficients): boolean {
  return !c.big && c.max === 0;
}

export function equalVectors(a: Coefficients, b: Coefficients): boolean {
  if (a.big !== b.big || a.den !== b.den || a.num.length !== b.num.length) return false;
  for (let i = 0; i < a.num.length; i++) if (a.num[i] !== b.num[i]) return false;
  return true;
}

/** a + sign·b for vectors of the same length. */
export function addVectors(a: Coefficients, b: Coefficients, sign: 1 | -1): Coefficients {
  if (!a.big && !b.big) {
    if (a.den === b.den && a.max + b.max <= SAFE) {
      // A copy has its length at once: an array that grows takes up to half of the time of a sum.
      const num = a.num.slice();
      const y = b.num;
      let max = 0;
      for (let i = 0; i < num.length; i++) {
        const c = num[i] + sign * y[i];
        num[i] = c;
        if (c > max) max = c;
        else if (-c > max) max = -c;
      }
      return smallCoefficients(num, a.den, max);
    }
    const common = gcd(a.den, b.den);
    const scaleA = b.den / common;
    const scaleB = (sign * a.den) / common;
    if (a.max * scaleA + b.max * Math.abs(scaleB) <= SAFE && a.den * scaleA <= SAFE) {
      const num = a.num.slice();
      const y = b.num;
      let max = 0;
      for (let i = 0; i < num.length; i++) {
        const c = num[i] * scaleA + y[i] * scaleB;
        num[i] = c;
        if (c > max) max = c;
        else if (-c > max) max = -c;
      }
      return smallCoefficients(num, a.den * scaleA, max);
    }
  }
  const [denA, denB] = [BigInt(a.den), BigInt(b.den)];
  const common = gcdBig(denA, denB);
  const scaleA = denB / common;
  const scaleB = (BigInt(sign) * denA) / common;
  const [x, y] = [bigNumerators(a), bigNumerators(b)];
  return bigCoefficients(
    x.map((c, i) => c * scaleA + (y[i] as bigint) * scaleB),
    denA * scaleA,
  );
}

/** −a. */
export function negateVector(a: Coefficients): Coefficients {
  if (a.big) return { big: true, num: a.num.map((c) => -c), den: a.den };
  return { big: false, num: a.num.map((c) => 0 - c), den: a.den, max: a.max };
}

/** (n/d)·a for integers n, d > 0 without common factor. */
export function scaleVector(a: Coefficients, n: bigint, d: bigint): Coefficients {
  if (!a.big && absBig(n) <= SAFE_BIG && d <= SAFE_BIG) {
    const [factor, divisor] = [Number(n), Number(d)];
    if (a.max * Math.abs(factor) <= SAFE && a.den * divisor <= SAFE) {
      const num = a.num.map((c) => (c === 0 ? 0 : c * factor + 0));
      return smallCoefficients(factor === 0 ? a.num.map(() => 0) : num, a.den * divisor, a.max * Math.abs(factor));
    }
  }
  return bigCoefficients(
    bigNumerators(a).map((c) => c * n),
    BigInt(a.den) * d,
  );
}
