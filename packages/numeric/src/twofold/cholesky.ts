/** Cholesky's factorization with twice the digits. */

import type { Float64Layout } from '../matrix/layout.js';
import { logOfTwofold, type Twofold, twofoldDividedBy, twofoldRoot } from './arithmetic.js';
import { TwofoldMatrix } from './matrix.js';

export interface TwofoldCholesky {
  /** L with S = L·Lᵀ. */
  readonly L: TwofoldMatrix;
  /** n; or the first row whose pivot is not above 0: of it L then has what stands before the diagonal, and no more. */
  readonly rows: number;
}

/**
 * S = L·Lᵀ, row by row, with twice the digits; the strict upper triangle of S is not read. n³/6 products.
 *
 * @param beforeRow called before row i is computed
 */
export function twofoldCholesky(S: TwofoldMatrix, beforeRow: (i: number) => void): TwofoldCholesky {
  const n = S.rows;
  const L = new TwofoldMatrix(n, n);
  const { high, low } = L;
  for (let i = 0; i < n; i++) {
    beforeRow(i);
    for (let j = 0; j <= i; j++) {
      const at = i * n + j;
      L.set(i, j, S.at(i, j));
      for (let k = 0; k < j; k++) {
        L.subtractProduct(at, high[i * n + k], low[i * n + k], high[j * n + k], low[j * n + k]);
      }
      const sum = high[at] + low[at];
      const value: Twofold = { high: sum, low: low[at] - (sum - high[at]) };
      if (j < i) L.set(i, j, twofoldDividedBy(value, L.at(j, j)));
      else if (sum > 0) L.set(i, i, twofoldRoot(value));
      else return { L, rows: i };
    }
  }
  return { L, rows: n };
}

/** log det(L·Lᵀ), each logarithm to the rounding of a double. */
export function logDeterminantOfTwofold(L: TwofoldMatrix): number {
  let sum = 0;
  for (let i = 0; i < L.rows; i++) sum += logOfTwofold(L.at(i, i));
  return 2 * sum;
}

/** Σ (L·Lᵀ)⁻¹ᵢᵢ·(L·Lᵀ)ᵢᵢ: the trace of the inverse when the diagonal is scaled to 1, to the rounding of doubles. */
export function scaledInverseTrace({ data: L, rows: n }: Float64Layout): number {
  const x = new Float64Array(n);
  let trace = 0;
  for (let i = 0; i < n; i++) {
    // column i of L⁻¹ from row i down, and row i of L for the diagonal
    let [norm, diagonal] = [0, 0];
    for (let r = i; r < n; r++) {
      let sum = r === i ? 1 : 0;
      for (let k = i; k < r; k++) sum -= L[r * n + k] * x[k];
      x[r] = sum / L[r * n + r];
      norm += x[r] ** 2;
    }
    for (let k = 0; k <= i; k++) diagonal += L[i * n + k] ** 2;
    trace += norm * diagonal;
  }
  return trace;
}
