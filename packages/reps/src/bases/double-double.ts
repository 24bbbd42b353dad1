/**
 * Double-double arithmetic (Dekker 1971; Hida, Li, Bailey 2001) for one purpose: carrying exact irrational or large
 * rational matrices along the words of a Schreier tree. A word may be a thousand letters long, and in plain doubles
 * every letter costs half an ulp; here the error stays below 2⁻¹⁰⁰ per letter, so the only rounding that matters is the
 * last.
 */
import type { Field, Matrix } from '@isotypic/algebra';

/** Unevaluated sums hi + lo, |lo| ≤ ulp(hi)/2, entry by entry. */
export interface DoubleDoubleArray {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

export function doubleDoubleArray(length: number): DoubleDoubleArray {
  return { hi: new Float64Array(length), lo: new Float64Array(length) };
}

/** A matrix in double-double, its non-zero entries by rows. */
export interface SparseDoubleDouble {
  readonly rows: number;
  readonly cols: number;
  /** Row i occupies positions rowStart[i] … rowStart[i+1]−1 of `column`, `hi` and `lo`. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

/** How an exact scalar is seen from the reals: its correctly rounded double, and the way back. */
export interface RealEmbedding<T> {
  toNumber(x: T): number;
  /** The exact value of a double. */
  fromNumber(x: number): T;
}

/** Both parts of an exact real number: the double nearest to it, and the double nearest to what is left. */
export function splitExact<T>(field: Field<T>, embedding: RealEmbedding<T>, x: T): [number, number] {
  const hi = embedding.toNumber(x);
  if (Number.isInteger(hi) && field.eql(x, field.fromInteger(hi))) return [hi, 0];
  return [hi, embedding.toNumber(field.sub(x, embedding.fromNumber(hi)))];
}

export function sparseDoubleDouble<T>(matrix: Matrix<T>, embedding: RealEmbedding<T>): SparseDoubleDouble {
  const { field, rows, cols, entries } = matrix;
  const rowStart = new Int32Array(rows + 1);
  const column: number[] = [];
  const hi: number[] = [];
  const lo: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const x = entries[i * cols + j];
      if (field.isZero(x)) continue;
      const [h, l] = splitExact(field, embedding, x);
      column.push(j);
      hi.push(h);
      lo.push(l);
    }
    rowStart[i + 1] = column.length;
  }
  return {
    rows,
    cols,
    rowStart,
    column: Int32Array.from(column),
    hi: Float64Array.from(hi),
    lo: Float64Array.from(lo),
  };
}

/** 2²⁷ + 1: splits a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/**
 * target[to … to+cols) = source[from … from+rows) · M, a row vector times a matrix. A flat loop over typed arrays: it
 * runs once for every point and copy, and in object form it is fifteen times slower.
 */
export function rowTimesMatrix(
  source: DoubleDoubleArray,
  from: number,
  M: SparseDoubleDouble,
  target: DoubleDoubleArray,
  to: number,
): void {
  const { rows, cols, rowStart, column } = M;
  const [th, tl] = [target.hi, target.lo];
  for (let j = 0; j < cols; j++) {
    th[to + j] = 0;
    tl[to + j] = 0;
  }
  for (let i = 0; i < rows; i++) {
    const xh = source.hi[from + i];
    if (xh === 0) continue;
    const xl = source.lo[from + i];
    const xt = SPLITTER * xh;
    const xa = xt - (xt - xh);
    const xb = xh - xa;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const yh = M.hi[k];
      // product x·y = p + e
      const p = xh * yh;
      const yt = SPLITTER * yh;
      const ya = yt - (yt - yh);
      const yb = yh - ya;
      const e = xa * ya - p + xa * yb + xb * ya + xb * yb + (xh * M.lo[k] + xl * yh);
      // sum t + p = s + f
      const at = to + column[k];
      const t = th[at];
      const s = t + p;
      const z = s - t;
      const f = t - (s - z) + (p - z) + (tl[at] + e);
      const h = s + f;
      th[at] = h;
      tl[at] = f - (h - s);
    }
  }
}
