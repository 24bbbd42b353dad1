/** Means of columns, about a shift that keeps their digits. */
import type { Float64Layout } from '@isotypic/numeric/dense';
import { scaledBy } from '../data/powers-of-two.js';
import { invariantPart } from '../structure/invariant-part.js';
import type { StructureSource } from '../structure/structure-of.js';

/**
 * Weighted means of the columns of (X·2^−exponent − shift), each summed over blocks of 256 rows so that rounding grows
 * with N/256 and not with N.
 */
export function columnMeans(
  { data, rows, cols }: Float64Layout,
  options: {
    readonly weights?: Float64Array | undefined;
    readonly shift?: Float64Array | undefined;
    readonly exponent?: number;
  } = {},
): Float64Array {
  const { weights, shift, exponent = 0 } = options;
  const total = new Float64Array(cols);
  const part = new Float64Array(cols);
  let W = 0;
  for (let start = 0; start < rows; start += 256) {
    part.fill(0);
    const end = Math.min(rows, start + 256);
    const block = scaledBy(data.subarray(start * cols, end * cols), -exponent);
    W += addRows(block, weights?.subarray(start, end), shift, part);
    for (let j = 0; j < cols; j++) total[j] += part[j];
  }
  return total.map((t) => t / W);
}

/** Rows whose mean is the shift: enough that it is about as near to the data as these are to each other. */
const SHIFT_ROWS = 8;

/**
 * part += Σ w (x − shift); answers Σ w. One loop for each case that matters: it is run on all of the data, and a factor
 * 1 or a shift 0 costs a third more (measured).
 */
function addRows(
  block: Float64Array,
  weights: Float64Array | undefined,
  shift: Float64Array | undefined,
  part: Float64Array,
): number {
  const cols = part.length;
  const rows = cols === 0 ? 0 : block.length / cols;
  if (weights === undefined && shift === undefined) {
    for (let at = 0; at < block.length; at += cols) for (let j = 0; j < cols; j++) part[j] += block[at + j];
    return rows;
  }
  const origin = shift ?? new Float64Array(cols);
  if (weights === undefined) {
    for (let at = 0; at < block.length; at += cols) for (let j = 0; j < cols; j++) part[j] += block[at + j] - origin[j];
    return rows;
  }
  let W = 0;
  for (let n = 0; n < rows; n++) {
    W += weights[n];
    for (let j = 0; j < cols; j++) part[j] += weights[n] * (block[n * cols + j] - origin[j]);
  }
  return W;
}

/**
 * An invariant vector near the data, in units of 2^exponent: to be taken off before anything is rotated or summed, so
 * that a mean that is large beside the spread costs no digits.
 */
export function invariantShift(M: Float64Layout, exponent: number, source: StructureSource): Float64Array {
  const rows = Math.min(M.rows, SHIFT_ROWS);
  const first = { data: M.data.subarray(0, rows * M.cols), rows, cols: M.cols };
  return invariantPart(columnMeans(first, { exponent }), source);
}
