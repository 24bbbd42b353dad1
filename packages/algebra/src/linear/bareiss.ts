/**
 * Bareiss's fraction-free elimination on bigints (E. H. Bareiss, Math. Comp. 22 (1968)): the slow twin of the modular
 * paths.
 */
import type Fraction from 'fraction.js';
import { fractionOf, rationals } from '../scalars/rationals.js';
import type { EliminationWork } from './elimination-work.js';
import type { ReducedRowEchelonForm } from './gauss.js';
import { bigEntries, clearRows, type IntegerMatrix } from './integer-matrix.js';
import { Matrix } from './matrix.js';

/**
 * The row echelon form of an integer matrix in which every entry is a minor, with the last pivot as common denominator.
 */
export function bareissEchelon(
  m: IntegerMatrix,
  work?: EliminationWork,
): {
  rows: bigint[][];
  pivots: number[];
  denominator: bigint;
  sign: 1 | -1;
} {
  const { rows: height, cols } = m;
  const entries = bigEntries(m);
  const rows = Array.from({ length: height }, (_, i) => entries.slice(i * cols, (i + 1) * cols));
  const pivots: number[] = [];
  let previous = 1n;
  let sign: 1 | -1 = 1;
  for (let column = 0; column < cols && pivots.length < height; column++) {
    const k = pivots.length;
    const from = rows.findIndex((row, i) => i >= k && row[column] !== 0n);
    if (from < 0) continue;
    if (from !== k) {
      [rows[k], rows[from]] = [rows[from] as bigint[], rows[k] as bigint[]];
      sign = sign === 1 ? -1 : 1;
    }
    const pivotRow = rows[k] as bigint[];
    const pivot = pivotRow[column] as bigint;
    for (let i = 0; i < height; i++) {
      if (i === k) continue;
      work?.step();
      const row = rows[i] as bigint[];
      const c = row[column] as bigint;
      // The division is exact by Sylvester's identity; Jordan's form keeps all pivots equal to the last one.
      for (let j = 0; j < cols; j++) row[j] = (pivot * (row[j] as bigint) - c * (pivotRow[j] as bigint)) / previous;
    }
    previous = pivot;
    pivots.push(column);
    work?.foundRank(pivots.length);
  }
  return { rows, pivots, denominator: previous, sign };
}

/** The reduced row echelon form over ℚ by fraction-free elimination. */
export function bareissRref(m: Matrix<Fraction>, work?: EliminationWork): ReducedRowEchelonForm<Fraction> {
  const { rows, pivots, denominator } = bareissEchelon(clearRows(m, work?.meter).integers, work);
  const entries = rows.flatMap((row, i) =>
    row.map((x) => (i < pivots.length && x !== 0n ? fractionOf(x, denominator) : rationals.zero)),
  );
  return { matrix: new Matrix(rationals, m.rows, m.cols, entries), pivots };
}

/** The determinant over ℚ by fraction-free elimination. */
export function bareissDeterminant(m: Matrix<Fraction>, work?: EliminationWork): Fraction {
  const { integers, scales } = clearRows(m, work?.meter);
  const { pivots, denominator, sign } = bareissEchelon(integers, work);
  if (pivots.length < m.rows) return rationals.zero;
  const determinant = fractionOf(BigInt(sign) * denominator);
  return (scales ?? []).reduce((value, scale) => rationals.div(value, scale), determinant);
}
