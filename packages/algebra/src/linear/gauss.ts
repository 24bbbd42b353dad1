/** Gauss–Jordan elimination over any field: the definition, and the slow twin of every fast path. */
import type { EliminationWork } from './elimination-work.js';
import { Matrix } from './matrix.js';

/** What `rref` returns. */
export interface ReducedRowEchelonForm<T> {
  /** Same shape as the input; leading entries are 1 and alone in their columns; zero rows last. */
  readonly matrix: Matrix<T>;
  /** The columns of the leading entries, ascending; their number is the rank. */
  readonly pivots: readonly number[];
}

/** The reduced row echelon form by the textbook, rows skipped where their entry is already 0. O(rows·cols·rank). */
export function gaussJordan<T>(m: Matrix<T>, work?: EliminationWork): ReducedRowEchelonForm<T> {
  const { field, rows: height, cols } = m;
  const rows = m.toRows();
  const pivots: number[] = [];
  for (let column = 0; column < cols && pivots.length < height; column++) {
    const top = pivots.length;
    let from = top;
    while (from < height && field.isZero((rows[from] as T[])[column] as T)) from++;
    if (from === height) continue;
    const pivotRow = rows[from] as T[];
    rows[from] = rows[top] as T[];
    rows[top] = pivotRow;
    const scale = field.inv(pivotRow[column] as T);
    const support: number[] = [];
    for (let j = column; j < cols; j++) {
      if (field.isZero(pivotRow[j] as T)) continue;
      pivotRow[j] = field.mul(scale, pivotRow[j] as T);
      support.push(j);
    }
    for (let i = 0; i < height; i++) {
      const row = rows[i] as T[];
      const c = row[column] as T;
      if (i === top || field.isZero(c)) continue;
      work?.step();
      for (const j of support) row[j] = field.sub(row[j] as T, field.mul(c, pivotRow[j] as T));
    }
    pivots.push(column);
    work?.foundRank(pivots.length);
  }
  return { matrix: new Matrix(field, height, cols, rows.flat() as T[]), pivots };
}

/** The determinant by elimination below the diagonal. O(n³). */
export function gaussDeterminant<T>(m: Matrix<T>, work?: EliminationWork): T {
  const { field, rows: n } = m;
  const rows = m.toRows();
  let determinant = field.one;
  for (let k = 0; k < n; k++) {
    let from = k;
    while (from < n && field.isZero((rows[from] as T[])[k] as T)) from++;
    if (from === n) return field.zero;
    if (from !== k) {
      [rows[k], rows[from]] = [rows[from] as T[], rows[k] as T[]];
      determinant = field.neg(determinant);
    }
    work?.foundRank(k + 1);
    const pivotRow = rows[k] as T[];
    determinant = field.mul(determinant, pivotRow[k] as T);
    const scale = field.inv(pivotRow[k] as T);
    for (let i = k + 1; i < n; i++) {
      const row = rows[i] as T[];
      if (field.isZero(row[k] as T)) continue;
      work?.step();
      const c = field.mul(scale, row[k] as T);
      for (let j = k + 1; j < n; j++) {
        if (!field.isZero(pivotRow[j] as T)) row[j] = field.sub(row[j] as T, field.mul(c, pivotRow[j] as T));
      }
    }
  }
  return determinant;
}
