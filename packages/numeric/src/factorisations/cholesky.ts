/** Cholesky factorisation of symmetric positive definite matrices, and what is solved with it. */
import { IsotypicError } from '@isotypic/algebra';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireFinite, requireSquare, shapeMismatch, shapeOf } from '../matrix/layout.js';

/**
 * The lower triangular L with A = L Lᵀ. Only the lower triangle of A is read.
 *
 * @param A n×n, symmetric positive definite.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` with `details.pivot` (the 0-based row) and `details.value`;
 *   `SHAPE_MISMATCH`; `NOT_FINITE`.
 * Complexity n³/3. Source: Higham, Accuracy and Stability of Numerical Algorithms, Alg. 10.2.
 *
 * @example
 * cholesky([[4, 2], [2, 5]]).toRows(); // [[2, 0], [1, 2]]
 */
export function cholesky(A: MatrixLike): Float64Matrix {
  const matrix = Float64Matrix.from(A, { where: 'cholesky', finite: true });
  requireSquare('cholesky', matrix);
  const n = matrix.rows;
  const L = new Float64Matrix(n, n);
  const { data } = L;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix.data[i * n + j];
      for (let k = 0; k < j; k++) sum -= data[i * n + k] * data[j * n + k];
      if (i !== j) data[i * n + j] = sum / data[j * n + j];
      else if (sum > 0) data[i * n + i] = Math.sqrt(sum);
      else throw notPositiveDefinite('cholesky', i, sum);
    }
  }
  return L;
}

export function notPositiveDefinite(where: string, pivot: number, value: number): IsotypicError {
  return new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: 'a positive definite matrix',
    received: `pivot ${value} in row ${pivot}`,
    remedy: 'A covariance of too few samples is singular: shrink it, add a ridge, or use the pseudo-inverse.',
    details: { pivot, value },
  });
}

/**
 * Solves A X = B given the Cholesky factor L of A.
 *
 * @param L n×n lower triangular, as `cholesky` returns it. @param B n×k.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`.
 *
 * @example
 * choleskySolve(cholesky([[4, 2], [2, 5]]), [[2], [9]]).toRows(); // [[-0.5], [2]]
 */
export function choleskySolve(L: MatrixLike, B: MatrixLike): Float64Matrix {
  const lower = Float64Matrix.from(L, { where: 'choleskySolve' });
  return solveLowerTransposed(lower, solveLower(lower, B));
}

/** Solves L X = B by forward substitution, L lower triangular (n×n), B n×k. */
export function solveLower(L: MatrixLike, B: MatrixLike): Float64Matrix {
  const { lower, X, n, k } = triangularOperands('solveLower', L, B);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const factor = lower.data[i * n + j];
      if (factor !== 0) for (let c = 0; c < k; c++) X.data[i * k + c] -= factor * X.data[j * k + c];
    }
    for (let c = 0; c < k; c++) X.data[i * k + c] /= lower.data[i * n + i];
  }
  return X;
}

/** Solves Lᵀ X = B by back substitution, L lower triangular (n×n), B n×k. */
export function solveLowerTransposed(L: MatrixLike, B: MatrixLike): Float64Matrix {
  const { lower, X, n, k } = triangularOperands('solveLowerTransposed', L, B);
  for (let i = n - 1; i >= 0; i--) {
    for (let c = 0; c < k; c++) X.data[i * k + c] /= lower.data[i * n + i];
    for (let j = 0; j < i; j++) {
      const factor = lower.data[i * n + j];
      if (factor !== 0) for (let c = 0; c < k; c++) X.data[j * k + c] -= factor * X.data[i * k + c];
    }
  }
  return X;
}

/**
 * log det A of a symmetric positive definite A.
 *
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` and those of `cholesky`.
 *
 * @example
 * logDeterminant([[4, 2], [2, 5]]); // log 16
 */
export function logDeterminant(A: MatrixLike): number {
  return logDeterminantOfCholesky(cholesky(A));
}

/** log det(L Lᵀ) = 2 Σ log Lᵢᵢ. */
export function logDeterminantOfCholesky(L: Float64Matrix): number {
  let sum = 0;
  for (let i = 0; i < L.rows; i++) sum += Math.log(L.at(i, i));
  return 2 * sum;
}

function triangularOperands(where: string, L: MatrixLike, B: MatrixLike) {
  const lower = Float64Matrix.from(L, { where });
  const right = Float64Matrix.from(B, { where });
  requireSquare(where, lower);
  if (right.rows !== lower.rows) {
    throw shapeMismatch(where, `a right-hand side of ${lower.rows} rows`, `shape ${shapeOf(right)}`);
  }
  requireFinite(where, right);
  return { lower, X: right.copy(), n: lower.rows, k: right.cols };
}
