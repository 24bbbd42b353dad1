/**
 * Dixon's p-adic lifting (J. D. Dixon, Numer. Math. 40 (1982)): B·X = C over ℚ from one factorization of B modulo p.
 * Each further digit of X costs two matrix-vector products, against a whole elimination for each further prime of the
 * multi-modular method.
 */
import type { WorkMeter } from '../work.js';
import type { ModularFactorization } from './modular-lu.js';
import { solveModulo } from './modular-lu.js';
import { reconstructVector } from './rational-reconstruction.js';

/** One column of the solution: numerators over a common denominator. */
export interface RationalColumn {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** B as Σ limbs[l]·2^(l·width), with limbs so small that their products with a digit vector are exact in doubles. */
export interface LimbMatrix {
  readonly size: number;
  readonly width: number;
  readonly limbs: readonly Float64Array[];
}

/**
 * Splits a size × size integer matrix so that Σ over a row of |limb·digit|, |digit| ≤ 2²³, stays below 2⁵².
 * A single limb, when it suffices, holds the entries as they are.
 */
export function splitLimbs(
  size: number,
  bits: number,
  entry: (i: number, j: number) => bigint | number,
  meter?: WorkMeter,
): LimbMatrix {
  const room = 52 - 23 - Math.ceil(Math.log2(size + 1)) - 1;
  if (bits < room) {
    const limb = new Float64Array(size * size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) limb[i * size + j] = Number(entry(i, j));
    return { size, width: room, limbs: [limb] };
  }
  const count = Math.ceil((bits + 2) / room);
  const limbs = Array.from({ length: count }, () => new Float64Array(size * size));
  const [shift, mask] = [BigInt(room), (1n << BigInt(room)) - 1n];
  for (let i = 0; i < size; i++) {
    meter?.step(0);
    for (let j = 0; j < size; j++) {
      let x = BigInt(entry(i, j));
      const sign = x < 0n ? -1 : 1;
      if (sign < 0) x = -x;
      for (let l = 0; x !== 0n; l++, x >>= shift) (limbs[l] as Float64Array)[i * size + j] = sign * Number(x & mask);
    }
  }
  return { size, width: room, limbs };
}

/** u[from…]·v, exact by the choice of limbs. */
function dot(u: Float64Array, from: number, v: Float64Array): number {
  const length = v.length;
  let [s0, s1] = [0, 0];
  let k = 0;
  for (; k + 1 < length; k += 2) {
    s0 += (u[from + k] as number) * (v[k] as number);
    s1 += (u[from + k + 1] as number) * (v[k + 1] as number);
  }
  if (k < length) s0 += (u[from + k] as number) * (v[k] as number);
  return s0 + s1;
}

/** Lifts one column; `next` gives the next digit vector of B⁻¹c = Σ digit_k p^k. */
class ColumnLifting {
  private readonly digit: Float64Array;
  private residual: Float64Array | bigint[];

  constructor(
    private readonly matrix: LimbMatrix,
    private readonly factorization: ModularFactorization,
    column: readonly bigint[],
  ) {
    this.digit = new Float64Array(matrix.size);
    // |residual| stays below max(|c|, size·|B|) < 2⁵² when a single limb does and c is small.
    const fits = matrix.limbs.length === 1 && column.every((c) => c < 0x4_0000_0000_0000n && c > -0x4_0000_0000_0000n);
    this.residual = fits ? Float64Array.from(column, Number) : column.slice();
  }

  next(): Float64Array {
    const { p } = this.factorization;
    const { digit, matrix } = this;
    const { size, width, limbs } = matrix;
    const half = p / 2;
    if (this.residual instanceof Float64Array) {
      const residual = this.residual;
      for (let i = 0; i < size; i++) {
        const r = (residual[i] as number) % p;
        digit[i] = r > half ? r - p : r < -half ? r + p : r;
      }
      solveModulo(this.factorization, digit);
      const limb = limbs[0] as Float64Array;
      for (let i = 0; i < size; i++) residual[i] = ((residual[i] as number) - dot(limb, i * size, digit)) / p;
      return digit;
    }
    const residual = this.residual;
    const modulus = BigInt(p);
    for (let i = 0; i < size; i++) {
      const r = Number((residual[i] as bigint) % modulus);
      digit[i] = r > half ? r - p : r < -half ? r + p : r;
    }
    solveModulo(this.factorization, digit);
    for (let i = 0; i < size; i++) {
      let product = 0n;
      for (let l = limbs.length - 1; l >= 0; l--) {
        product = (product << BigInt(width)) + BigInt(dot(limbs[l] as Float64Array, i * size, digit));
      }
      residual[i] = ((residual[i] as bigint) - product) / modulus;
    }
    return digit;
  }
}

/**
 * The rational column x with B·x = c, as far as reconstruction believes; null when `bitLimit` bits (a bound beyond
 * which a good prime must have succeeded) bring nothing that `accept`, an exact check, takes.
 */
export function liftColumn(
  matrix: LimbMatrix,
  factorization: ModularFactorization,
  column: readonly bigint[],
  bitLimit: number,
  accept: (x: RationalColumn) => boolean,
  hint = 1n,
  meter?: WorkMeter,
): RationalColumn | null {
  const { size } = matrix;
  const p = BigInt(factorization.p);
  const lifting = new ColumnLifting(matrix, factorization, column);
  const sums = new Array<bigint>(size).fill(0n);
  let modulus = 1n;
  let digits: Float64Array[] = [];
  const bitsPerDigit = Math.log2(factorization.p);
  let nextTry = 1;
  for (let count = 1; ; count++) {
    meter?.step();
    digits.push(lifting.next().slice());
    if (count < nextTry && count * bitsPerDigit < bitLimit) continue;
    // Fold the new digits into the sums, and try.
    let power = 1n;
    const chunk = new Array<bigint>(size).fill(0n);
    for (let k = digits.length - 1; k >= 0; k--) {
      const digit = digits[k] as Float64Array;
      for (let i = 0; i < size; i++) chunk[i] = (chunk[i] as bigint) * p + BigInt(digit[i] as number);
      power *= p;
    }
    for (let i = 0; i < size; i++) sums[i] = (sums[i] as bigint) + (chunk[i] as bigint) * modulus;
    modulus *= power;
    digits = [];
    const found = reconstructVector(sums, modulus, hint, meter);
    if (found && accept(found)) return found;
    if (count * bitsPerDigit >= bitLimit) return null;
    nextTry = Math.max(count + 1, Math.floor(count * 1.15));
  }
}
