/**
 * Arithmetic modulo a prime p, on doubles. For p < 2²⁶ a product is below 2⁵² and therefore exact; larger primes go
 * through BigInt. Dixon's method needs p ≡ 1 (mod exponent) and p > 2√|G|, which is small for almost every group.
 */
import { invalidArgument } from '@isotypic/algebra';

export class Modulus {
  readonly p: number;
  /** How many products of residues may be summed before a reduction is due. */
  readonly lazyTerms: number;
  private readonly reciprocal: number;
  private readonly small: boolean;

  constructor(p: number) {
    this.p = p;
    this.reciprocal = 1 / p;
    this.small = p < 2 ** 26;
    this.lazyTerms = this.small ? Math.floor(2 ** 53 / (p * p)) - 1 : 0;
  }

  /** x mod p for an integer 0 ≤ x < 2⁵³: the rounded quotient is off by at most one. */
  reduce(x: number): number {
    const r = x - Math.floor(x * this.reciprocal) * this.p;
    return r < 0 ? r + this.p : r >= this.p ? r - this.p : r;
  }

  mul(a: number, b: number): number {
    return this.small ? this.reduce(a * b) : Number((BigInt(a) * BigInt(b)) % BigInt(this.p));
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
    let [r0, r1, s0, s1] = [this.p, a, 0, 1];
    while (r1 !== 0) {
      const q = Math.floor(r0 / r1);
      [r0, r1] = [r1, r0 - q * r1];
      [s0, s1] = [s1, s0 - q * s1];
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
        room = this.lazyTerms - 1;
      }
    }
    return this.reduce(sum);
  }
}

/** Trial division; arguments here stay far below 2⁵³, and those above 2⁴⁰ do not occur for groups with a known table. */
export function isPrime(n: number): boolean {
  if (n < 2) return false;
  for (let d = 2; d * d <= n; d += d === 2 ? 1 : 2) if (n % d === 0) return false;
  return true;
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
    throw invalidArgument(
      'characterTable',
      'a group whose exponent and order leave room for a prime below 2⁵³',
      `exponent ${exponent}`,
    );
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
