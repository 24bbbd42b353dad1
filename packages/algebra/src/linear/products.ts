/** Matrix products over ℚ and ℚ(ζ) without intermediate numbers: denominators cleared once, sums kept as integers. */
import type Fraction from 'fraction.js';
import { SAFE, smallCoefficients } from '../scalars/coefficients.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { lcm, lcmBig } from '../scalars/integers.js';
import { fractionOf, numerator, rationals } from '../scalars/rationals.js';
import { cyclotomicBasis, rewriteInBasis } from '../scalars/zumbroich.js';

/** Row-major entries of a rows × inner and an inner × cols matrix. */
export interface Factors<T> {
  readonly left: readonly T[];
  readonly right: readonly T[];
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** The entries of the product over ℚ. */
export function rationalProduct({ left, right, rows, inner, cols }: Factors<Fraction>): Fraction[] {
  const rowScales = commonDenominators(left, rows, (i) => i * inner, inner, 1);
  const columnScales = commonDenominators(right, cols, (j) => j, inner, cols);
  const a = left.map((x, at) => scaled(x, rowScales[Math.floor(at / inner)] as bigint));
  const b = right.map((x, at) => scaled(x, columnScales[at % cols] as bigint));
  const small = Number(largest(a)) * Number(largest(b)) * inner <= SAFE;
  const sums = small ? smallSums(a, b, rows, inner, cols) : bigSums(a, b, rows, inner, cols);
  return sums.map((sum, at) => {
    if (sum === 0n) return rationals.zero;
    return fractionOf(sum, (rowScales[Math.floor(at / cols)] as bigint) * (columnScales[at % cols] as bigint));
  });
}

function commonDenominators(
  entries: readonly Fraction[],
  lines: number,
  start: (line: number) => number,
  length: number,
  stride: number,
): bigint[] {
  return Array.from({ length: lines }, (_, line) => {
    let common = 1n;
    for (let k = 0, at = start(line); k < length; k++, at += stride) {
      const { d } = entries[at] as Fraction;
      if (d !== 1n && d !== common) common = lcmBig(common, d);
    }
    return common;
  });
}

function scaled(x: Fraction, scale: bigint): bigint {
  if (x.n === 0n) return 0n;
  return x.d === scale ? numerator(x) : numerator(x) * (scale / x.d);
}

function largest(values: readonly bigint[]): bigint {
  let max = 0n;
  for (const x of values) {
    if (x > max) max = x;
    else if (-x > max) max = -x;
  }
  return max;
}

function smallSums(a: readonly bigint[], b: readonly bigint[], rows: number, inner: number, cols: number): bigint[] {
  const [x, y] = [Float64Array.from(a, Number), Float64Array.from(b, Number)];
  const sums = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const c = x[i * inner + k] as number;
      if (c === 0) continue;
      for (let j = 0; j < cols; j++) sums[i * cols + j] += c * (y[k * cols + j] as number);
    }
  }
  return Array.from(sums, BigInt);
}

function bigSums(a: readonly bigint[], b: readonly bigint[], rows: number, inner: number, cols: number): bigint[] {
  const sums = new Array<bigint>(rows * cols).fill(0n);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const c = a[i * inner + k] as bigint;
      if (c === 0n) continue;
      for (let j = 0; j < cols; j++) {
        const d = b[k * cols + j] as bigint;
        if (d !== 0n) sums[i * cols + j] = (sums[i * cols + j] as bigint) + c * d;
      }
    }
  }
  return sums;
}

/** An entry as exponents and integer values over its line's common denominator. */
interface Term {
  readonly exponents: Int32Array;
  readonly values: Float64Array;
}

/**
 * The entries of the product over one cyclotomic field of order at most `ORDER_LIMIT`, or null when that, or 53 bits,
 * do not suffice. Each entry is one convolution sum and one rewriting in the basis.
 */
export function cyclotomicProduct({ left, right, rows, inner, cols }: Factors<Cyclotomic>): Cyclotomic[] | null {
  const order = smallOrder(left, right);
  if (order === null) return null;
  const basis = cyclotomicBasis(order);
  const a = lineTerms(left, order, rows, (line, k) => line * inner + k, inner);
  const b = a && lineTerms(right, order, cols, (line, k) => k * cols + line, inner);
  if (!a || !b || a.norm * b.norm * inner * basis.growth > SAFE) return null;
  const buffer = basis.scratch;
  const product: Cyclotomic[] = [];
  for (let i = 0; i < rows; i++) {
    const present: number[] = [];
    for (let k = 0; k < inner; k++) if (a.terms[i * inner + k]) present.push(k);
    for (let j = 0; j < cols; j++) {
      let touched = false;
      for (const k of present) {
        const [x, y] = [a.terms[i * inner + k] as Term, b.terms[j * inner + k] as Term | null];
        if (!y) continue;
        touched = true;
        for (let s = 0; s < x.values.length; s++) {
          const [c, shift] = [x.values[s] as number, x.exponents[s] as number];
          for (let t = 0; t < y.values.length; t++) buffer[shift + y.exponents[t]] += c * (y.values[t] as number);
        }
      }
      product.push(
        touched ? gather(order, buffer, (a.scales[i] as number) * (b.scales[j] as number)) : Cyclotomic.zero,
      );
    }
  }
  return product;
}

/** A product is gathered in a buffer of φ(n) ≤ n numbers, and cleared for each entry: 2000 stay in the first cache. */
const ORDER_LIMIT = 2000;

function smallOrder(left: readonly Cyclotomic[], right: readonly Cyclotomic[]): number | null {
  let order = 1;
  for (const side of [left, right]) {
    for (const x of side) {
      if (order % x.conductor === 0) continue;
      order = lcm(order, x.conductor);
      if (order > ORDER_LIMIT) return null;
    }
  }
  return order;
}

/** The entries of each line (row or column) over its common denominator; norm bounds Σ |value| of an entry. */
function lineTerms(
  entries: readonly Cyclotomic[],
  order: number,
  lines: number,
  at: (line: number, k: number) => number,
  length: number,
): { terms: (Term | null)[]; scales: number[]; norm: number } | null {
  const { exponents } = cyclotomicBasis(order);
  const terms: (Term | null)[] = [];
  const scales: number[] = [];
  let norm = 0;
  for (let line = 0; line < lines; line++) {
    const vectors = Array.from({ length }, (_, k) => {
      const x = entries[at(line, k)] as Cyclotomic;
      return x.isZero() ? undefined : x.vectorIn(order);
    });
    let scale = 1;
    for (const vector of vectors) {
      if (vector === undefined) continue;
      if (vector.big) return null;
      scale = lcm(scale, vector.den);
      if (scale > 2 ** 26) return null; // the product of two scales is a denominator, below 2⁵³
    }
    scales.push(scale);
    for (const vector of vectors) {
      if (vector === undefined || vector.big) {
        terms.push(null);
        continue;
      }
      const positions: number[] = [];
      for (let i = 0; i < vector.num.length; i++) if (vector.num[i] !== 0) positions.push(i);
      const factor = scale / vector.den;
      norm = Math.max(norm, vector.max * factor * positions.length);
      if (norm > SAFE) return null;
      terms.push({
        exponents: Int32Array.from(positions, (i) => exponents[i] as number),
        values: Float64Array.from(positions, (i) => (vector.num[i] as number) * factor),
      });
    }
  }
  return { terms, scales, norm };
}

/** Folds, rewrites and empties the buffer. */
function gather(order: number, buffer: Float64Array, den: number): Cyclotomic {
  const basis = cyclotomicBasis(order);
  for (let e = 0; e < order; e++) {
    buffer[e] += buffer[order + e] as number;
    buffer[order + e] = 0;
  }
  rewriteInBasis(basis, buffer);
  const num: number[] = [];
  let max = 0;
  for (const e of basis.exponents) {
    const c = buffer[e] as number;
    num.push(c);
    buffer[e] = 0;
    max = Math.max(max, Math.abs(c));
  }
  return Cyclotomic.fromVector(order, smallCoefficients(num, den, max));
}
