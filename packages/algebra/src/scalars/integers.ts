/** Elementary number theory on machine integers and bigints: what fields, conductors and modular methods rest on. */
import { bigint, checkArgument, integer, type Kind } from '../arguments.js';
import { invalidArgument } from '../errors.js';

const NATURAL: Kind = { ...bigint, expected: 'a bigint from 0n on', accepts: (v) => typeof v === 'bigint' && v >= 0n };

/**
 * Greatest common divisor, never negative; gcd(0, 0) = 0.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless both are safe integers
 * @example gcd(-4, 6) // 2
 */
export function gcd(a: number, b: number): number {
  if (!Number.isSafeInteger(a)) checkArgument('gcd', 'a', a, integer());
  if (!Number.isSafeInteger(b)) checkArgument('gcd', 'b', b, integer());
  a = Math.abs(a);
  b = Math.abs(b);
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/**
 * Least common multiple, never negative; lcm(a, 0) = 0.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless both are safe integers, and their least common multiple is
 * @example lcm(4, 6) // 12
 */
export function lcm(a: number, b: number): number {
  const divisor = gcd(a, b);
  if (a === 0 || b === 0) return 0;
  const multiple = Math.abs((a / divisor) * b);
  if (multiple > Number.MAX_SAFE_INTEGER) {
    const remedy = 'Multiply bigints: BigInt(a / gcd(a, b)) * BigInt(b).';
    throw invalidArgument('lcm', 'a and b whose least common multiple is below 2^53', [a, b], remedy);
  }
  return multiple;
}

/** Greatest common divisor of bigints, never negative. @throws {IsotypicError} `INVALID_ARGUMENT` unless both are */
export function gcdBig(a: bigint, b: bigint): bigint {
  if (typeof a !== 'bigint') checkArgument('gcdBig', 'a', a, bigint);
  if (typeof b !== 'bigint') checkArgument('gcdBig', 'b', b, bigint);
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  // Euclid on bigints until both fit a double, then on doubles: most of the steps are in the cheap tail.
  while (b > 0x1f_ffff_ffff_ffffn) [a, b] = [b, a % b];
  if (b === 0n) return a;
  return BigInt(gcd(Number(b), Number(a % b)));
}

/** Least common multiple of bigints, never negative. */
export function lcmBig(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  const m = (a / gcdBig(a, b)) * b;
  return m < 0n ? -m : m;
}

/** |a|. */
export function absBig(a: bigint): bigint {
  return a < 0n ? -a : a;
}

/** Number of binary digits of |a|; 0 for 0. */
export function bitLength(a: bigint): number {
  if (a < 0n) a = -a;
  if (a <= 0xffff_ffffn) return 32 - Math.clz32(Number(a));
  const hex = a.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0] as string, 16)));
}

/**
 * ⌊√n⌋ by Newton's iteration from above.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless n is a bigint, 0n or more
 */
export function isqrt(n: bigint): bigint {
  checkArgument('isqrt', 'n', n, NATURAL);
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/**
 * The prime factorization of n as [prime, exponent] pairs, primes ascending. Trial division: O(√n).
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless n is a safe integer from 1 on
 * @example factor(60) // [[2, 2], [3, 1], [5, 1]]
 */
export function factor(n: number): [number, number][] {
  checkArgument('factor', 'n', n, integer(1));
  const factors: [number, number][] = [];
  for (let p = 2; p * p <= n; p += p === 2 ? 1 : 2) {
    let exponent = 0;
    for (; n % p === 0; n /= p) exponent++;
    if (exponent > 0) factors.push([p, exponent]);
  }
  if (n > 1) factors.push([n, 1]);
  return factors;
}

/** n!, by halving the range of factors, so that products are of numbers of like size. */
export function factorial(n: number): bigint {
  const product = (from: number, to: number): bigint => {
    if (to - from < 8) {
      let p = 1n;
      for (let i = from; i <= to; i++) p *= BigInt(i);
      return p;
    }
    const middle = (from + to) >> 1;
    return product(from, middle) * product(middle + 1, to);
  };
  return product(1, n);
}

/** C(n, k), 0 outside 0 ≤ k ≤ n. O(min(k, n−k)) products of a long by a short integer. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * BigInt(n - i + 1)) / BigInt(i);
  return value;
}

/** The prime factorization of a bigint by trial division: O(largest prime but one), as orders of groups have. */
export function factorBig(n: bigint): [bigint, number][] {
  const factors: [bigint, number][] = [];
  let m = n;
  for (let p = 2n; p * p <= m; p++) {
    let e = 0;
    for (; m % p === 0n; m /= p) e++;
    if (e > 0) factors.push([p, e]);
  }
  if (m > 1n) factors.push([m, 1]);
  return factors;
}

/**
 * Euler's φ(n): the degree of the n-th cyclotomic field.
 * @throws as `factor`
 * @example eulerPhi(12) // 4
 */
export function eulerPhi(n: number): number {
  return factor(n).reduce((phi, [p, e]) => phi * (p - 1) * p ** (e - 1), 1);
}

/**
 * All positive divisors of n, ascending.
 * @throws as `factor`
 * @example divisors(12) // [1, 2, 3, 4, 6, 12]
 */
export function divisors(n: number): number[] {
  let all = [1];
  for (const [p, e] of factor(n)) all = all.flatMap((d) => Array.from({ length: e + 1 }, (_, i) => d * p ** i));
  return all.sort((a, b) => a - b);
}

/** The residues 1 ≤ k ≤ n prime to n: the Galois group of ℚ(ζₙ). */
export function unitsModulo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1).filter((k) => gcd(k, n) === 1);
}

/**
 * Whether n is prime: trial division, O(√n), at most about a second; certain for every double.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless n is a number
 * @example isPrime(2 ** 31 - 1) // true
 */
export function isPrime(n: number): boolean {
  if (typeof n !== 'number') checkArgument('isPrime', 'n', n, integer());
  if (!Number.isSafeInteger(n) || n < 2) return false; // every double from 2⁵³ on is even
  for (let p = 2; p * p <= n; p += p === 2 ? 1 : 2) if (n % p === 0) return false;
  return true;
}

/** a·b mod m for 0 ≤ a, b < m < 2²⁶·⁵, exactly, in doubles. */
export function mulMod(a: number, b: number, m: number): number {
  return (a * b) % m;
}

/** aᵉ mod m for 0 ≤ a < m < 2²⁶·⁵ and e ≥ 0. */
export function powMod(a: number, e: number, m: number): number {
  let result = 1 % m;
  for (let base = a % m; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * base) % m;
    base = (base * base) % m;
  }
  return result;
}

/** aᵉ mod m on bigints, e ≥ 0. */
export function powModBig(a: bigint, e: bigint, m: bigint): bigint {
  let result = 1n % m;
  for (let base = ((a % m) + m) % m; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * base) % m;
    base = (base * base) % m;
  }
  return result;
}

/** The inverse of a modulo m when they are coprime, else 0. Extended Euclid on doubles. */
export function invMod(a: number, m: number): number {
  let [r0, r1, s0, s1] = [m, ((a % m) + m) % m, 0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  return r0 === 1 ? ((s0 % m) + m) % m : 0;
}

/** The inverse of a modulo m on bigints when they are coprime, else 0. */
export function invModBig(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [m, ((a % m) + m) % m, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  return r0 === 1n ? ((s0 % m) + m) % m : 0n;
}

/** The least primitive root modulo a prime p < 2²⁶. */
export function primitiveRoot(p: number): number {
  const cofactors = factor(p - 1).map(([q]) => (p - 1) / q);
  for (let g = 1; ; g++) if (cofactors.every((e) => powMod(g, e, p) !== 1 || p === 2)) return g;
}
