/**
 * Real numbers as bigints scaled by 2^bits, with error bounds, and the one rounding from there (or from a fraction) to
 * a double. Everything that leaves the exact world as a double goes through `roundRatio`.
 */
import { bigint, checkArgument, type Kind } from '../arguments.js';
import { absBig, bitLength } from './integers.js';

const ABOVE_ZERO: Kind = { expected: 'a bigint above 0n', accepts: (v) => typeof v === 'bigint' && v > 0n };

/**
 * The double nearest to n/d, d > 0, ties to even; subnormals and overflow to ±∞ included.
 * @example roundRatio(1n, 3n) // 0.3333333333333333
 */
export function roundRatio(n: bigint, d: bigint): number {
  if (typeof n !== 'bigint') checkArgument('roundRatio', 'n', n, bigint);
  if (typeof d !== 'bigint' || d <= 0n) checkArgument('roundRatio', 'd', d, ABOVE_ZERO);
  if (n < 0n) return -roundRatio(-n, d);
  if (n === 0n) return 0;
  if (d === 1n) return Number(n);
  // A quotient of at least 55 bits, whose last bit also stands for a non-zero remainder ("sticky").
  let shift = 56 - (bitLength(n) - bitLength(d));
  if (shift < 0) shift = 0;
  const scaled = n << BigInt(shift);
  let quotient = scaled / d;
  if (quotient * d !== scaled) quotient |= 1n;
  // The unit in the last place of the result is 2^ulp, never below 2^-1074.
  const ulp = Math.max(bitLength(quotient) - 53 - shift, -1074);
  const drop = BigInt(ulp + shift);
  let significand = quotient >> drop;
  const rest = quotient - (significand << drop);
  const half = drop > 0n ? 1n << (drop - 1n) : 0n;
  if (drop > 0n && (rest > half || (rest === half && (significand & 1n) === 1n))) significand += 1n;
  return ulp > 971 ? Number.POSITIVE_INFINITY : Number(significand) * 2 ** ulp;
}

/** ⌊x/d⌉, halves away from zero. */
export function roundedQuotient(x: bigint, d: bigint): bigint {
  const magnitude = (2n * absBig(x) + d) / (2n * d);
  return x < 0n ? -magnitude : magnitude;
}

const piCache: { bits: number; value: bigint } = { bits: 0, value: 0n };

/** π·2^bits, with error below 1: Machin, π = 16 arctan(1/5) − 4 arctan(1/239). */
export function piScaled(bits: number): bigint {
  if (piCache.bits < bits) {
    const guarded = bits + 32;
    const one = 1n << BigInt(guarded);
    piCache.value = (16n * arctanInverse(5n, one) - 4n * arctanInverse(239n, one)) >> 16n;
    piCache.bits = bits + 16;
  }
  return piCache.value >> BigInt(piCache.bits - bits);
}

/** arctan(1/m)·one; each of the terms, fewer than bits/2, loses less than 2 units: far below 2³² for any text. */
function arctanInverse(m: bigint, one: bigint): bigint {
  const square = m * m;
  let power = one / m;
  let sum = power;
  for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
    power /= square;
    sum += (sign * power) / k;
  }
  return sum;
}

/** [cos, sin] of 2πk/n for 0 ≤ k < n, scaled by 2^bits, each with error at most 1. */
export function cosSinScaled(k: number, n: number, bits: number): readonly [bigint, bigint] {
  // Reduce to the first octant: 8k/n = octant + rest.
  const octant = Math.floor((8 * k) / n);
  const odd = octant % 2 === 1;
  const numerator = odd ? (octant + 1) * n - 8 * k : 8 * k - octant * n; // angle from the nearer axis, in 1/(8n) turns
  const [c, s] = firstOctant(numerator, 8 * n, bits);
  switch (octant) {
    case 0:
      return [c, s];
    case 1:
      return [s, c];
    case 2:
      return [-s, c];
    case 3:
      return [-c, s];
    case 4:
      return [-c, -s];
    case 5:
      return [-s, -c];
    case 6:
      return [s, -c];
    default:
      return [c, -s];
  }
}

/** cos and sin of 2πk/n ≤ π/4 by their Taylor series, with 40 guard bits for the fewer than 2²⁰ roundings. */
function firstOctant(k: number, n: number, bits: number): [bigint, bigint] {
  const guard = 40;
  const scale = BigInt(bits + guard);
  const angle = (2n * BigInt(k) * piScaled(bits + guard)) / BigInt(n);
  const square = (angle * angle) >> scale;
  let cosTerm = 1n << scale;
  let sinTerm = angle;
  let [c, s] = [cosTerm, sinTerm];
  for (let i = 1n; cosTerm !== 0n || sinTerm !== 0n; i++) {
    cosTerm = -((cosTerm * square) >> scale) / ((2n * i - 1n) * (2n * i));
    sinTerm = -((sinTerm * square) >> scale) / (2n * i * (2n * i + 1n));
    c += cosTerm;
    s += sinTerm;
  }
  return [c >> BigInt(guard), s >> BigInt(guard)];
}
