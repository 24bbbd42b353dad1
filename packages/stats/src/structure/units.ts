/**
 * The endomorphism algebra of a real irreducible representation is ℝ, ℂ or ℍ (Frobenius–Schur). In the normal form of
 * the isotypic basis a copy's coordinates are unit-major, and the algebra acts as span{E_u} ⊗ I, with E_u the real
 * e×e matrices below (e = 1, 2, 4). Each E_u is a signed permutation, so E_uᵀE_v is trace-orthogonal: ⟨E_u, E_v⟩ =
 * e·δ_uv. The first column of Σ c_u E_u is (c_0, …, c_{e−1}): an element of the algebra is its first column.
 */
export type EndomorphismType = 'real' | 'complex' | 'quaternionic';

/** dim_ℝ of the endomorphism algebra. */
export const UNITS: Readonly<Record<EndomorphismType, 1 | 2 | 4>> = { real: 1, complex: 2, quaternionic: 4 };

/** One non-zero entry of E_u: `sign` at (row, col). */
export interface UnitEntry {
  readonly row: number;
  readonly col: number;
  readonly sign: 1 | -1;
}

/** `UNIT_ENTRIES[e][u]` lists the e entries ±1 of E_u. */
export const UNIT_ENTRIES: Readonly<Record<1 | 2 | 4, readonly (readonly UnitEntry[])[]>> = {
  1: [signed([0], [1])],
  2: [signed([0, 1], [1, 1]), signed([1, 0], [-1, 1])],
  // Right multiplication by 1, i, j, k on a + bi + cj + dk: row r of E_u holds `sign` at the listed column.
  4: [
    signed([0, 1, 2, 3], [1, 1, 1, 1]),
    signed([1, 0, 3, 2], [-1, 1, 1, -1]),
    signed([2, 3, 0, 1], [-1, -1, 1, 1]),
    signed([3, 2, 1, 0], [-1, 1, -1, 1]),
  ],
};

function signed(columns: readonly number[], signs: readonly (1 | -1)[]): UnitEntry[] {
  return columns.map((col, row) => ({ row, col, sign: signs[row] }));
}

/**
 * Projects a real (e·rows)×(e·cols) matrix, in place, on the matrices all of whose e×e blocks lie in span{E_u}: the
 * orthogonal projection on matrices over ℝ, ℂ or ℍ. O(e²·rows·cols). The result has the structure exactly: entries
 * that must agree are the same double.
 */
export function projectOnUnits(matrix: Float64Array, rows: number, cols: number, units: 1 | 2 | 4): void {
  if (units === 1) return;
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
