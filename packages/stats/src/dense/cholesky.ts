/** Cholesky's factorisation of the small blocks of a covariance, and the triangular solves that go with it. */
import { IsotypicError } from '@isotypic/algebra';
import type { Float64Layout } from './layout.js';

/** Lower triangular L with L·Lᵀ = A, or the index of the first pivot that is not positive. */
export function choleskyFactor(A: Float64Layout): { readonly L: Float64Layout } | { readonly badPivot: number } {
  const { rows: n } = A;
  const L = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = A.data[j * n + j];
    for (let k = 0; k < j; k++) pivot -= L[j * n + k] * L[j * n + k];
    // A pivot that is only the rounding of the n products it was made from is a zero.
    if (!(pivot > n * Number.EPSILON * A.data[j * n + j])) return { badPivot: j };
    const root = Math.sqrt(pivot);
    L[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = A.data[i * n + j];
      for (let k = 0; k < j; k++) sum -= L[i * n + k] * L[j * n + k];
      L[i * n + j] = sum / root;
    }
  }
  return { L: { data: L, rows: n, cols: n } };
}

/** @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, with `details.pivot` and what the caller says of the block. */
export function cholesky(A: Float64Layout, where: string, what: string, remedy?: string): Float64Layout {
  const result = choleskyFactor(A);
  if ('L' in result) return result.L;
  throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: `${what} to be positive definite`,
    received: `pivot ${result.badPivot} not above rounding`,
    details: { pivot: result.badPivot },
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** log det A from its factor L. */
export function logDeterminant(L: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < L.rows; i++) sum += Math.log(L.data[i * L.cols + i]);
  return 2 * sum;
}

/** L⁻¹B. */
export function solveLower(L: Float64Layout, B: Float64Layout): Float64Layout {
  const n = L.rows;
  const X = Float64Array.from(B.data);
  const c = B.cols;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const l = L.data[i * n + k];
      if (l !== 0) for (let j = 0; j < c; j++) X[i * c + j] -= l * X[k * c + j];
    }
    const d = L.data[i * n + i];
    for (let j = 0; j < c; j++) X[i * c + j] /= d;
  }
  return { data: X, rows: n, cols: c };
}

/** L⁻ᵀB. */
export function solveLowerTransposed(L: Float64Layout, B: Float64Layout): Float64Layout {
  const n = L.rows;
  const X = Float64Array.from(B.data);
  const c = B.cols;
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const l = L.data[k * n + i];
      if (l !== 0) for (let j = 0; j < c; j++) X[i * c + j] -= l * X[k * c + j];
    }
    const d = L.data[i * n + i];
    for (let j = 0; j < c; j++) X[i * c + j] /= d;
  }
  return { data: X, rows: n, cols: c };
}

/** A⁻¹B from A's factor. */
export function solveCholesky(L: Float64Layout, B: Float64Layout): Float64Layout {
  return solveLowerTransposed(L, solveLower(L, B));
}
