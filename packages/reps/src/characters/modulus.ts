/**
 * Arithmetic modulo a prime p, on doubles. For p < 2²⁶ a product is below 2⁵² and therefore exact; below 2⁵⁰ it is kept
 * as an unevaluated sum of two doubles; larger primes go through BigInt. Dixon's method needs p ≡ 1 (mod exponent) and
 * p > 2√|G|, which is small for almost every group; lattices of virtual characters of large norm need more.
 */
import { BudgetExceededError } from '@isotypic/algebra';

/** Products modulo primes up to here are formed without BigInt. */
export const LARGEST_FAST_PRIME = 2 ** 50;

export class Modulus {
  readonly p: number;
  /** How many products of residues may be summed before a reduction is due. */
  readonly lazyTerms: number;
  private readonly reciprocal: number;
  private readonly small: boolean;
  /** p as a sum of two numbers of at most 26 bits' precision. */
  private readonly high: number;
  private readonly low: number;

  constructor(p: number) {
    this.p = p;
    this.reciprocal = 1 / p;
    this.small = p < 2 ** 26;
    this.high = upperHalf(p);
    this.low = p - this.high;
    this.lazyTerms = this.small ? Math.floor(2 ** 53 / (p * p)) - 1 : 0;
  }

  /** x mod p for an integer 0 ≤ x < 2⁵³: the rounded quotient is off by at most one. */
  reduce(x: number): number {
    const r = x - Math.floor(x * this.reciprocal) * this.p;
    return r < 0 ? r + this.p : r >= this.p ? r - this.p : r;
  }

  mul(a: number, b: number): number {
    if (this.small) return this.reduce(a * b);
    return this.p < LARGEST_FAST_PRIME ? this.mulLarge(a, b) : Number((BigInt(a) * BigInt(b)) % BigInt(this.p));
  }

  /**
   * ab mod p for p < 2⁵⁰. ab = h + l and qp = h′ + l′ exactly (Dekker 1971), and with q = ⌊h/p⌋ off by at most one,
   * |ab − qp| < 2⁵²; |l|, |l′| ≤ 2⁴⁷, so h − h′, l − l′ and their sum are integers below 2⁵³, hence exact.
   */
  private mulLarge(a: number, b: number): number {
    const { p, high, low } = this;
    const aHigh = upperHalf(a);
    const aLow = a - aHigh;
    const bHigh = upperHalf(b);
    const bLow = b - bHigh;
    const h = a * b;
    const l = aHigh * bHigh - h + aHigh * bLow + aLow * bHigh + aLow * bLow;
    const q = Math.floor(h * this.reciprocal);
    const qHigh = upperHalf(q);
    const qLow = q - qHigh;
    const hp = q * p;
    const lp = qHigh * high - hp + qHigh * low + qLow * high + qLow * low;
    const r = h - hp + (l - lp);
    return r < 0 ? r + p : r >= p ? r - p : r;
  }

  add(a: number, b: number): number {
    const s = a + b;
    return s >= this.p ? s - this.p : s;
  }

  sub(a: number, b: number): number {
    const s = a - b;
    return s < 0 ? s + this.p : s;
  }

  neg(a: number): number {
    return a === 0 ? 0 : this.p - a;
  }

  pow(base: number, exponent: number): number {
    let [result, square, e] = [1 % this.p, base, exponent];
    while (e > 0) {
      if (e % 2 === 1) result = this.mul(result, square);
      square = this.mul(square, square);
      e = Math.floor(e / 2);
    }
    return result;
  }

  /** The inverse by Euclid; a must not be divisible by p. */
  inv(a: number): number {
    let r0 = this.p;
    let r1 = a;
    let s0 = 0;
    let s1 = 1;
    while (r1 !== 0) {
      const q = Math.floor(r0 / r1);
      const r = r0 - q * r1;
      const s = s0 - q * s1;
      r0 = r1;
      r1 = r;
      s0 = s1;
      s1 = s;
    }
    return s0 < 0 ? s0 + this.p : s0;
  }

  fromBigInt(x: bigint): number {
    const r = Number(x % BigInt(this.p));
    return r < 0 ? r + this.p : r;
  }

  /** target −= c·source, entry by entry. */
  eliminate(target: Float64Array, source: Float64Array, c: number, from = 0): void {
    if (c === 0) return;
    const minus = this.p - c;
    if (this.small) {
      const { p, reciprocal } = this;
      for (let i = from; i < target.length; i++) {
        const x = target[i] + minus * source[i];
        const r = x - Math.floor(x * reciprocal) * p;
        target[i] = r < 0 ? r + p : r >= p ? r - p : r;
      }
    } else {
      for (let i = from; i < target.length; i++) target[i] = this.add(target[i], this.mul(minus, source[i]));
    }
  }

  /** The products entry by entry. A plain loop: `map` with a closure takes five times as long, and closing sets of
   * characters under products is where tables of groups with many linear characters spend their time. */
  multiply(a: Float64Array, b: Float64Array): Float64Array {
    const product = new Float64Array(a.length);
    if (this.small) {
      const { p, reciprocal } = this;
      for (let i = 0; i < a.length; i++) {
        const x = a[i] * b[i];
        const r = x - Math.floor(x * reciprocal) * p;
        product[i] = r < 0 ? r + p : r >= p ? r - p : r;
      }
    } else {
      for (let i = 0; i < a.length; i++) product[i] = this.mul(a[i], b[i]);
    }
    return product;
  }

  dot(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    if (!this.small) {
      for (let i = 0; i < a.length; i++) sum = this.add(sum, this.mul(a[i], b[i]));
      return sum;
    }
    let room = this.lazyTerms;
    for (let i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
      if (--room === 0) {
        sum = this.reduce(sum);
        room = this.lazyTerms; // what is left is below one product
      }
    }
    return this.reduce(sum);
  }
}

/** x rounded to 26 bits (Veltkamp's splitting): x minus it has at most 26 bits, so products of halves are exact. */
function upperHalf(x: number): number {
  const c = 134217729 * x; // 2²⁷ + 1
  return c - (c - x);
}

/**
 * Trial division below 2²⁶; above, strong pseudoprimality to the bases 2, …, 41, which no composite below 3.3·10²⁴ has
 * (Sorenson & Webster 2017).
 */
export function isPrime(n: number): boolean {
  if (n < 2) return false;
  if (n >= 2 ** 26) return isStrongProbablePrime(n, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41]);
  for (let d = 2; d * d <= n; d += d === 2 ? 1 : 2) if (n % d === 0) return false;
  return true;
}

function isStrongProbablePrime(n: number, bases: readonly number[]): boolean {
  if (bases.some((q) => n % q === 0)) return false;
  const modulus = new Modulus(n);
  let [odd, twos] = [n - 1, 0];
  for (; odd % 2 === 0; odd /= 2) twos++;
  return bases.every((base) => {
    let x = modulus.pow(base, odd);
    if (x === 1) return true;
    for (let i = 1; i < twos && x !== n - 1; i++) x = modulus.mul(x, x);
    return x === n - 1;
  });
}

/** The distinct prime divisors of n ≥ 1, ascending. */
export function primeDivisors(n: number): number[] {
  const primes: number[] = [];
  let rest = n;
  for (let d = 2; d * d <= rest; d++) {
    if (rest % d !== 0) continue;
    primes.push(d);
    while (rest % d === 0) rest /= d;
  }
  if (rest > 1) primes.push(rest);
  return primes;
}

/** The least prime p ≡ 1 (mod exponent) with p > bound. */
export function splittingPrime(exponent: number, bound: number): number {
  if (!Number.isSafeInteger(exponent * 2 ** 12) || !Number.isSafeInteger(Math.ceil(bound) * 2)) {
    throw new BudgetExceededError({
      where: 'characterTable',
      expected: 'a group whose exponent and order leave room for a prime below 2⁵³',
      received: `exponent ${exponent}, and a prime above ${Math.ceil(bound)}`,
      remedy: 'Groups of this size have tables where a closed form is known.',
      details: { exponent },
    });
  }
  let p = Math.max(1, Math.floor(bound / exponent)) * exponent + 1;
  while (p <= bound || !isPrime(p)) p += exponent;
  return p;
}

/** An element of order exactly `exponent` in GF(p)*, the least power of the least suitable base. */
export function rootOfUnityModulo(modulus: Modulus, exponent: number): number {
  const cofactor = (modulus.p - 1) / exponent;
  const primes = primeDivisors(exponent);
  for (let base = 2; ; base++) {
    const root = modulus.pow(base, cofactor);
    if (primes.every((q) => modulus.pow(root, exponent / q) !== 1)) return root;
  }
}

/** 1, r, r², …: as many powers of a residue. */
export function powersOf(modulus: Modulus, residue: number, count: number): Float64Array {
  const powers = new Float64Array(count);
  for (let i = 0, power = 1; i < count; i++, power = modulus.mul(power, residue)) powers[i] = power;
  return powers;
}
