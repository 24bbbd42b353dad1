/** Matrix products over ℚ and ℚ(ζ) without intermediate numbers: denominators cleared once, sums kept as integers. */
import type Fraction from 'fraction.js';
import { SAFE, smallCoefficients } from '../scalars/coefficients.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { lcm, lcmBig } from '../scalars/integers.js';
import { fractionOf, numerator, rationals } from '../scalars/rationals.js';
import { cyclotomicBasis, rewriteInBasis } from '../scalars/zumbroich.js';
import type { WorkMeter } from '../work.js';
import type { Factors } from './factors.js';
import { packedProduct } from './packed-products.js';
import { subfieldProduct } from './subfield-products.js';

/** The entries of the product over ℚ; a step of the meter is a row. */
export function rationalProduct({ left, right, rows, inner, cols }: Factors<Fraction>, meter?: WorkMeter): Fraction[] {
  const rowScales = commonDenominators(left, rows, (i) => i * inner, inner, 1);
  const columnScales = commonDenominators(right, cols, (j) => j, inner, cols);
  const a = left.map((x, at) => scaled(x, rowScales[Math.floor(at / inner)] as bigint));
  const b = right.map((x, at) => scaled(x, columnScales[at % cols] as bigint));
  const small = Number(largest(a)) * Number(largest(b)) * inner <= SAFE;
  const sumsOf = small ? smallSums(a, b, inner, cols) : bigSums(a, b, inner, cols);
  const product: Fraction[] = [];
  for (let i = 0; i < rows; i++) {
    meter?.step();
    const sums = sumsOf(i);
    for (let j = 0; j < cols; j++) {
      const sum = sums[j] as bigint | number;
      const isZero = sum === 0 || sum === 0n;
      product.push(
        isZero ? rationals.zero : fractionOf(BigInt(sum), (rowScales[i] as bigint) * (columnScales[j] as bigint)),
      );
    }
  }
  return product;
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

/** The rows of the product as doubles, one after the other in the same place. */
function smallSums(
  a: readonly bigint[],
  b: readonly bigint[],
  inner: number,
  cols: number,
): (i: number) => Float64Array {
  const [x, y] = [Float64Array.from(a, Number), Float64Array.from(b, Number)];
  const sums = new Float64Array(cols);
  return (i) => {
    sums.fill(0);
    for (let k = 0; k < inner; k++) {
      const c = x[i * inner + k] as number;
      if (c === 0) continue;
      for (let j = 0; j < cols; j++) sums[j] += c * (y[k * cols + j] as number);
    }
    return sums;
  };
}

function bigSums(a: readonly bigint[], b: readonly bigint[], inner: number, cols: number): (i: number) => bigint[] {
  return (i) => {
    const sums = new Array<bigint>(cols).fill(0n);
    for (let k = 0; k < inner; k++) {
      const c = a[i * inner + k] as bigint;
      if (c === 0n) continue;
      for (let j = 0; j < cols; j++) {
        const d = b[k * cols + j] as bigint;
        if (d !== 0n) sums[j] = (sums[j] as bigint) + c * d;
      }
    }
    return sums;
  };
}

/**
 * Entries of lines (rows or columns) as exponents and integer values over their line's common denominator: entry k of a
 * line has those from starts[line·length + k] up to the next start. `norm` bounds Σ |value| of an entry.
 */
interface Terms {
  readonly starts: Int32Array;
  readonly exponents: Int32Array;
  readonly values: Float64Array;
  readonly scales: readonly number[];
  readonly norm: number;
}

/**
 * The entries of the product over one cyclotomic field of order at most `ORDER_LIMIT`, or null when that does not
 * suffice; in a subfield where the entries lie in one, and packed where 53 bits do not suffice. Each entry is one
 * convolution sum and one rewriting in the basis. A step of the meter is a row, and none is counted where the answer is
 * null.
 */
export function cyclotomicProduct(factors: Factors<Cyclotomic>, meter?: WorkMeter): Cyclotomic[] | null {
  const { left, right, rows, inner, cols } = factors;
  const order = smallOrder(left, right);
  if (order === null) return null;
  const periodic = subfieldProduct(factors, order, meter);
  if (periodic !== null) return periodic;
  const basis = cyclotomicBasis(order);
  const a = lineTerms(left, order, rows, (line, k) => line * inner + k, inner, meter);
  const b = a && lineTerms(right, order, cols, (line, k) => k * cols + line, inner, meter);
  if (!a || !b || a.norm * b.norm * inner * basis.growth > SAFE) return packedProduct(factors, order, meter);
  const buffer = basis.scratch;
  const product: Cyclotomic[] = [];
  for (let i = 0; i < rows; i++) {
    meter?.step();
    const present: number[] = [];
    for (let k = 0, at = i * inner; k < inner; k++, at++) if (a.starts[at] !== a.starts[at + 1]) present.push(k);
    for (let j = 0; j < cols; j++) {
      const touched = convolve(a, i * inner, b, j * inner, present, buffer);
      product.push(
        touched ? gather(order, buffer, (a.scales[i] as number) * (b.scales[j] as number)) : Cyclotomic.zero,
      );
    }
  }
  return product;
}

/** Adds Σ_k a_k·b_k, k where a is not 0, to the buffer, exponents unreduced; whether there was a summand. */
function convolve(
  a: Terms,
  row: number,
  b: Terms,
  column: number,
  present: readonly number[],
  buffer: Float64Array,
): boolean {
  let touched = false;
  for (const k of present) {
    const [from, to] = [a.starts[row + k] as number, a.starts[row + k + 1] as number];
    const [first, last] = [b.starts[column + k] as number, b.starts[column + k + 1] as number];
    if (first === last) continue;
    touched = true;
    for (let s = from; s < to; s++) {
      const [c, shift] = [a.values[s] as number, a.exponents[s] as number];
      for (let t = first; t < last; t++) buffer[shift + (b.exponents[t] as number)] += c * (b.values[t] as number);
    }
  }
  return touched;
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

/** The product of two scales is a denominator, below 2⁵³. */
const LARGEST_SCALE = 2 ** 26;

/** The terms of all entries, line by line, or null where 53 bits do not suffice. */
function lineTerms(
  entries: readonly Cyclotomic[],
  order: number,
  lines: number,
  at: (line: number, k: number) => number,
  length: number,
  meter: WorkMeter | undefined,
): Terms | null {
  const basis = cyclotomicBasis(order);
  const starts = new Int32Array(lines * length + 1);
  const exponents: number[] = [];
  const values: number[] = [];
  const scales: number[] = [];
  let norm = 0;
  for (let line = 0; line < lines; line++) {
    meter?.step(0);
    const vectors = Array.from({ length }, (_, k) => {
      const x = entries[at(line, k)] as Cyclotomic;
      return x.isZero() ? undefined : x.vectorIn(order);
    });
    let scale = 1;
    for (const vector of vectors) {
      if (vector === undefined) continue;
      if (vector.big || vector.den > LARGEST_SCALE) return null;
      scale = lcm(scale, vector.den);
      if (scale > LARGEST_SCALE) return null;
    }
    scales.push(scale);
    for (let k = 0; k < length; k++) {
      const vector = vectors[k];
      const start = values.length;
      if (vector !== undefined && !vector.big) {
        const factor = scale / vector.den;
        for (let i = 0; i < vector.num.length; i++) {
          if (vector.num[i] === 0) continue;
          exponents.push(basis.exponents[i] as number);
          values.push((vector.num[i] as number) * factor);
        }
        norm = Math.max(norm, vector.max * factor * (values.length - start));
        if (norm > SAFE) return null;
      }
      starts[line * length + k + 1] = values.length;
    }
  }
  return { starts, exponents: Int32Array.from(exponents), values: Float64Array.from(values), scales, norm };
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
