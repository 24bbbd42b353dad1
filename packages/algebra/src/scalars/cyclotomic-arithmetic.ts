/**
 * Arithmetic on coordinates in the Zumbroich bases: products, automorphisms, embeddings, and the descent to smaller
 * fields. `Cyclotomic` is the front.
 */
import { bigCoefficients, bigNumerators, type Coefficients, SAFE, smallCoefficients } from './coefficients.js';
import { bitLength } from './integers.js';
import { addUnpacked, packed } from './packed-polynomials.js';
import { type CyclotomicBasis, cyclotomicBasis, rewriteInBasis, rewriteInBasisBig } from './zumbroich.js';

/** The coordinates in the smaller field, or null when the number is not in it. See `Descent`. */
export function descend(
  num: readonly (number | bigint)[],
  kept: Int32Array | null,
  leader: Int32Array | null,
  target: Int32Array | null,
): (number | bigint)[] | null {
  // Most numbers are refused here.
  if (kept) {
    for (let i = 0; i < num.length; i++) if (kept[i] === -1 && num[i]) return null;
  } else {
    const leaders = leader as Int32Array;
    for (let i = 0; i < num.length; i++) if (num[i] !== num[leaders[i]]) return null;
  }
  const to = (kept ?? target) as Int32Array;
  let size = 0;
  for (let i = 0; i < num.length; i++) if (to[i] >= size) size = to[i] + 1;
  const smaller: (number | bigint)[] = new Array(size).fill(typeof num[0] === 'bigint' ? 0n : 0);
  for (let i = 0; i < num.length; i++) {
    if (to[i] === -1) continue;
    const c = num[i];
    if (kept) smaller[to[i]] = c;
    else smaller[to[i]] = typeof c === 'bigint' ? -c : 0 - c;
  }
  return smaller;
}

/** Collects basis coordinates from a buffer of all exponents, which it leaves zero. */
function gather(basis: CyclotomicBasis, buffer: Float64Array, den: number): Coefficients {
  rewriteInBasis(basis, buffer);
  const { exponents } = basis;
  const num: number[] = [];
  let max = 0;
  for (let i = 0; i < exponents.length; i++) {
    const e = exponents[i] as number;
    const c = buffer[e] as number;
    num.push(c);
    if (c !== 0) {
      buffer[e] = 0;
      if (c > max) max = c;
      else if (-c > max) max = -c;
    }
  }
  return smallCoefficients(num, den, max);
}

export function gatherBig(basis: CyclotomicBasis, buffer: bigint[], den: bigint): Coefficients {
  rewriteInBasisBig(basis, buffer);
  return bigCoefficients(
    Array.from(basis.exponents, (e) => buffer[e] as bigint),
    den,
  );
}

/** Σ aᵢ ζ_n^eᵢ, 0 ≤ eᵢ < n, for integers in doubles; nothing where others occur or coordinates may be too large. */
export function combination(
  n: number,
  exponents: readonly number[],
  a: readonly (number | object)[],
): Coefficients | undefined {
  const basis = cyclotomicBasis(n);
  let size = 0;
  for (const x of a) size += typeof x === 'number' ? Math.abs(x) : Number.POSITIVE_INFINITY;
  if (size * basis.growth > SAFE) return undefined;
  const buffer = basis.scratch;
  for (let i = 0; i < a.length; i++) buffer[exponents[i]] += a[i] as number;
  return gather(basis, buffer, 1);
}

/** Σ aᵢ ζ_n^(k·eᵢ) in the basis of ℚ(ζ_n), where a is on the basis e of ℚ(ζ_m): an embedding or an automorphism. */
export function substitute(n: number, m: number, a: Coefficients, k: number): Coefficients {
  const basis = cyclotomicBasis(n);
  const { exponents } = cyclotomicBasis(m);
  if (!a.big && a.max * basis.growth <= SAFE) {
    const buffer = basis.scratch;
    for (let i = 0; i < exponents.length; i++) if (a.num[i] !== 0) buffer[(k * exponents[i]) % n] = a.num[i] as number;
    return gather(basis, buffer, a.den);
  }
  const buffer = new Array<bigint>(n).fill(0n);
  bigNumerators(a).forEach((c, i) => {
    buffer[(k * exponents[i]) % n] = c;
  });
  return gatherBig(basis, buffer, BigInt(a.den));
}

/** The product of numbers on the bases of ℚ(ζ_m) and ℚ(ζ_l), in the basis of ℚ(ζ_n), n a common multiple. */
export function product(n: number, m: number, a: Coefficients, l: number, b: Coefficients): Coefficients {
  const basis = cyclotomicBasis(n);
  const left = cyclotomicBasis(m).exponents;
  const right = cyclotomicBasis(l).exponents;
  const [strideA, strideB] = [n / m, n / l];
  if (!a.big && !b.big && a.den * b.den <= SAFE) {
    const terms = Math.min(left.length, right.length);
    if (a.max * b.max * terms * basis.growth <= SAFE) {
      const buffer = basis.scratch;
      const [x, y] = [a.num, b.num];
      for (let i = 0; i < left.length; i++) {
        const c = x[i] as number;
        if (c === 0) continue;
        const shift = strideA * left[i];
        for (let j = 0; j < right.length; j++) buffer[shift + strideB * right[j]] += c * (y[j] as number);
      }
      for (let e = 0; e < n; e++) {
        const c = buffer[n + e] as number;
        if (c !== 0) {
          buffer[e] += c;
          buffer[n + e] = 0;
        }
      }
      return gather(basis, buffer, a.den * b.den);
    }
  }
  const buffer = new Array<bigint>(n).fill(0n);
  const [x, y] = [bigNumerators(a), bigNumerators(b)];
  const bits = lengthOf(a) + lengthOf(b) + bitLength(BigInt(Math.min(x.length, y.length))) + 2;
  if (isWorthPacking(n, nonZeros(x) * nonZeros(y), bits)) {
    const width = BigInt(bits);
    const value = packed(x, left, strideA, n, width) * packed(y, right, strideB, n, width);
    addUnpacked(value, 2 * n, width, buffer, n);
    return gatherBig(basis, buffer, BigInt(a.den) * BigInt(b.den));
  }
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0n) continue;
    for (let j = 0; j < y.length; j++) {
      if (y[j] === 0n) continue;
      const e = (strideA * left[i] + strideB * right[j]) % n;
      buffer[e] = (buffer[e] as bigint) + (x[i] as bigint) * (y[j] as bigint);
    }
  }
  return gatherBig(basis, buffer, BigInt(a.den) * BigInt(b.den));
}

/**
 * Whether a product takes less as one of packed polynomials, n slots of so many bits, than coordinate by coordinate, so
 * many products: measured from n = 7 to 120, and from 24 to 200 bits.
 */
export function isWorthPacking(n: number, products: number, bits: number): boolean {
  return products > n * (4 + bits / 16);
}

function nonZeros(x: readonly bigint[]): number {
  let count = 0;
  for (const c of x) if (c !== 0n) count++;
  return count;
}

/** Bits of the longest coordinate. */
function lengthOf(a: Coefficients): number {
  if (!a.big) return bitLength(BigInt(a.max));
  return a.num.reduce((most, c) => Math.max(most, bitLength(c)), 0);
}

/** How many bits the longest coordinate or the denominator has. */
function height(a: Coefficients): number {
  if (!a.big) return Math.log2(Math.max(a.max, a.den) + 1);
  return a.num.reduce((most, c) => Math.max(most, bitLength(c)), bitLength(a.den));
}

/**
 * What `product` costs, in multiplications of machine words: a bigint product of short numbers counts 16 of them
 * (measured), one of w words w^1.6 times as many (Karatsuba), and each coordinate that is rewritten in the basis of
 * ℚ(ζ_n) as much as a short one.
 */
export function productCost(n: number, a: Coefficients, b: Coefficients): number {
  const nonZero = (c: Coefficients): number => c.num.reduce((count: number, x) => (x ? count + 1 : count), 0);
  const [bitsA, bitsB] = [height(a), height(b)];
  const each = bitsA + bitsB < 53 ? 1 : 16 * ((1 + bitsA / 64) * (1 + bitsB / 64)) ** 0.8;
  return nonZero(a) * nonZero(b) * each + 16 * n;
}

/** What an inverse costs at most: the norm has φ(n) times as many digits, and is a product of as many conjugates. */
export function inverseCost(n: number, a: Coefficients): number {
  const degree = a.num.length;
  return degree === 1 ? 1 : degree * degree * 16 * (1 + (degree * height(a)) / 64) ** 1.6 + 16 * n;
}
