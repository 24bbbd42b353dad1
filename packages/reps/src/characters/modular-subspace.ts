/** Subspaces of GF(p)^k in reduced row echelon form. */
import type { Modulus } from './modulus.js';
import type { TableWork } from './table-work.js';

/** `basis[i]` is 1 at `pivots[i]` and 0 at the other pivots. */
export interface Subspace {
  readonly basis: readonly Float64Array[];
  readonly pivots: readonly number[];
}

/** Reduced echelon form of the span of `rows`; columns are tried as pivots in the given order. Mutates `rows`. */
export function echelonForm(
  modulus: Modulus,
  rows: Float64Array[],
  columnOrder: readonly number[],
  work: TableWork,
): Subspace {
  const pivots: number[] = [];
  let rank = 0;
  for (const column of columnOrder) {
    if (rank === rows.length) break;
    work.step(0);
    let at = rank;
    while (at < rows.length && rows[at][column] === 0) at++;
    if (at === rows.length) continue;
    [rows[rank], rows[at]] = [rows[at], rows[rank]];
    const pivotRow = rows[rank];
    const scale = modulus.inv(pivotRow[column]);
    for (let i = 0; i < pivotRow.length; i++) pivotRow[i] = modulus.mul(pivotRow[i], scale);
    for (let i = 0; i < rows.length; i++) if (i !== rank) modulus.eliminate(rows[i], pivotRow, rows[i][column]);
    pivots.push(column);
    rank++;
  }
  return { basis: rows.slice(0, rank), pivots };
}

/** { x : functional·x = 0 for every functional }, with pivots preferably early in `columnOrder`. */
export function annihilator(
  modulus: Modulus,
  functionals: Float64Array[],
  dimension: number,
  columnOrder: readonly number[],
  work: TableWork,
): Subspace {
  // Eliminating on the *late* columns leaves the early ones free, and the free ones become the pivots of the kernel.
  const { basis, pivots } = echelonForm(modulus, functionals, [...columnOrder].reverse(), work);
  const bound = new Set(pivots);
  const free = columnOrder.filter((c) => !bound.has(c));
  const kernel = free.map((f) => {
    const x = new Float64Array(dimension);
    x[f] = 1;
    pivots.forEach((pivot, i) => {
      x[pivot] = modulus.neg(basis[i][f]);
    });
    return x;
  });
  return { basis: kernel, pivots: free };
}

/** Σ coefficients[i] · basis[i]. */
export function combine(modulus: Modulus, coefficients: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(basis[0].length);
  for (let i = 0; i < basis.length; i++) modulus.eliminate(sum, basis[i], modulus.neg(coefficients[i]));
  return sum;
}
