/**
 * Real matrices whose e×e blocks are numbers of a division algebra: the blocks of isotypic components, in place. Each
 * E_u of {@link UNIT_SIGNS} is a signed permutation, so the E_u are orthogonal to each other, ⟨E_u, E_v⟩ = e·δ_uv, and
 * the first column of Σ c_u E_u is (c₀, …, c_{e−1}): an element of the algebra is its first column.
 */
import { UNIT_SIGNS } from '@isotypic/algebra/internal/basics';

/** One non-zero entry of E_u: `sign` at (row, col). */
export interface UnitEntry {
  readonly row: number;
  readonly col: number;
  readonly sign: 1 | -1;
}

/** `UNIT_ENTRIES[e][u]` lists the e entries ±1 of E_u, row by row. */
export const UNIT_ENTRIES: Readonly<Record<1 | 2 | 4, readonly (readonly UnitEntry[])[]>> = {
  1: entriesOfUnits(1),
  2: entriesOfUnits(2),
  4: entriesOfUnits(4),
};

function entriesOfUnits(e: number): UnitEntry[][] {
  const indices = Array.from({ length: e }, (_, u) => u);
  return indices.map((u) => indices.map((row) => ({ row, col: row ^ u, sign: UNIT_SIGNS[u][row ^ u] })));
}

/**
 * Projects a real (e·rows)×(e·cols) matrix, in place, on the matrices all of whose e×e blocks lie in span{E_u}: the
 * orthogonal projection on matrices over ℝ, ℂ or ℍ. O(e²·rows·cols). The result has the structure exactly: entries
 * that must agree are the same double.
 */
export function projectOnUnits(matrix: Float64Array, rows: number, cols: number, units: 1 | 2 | 4): void {
  if (units === 1) return;
  if (units === 2) {
    projectOnComplex(matrix, rows, cols);
    return;
  }
  const stride = cols * units;
  const entries = UNIT_ENTRIES[units];
  const c = new Float64Array(units);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const corner = i * units * stride + j * units;
      for (let u = 0; u < units; u++) {
        let sum = 0;
        for (const { row, col, sign } of entries[u]) sum += sign * matrix[corner + row * stride + col];
        c[u] = sum / units;
      }
      for (let u = 0; u < units; u++) {
        for (const { row, col, sign } of entries[u]) matrix[corner + row * stride + col] = sign * c[u];
      }
    }
  }
}

/** The same over ℂ, blocks ((a, −b), (b, a)): these are most, and there are many small ones. */
function projectOnComplex(matrix: Float64Array, rows: number, cols: number): void {
  const stride = 2 * cols;
  for (let i = 0; i < rows; i++) {
    for (let at = 2 * i * stride; at < (2 * i + 1) * stride; at += 2) {
      const below = at + stride;
      const a = (matrix[at] + matrix[below + 1]) / 2;
      const b = (matrix[below] - matrix[at + 1]) / 2;
      matrix[at] = a;
      matrix[at + 1] = -b;
      matrix[below] = b;
      matrix[below + 1] = a;
    }
  }
}

/** The structured matrix whose every e×e block has the given first column: `firstColumns` is (e·rows)×cols. */
export function fromFirstColumns(
  firstColumns: Float64Array,
  rows: number,
  cols: number,
  units: 1 | 2 | 4,
): Float64Array {
  if (units === 1) return Float64Array.from(firstColumns);
  const matrix = new Float64Array(rows * cols * units * units);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      for (let u = 0; u < units; u++) {
        const c = firstColumns[(i * units + u) * cols + j];
        for (const { row, col, sign } of UNIT_ENTRIES[units][u]) {
          matrix[(i * units + row) * cols * units + j * units + col] = sign * c;
        }
      }
    }
  }
  return matrix;
}
