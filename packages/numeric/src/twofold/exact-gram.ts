/**
 * Gram matrices with twice the digits at the speed of ordinary products: rows are cut into slices of few binary digits,
 * so that products of slices, summed over a range of rows, are integers below 2⁵³ times a power of two, and exact in
 * any order (Ozaki, Ogita, Oishi & Rump, Numer. Algorithms 59, 2012).
 */
import { crossGramOf, gramOf } from '../kernels/products.js';
import type { Float64Layout } from '../matrix/layout.js';
import { twoSum } from './arithmetic.js';
import type { TwofoldMatrix } from './matrix.js';

/** Digits of a slice, and rows at a time: 2·21 + 11 = 53. */
const DIGITS = 21;
const ROWS = 2 ** 11;
/** Five slices are 105 digits: what they leave is below the rounding of numbers of twice the digits. */
const SLICES = 5;

/**
 * sums += Σ (x − shift), gram += Σ (x − shift)(x − shift)ᵀ over the rows x of X.
 *
 * Errors, with c the largest |xⱼ − shiftⱼ| of a column in a range of 2¹¹ rows: 2⁻¹⁰⁴·c for each row of a sum, and
 * 2⁻¹⁰²·cᵢ·cⱼ for each row of an entry. The entries must lie between 2⁻⁴⁰⁰ and 2⁴⁸⁰, or be 0.
 */
export function addExactGram(
  X: Float64Layout,
  shift: Float64Array,
  sums: TwofoldMatrix,
  gram: TwofoldMatrix,
  beforeRange: (rows: number) => void,
): void {
  for (let start = 0; start < X.rows; start += ROWS) {
    const rows = Math.min(ROWS, X.rows - start);
    beforeRange(rows);
    const data = X.data.subarray(start * X.cols, (start + rows) * X.cols);
    const slices = slicesOf({ data, rows, cols: X.cols }, shift);
    for (const { data: part } of slices)
      for (let n = 0; n < rows; n++) for (let j = 0; j < X.cols; j++) sums.add(j, part[n * X.cols + j]);
    addProducts(slices, gram);
  }
  sums.normalize();
  gram.normalize();
}

/** All products of slices that reach into the first 105 digits. */
function addProducts(slices: readonly Float64Layout[], gram: TwofoldMatrix): void {
  const D = gram.cols;
  for (let p = 0; p < slices.length; p++) {
    for (let q = p; q < slices.length && p + q < SLICES; q++) {
      const { data } = p === q ? gramOf(slices[p]) : crossGramOf(slices[p], slices[q]);
      for (let i = 0; i < D; i++)
        for (let j = 0; j < D; j++) {
          gram.add(i * D + j, data[i * D + j]);
          if (p !== q) gram.add(j * D + i, data[i * D + j]);
        }
    }
  }
}

/** X − shift as a sum of slices, column by column on one grid; slices that are all zero are left out at the end. */
function slicesOf({ data, rows, cols }: Float64Layout, shift: Float64Array): Float64Layout[] {
  const high = new Float64Array(data.length);
  const low = new Float64Array(data.length);
  const largest = new Float64Array(cols);
  for (let at = 0, j = 0; at < data.length; at++, j = j + 1 === cols ? 0 : j + 1) {
    const difference = twoSum(data[at], -shift[j]);
    high[at] = difference.high;
    low[at] = difference.low;
    largest[j] = Math.max(largest[j], Math.abs(difference.high));
  }
  const slices: Float64Layout[] = [];
  // Numbers below 2^e have no digit beyond 2^(e−1); the first slice ends at the grid 2^(e−DIGITS).
  const grid = largest.map((c) => (c === 0 ? 0 : 2 ** (exponentAbove(c) - DIGITS)));
  for (let s = 0; s < SLICES; s++) {
    const slice = new Float64Array(data.length);
    let rest = 0;
    for (let at = 0, j = 0; at < data.length; at++, j = j + 1 === cols ? 0 : j + 1) {
      if (high[at] === 0) continue;
      // Adding 1.5·2⁵²·grid leaves no digit below the grid.
      const magic = 6755399441055744 * grid[j];
      const part = high[at] + magic - magic;
      slice[at] = part;
      // high − part is exact: both are multiples of the last digit of high, and the difference is no longer.
      const left = twoSum(high[at] - part, low[at]);
      high[at] = left.high;
      low[at] = left.low;
      if (left.high !== 0) rest++;
    }
    slices.push({ data: slice, rows, cols });
    if (rest === 0) break;
    for (let j = 0; j < cols; j++) grid[j] *= 2 ** -DIGITS;
  }
  return slices;
}

/** The least e with c < 2^e. */
function exponentAbove(c: number): number {
  const guess = Math.floor(Math.log2(c)) + 1;
  return c < 2 ** (guess - 1) ? guess - 1 : c >= 2 ** guess ? guess + 1 : guess;
}
