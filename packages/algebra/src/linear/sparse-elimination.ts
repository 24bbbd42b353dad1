/**
 * Sparse elimination modulo a prime: rows are reduced one after the other, shortest first, by the pivot rows found so
 * far, touching only entries that are not zero. Constraint systems of permutations stay sparse throughout.
 */
import { invMod } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

/** A sparse row: ascending columns and their values. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface SparseEchelon {
  /** Pivot columns, ascending. */
  readonly pivots: readonly number[];
  /** For each pivot, its row of the reduced row echelon form modulo p without the leading 1; values in (−p/2, p/2]. */
  readonly rows: readonly SparseRow[];
}

/** The non-zero entries of each row. */
export function sparseRows(data: Float64Array, rows: number, cols: number): SparseRow[] {
  return Array.from({ length: rows }, (_, i) => {
    const columns: number[] = [];
    for (let j = 0; j < cols; j++) if (data[i * cols + j] !== 0) columns.push(j);
    return {
      columns: Int32Array.from(columns),
      values: Float64Array.from(columns, (j) => data[i * cols + j] as number),
    };
  });
}

/**
 * The reduced row echelon form modulo p < 2²⁶, or null as soon as more than `fillLimit` entries are stored: then a
 * dense method is the better one.
 */
export function sparseRrefModulo(
  rows: readonly SparseRow[],
  cols: number,
  p: number,
  fillLimit: number,
  meter?: WorkMeter,
): SparseEchelon | null {
  const work = new Float64Array(cols);
  const pivotRow: (SparseRow | null)[] = new Array(cols).fill(null);
  let stored = 0;
  const order = rows.map((_, i) => i).sort((a, b) => rows[a].columns.length - rows[b].columns.length || a - b);
  for (const index of order) {
    meter?.step();
    const row = reduceRow(rows[index], pivotRow, work, cols, p, true);
    if (!row) continue;
    pivotRow[row.columns[0]] = row;
    stored += row.columns.length;
    if (stored > fillLimit) return null;
  }
  // Backwards, clear the pivot columns above: every row is reduced by rows that are already reduced.
  const pivots: number[] = [];
  const reduced: SparseRow[] = [];
  stored = 0;
  for (let column = cols - 1; column >= 0; column--) {
    const row = pivotRow[column];
    if (!row) continue;
    meter?.step(0);
    pivotRow[column] = null;
    const tail = { columns: row.columns.subarray(1), values: row.values.subarray(1) };
    const clean = reduceRow(tail, pivotRow, work, cols, p, false) ?? {
      columns: new Int32Array(),
      values: new Float64Array(),
    };
    const full = {
      columns: Int32Array.from([column, ...clean.columns]),
      values: Float64Array.from([1, ...clean.values]),
    };
    pivotRow[column] = full;
    pivots.push(column);
    reduced.push(clean);
    stored += full.columns.length;
    if (stored > fillLimit) return null;
  }
  return { pivots: pivots.reverse(), rows: reduced.reverse() };
}

/**
 * `row` minus multiples of the pivot rows (leading entry 1); null when nothing is left; leading entry made 1 if asked.
 */
function reduceRow(
  row: SparseRow,
  pivotRow: readonly (SparseRow | null)[],
  work: Float64Array,
  cols: number,
  p: number,
  normalize: boolean,
): SparseRow | null {
  const { columns, values } = row;
  if (columns.length === 0) return null;
  let end = columns[columns.length - 1] as number;
  for (let i = 0; i < columns.length; i++) work[columns[i]] = values[i] as number;
  const kept: number[] = [];
  for (let j = columns[0] as number; j <= end && j < cols; j++) {
    const c = work[j] as number;
    if (c === 0) continue;
    const pivot = pivotRow[j];
    if (!pivot) {
      kept.push(j);
      continue;
    }
    const length = pivot.columns.length;
    for (let i = 0; i < length; i++) {
      const at = pivot.columns[i] as number;
      let t = ((work[at] as number) - c * (pivot.values[i] as number)) % p;
      if (t > p / 2) t -= p;
      else if (t < -p / 2) t += p;
      work[at] = t;
    }
    if ((pivot.columns[length - 1] as number) > end) end = pivot.columns[length - 1] as number;
  }
  if (kept.length === 0) return null;
  let scale = 1;
  if (normalize) scale = invMod(work[kept[0]] as number, p);
  if (scale > p / 2) scale -= p;
  const result = { columns: Int32Array.from(kept), values: new Float64Array(kept.length) };
  kept.forEach((j, i) => {
    let t = ((work[j] as number) * scale) % p;
    if (t > p / 2) t -= p;
    else if (t < -p / 2) t += p;
    result.values[i] = t + 0;
    work[j] = 0;
  });
  return result;
}
