/** Cholesky factorization of symmetric positive definite matrices, and what is solved with it. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal/basics';
import { sharedBlas } from '../kernels/arena.js';
import type { Blas } from '../kernels/blas.js';
import { LAYOUT, TOLERANCE } from '../matrix/argument-kinds.js';
import { Float64Matrix, readFiniteMatrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, type MatrixLike, requireSquare, shapeMismatch, shapeOf } from '../matrix/layout.js';

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
  const result = factorization('cholesky', A, 0);
  if ('L' in result) return result.L;
  throw notPositiveDefinite('cholesky', result.pivot, result.value);
}

/** The factor, or the first row whose pivot is none, with the value found there. */
export type CholeskyAttempt = { readonly L: Float64Matrix } | { readonly pivot: number; readonly value: number };

/**
 * The Cholesky factor of A if A is positive definite beyond rounding: a pivot that is not above `relativeTolerance`
 * times its diagonal entry counts as zero. The default n·ε is the rounding of the n products that a pivot is made of.
 *
 * @param A n×n, symmetric. Only the lower triangle is read.
 * @throws {IsotypicError} `SHAPE_MISMATCH`; `NOT_FINITE`.
 *
 * @example
 * 'L' in tryCholesky([[1, 1], [1, 1]]); // false
 */
export function tryCholesky(A: MatrixLike, options: { readonly relativeTolerance?: number } = {}): CholeskyAttempt {
  checkOptions('tryCholesky', options, TOLERANCE);
  return factorization('tryCholesky', A, options.relativeTolerance);
}

function factorization(where: string, A: MatrixLike, relativeTolerance?: number): CholeskyAttempt {
  const matrix = readFiniteMatrix(where, 'A', A);
  requireSquare(where, matrix);
  const n = matrix.rows;
  const tolerance = relativeTolerance ?? n * Number.EPSILON;
  const blas = sharedBlas();
  const heap = blas.reserve(n * n);
  heap.set(matrix.data, 0);
  const least = new Float64Array(n);
  for (let i = 0; i < n; i++) least[i] = tolerance * Math.abs(matrix.data[i * (n + 1)]);
  const bad = factor(blas, heap, 0, n, n, least);
  if (bad !== null) return bad;
  const L = new Float64Matrix(n, n);
  for (let i = 0; i < n; i++) L.data.set(heap.subarray(i * n, i * n + i + 1), i * n);
  return { L };
}

/** Below this order recursion costs more than it gains. */
const BASE = 16;

/**
 * Recursive Cholesky in place: L₁₁ = chol(A₁₁), L₂₁ = A₂₁L₁₁⁻ᵀ, L₂₂ = chol(A₂₂ − L₂₁L₂₁ᵀ). Nearly all work is in the
 * products (Gustavson 1997). Answers null, or the first pivot that is not above its bound in `least`.
 */
function factor(
  blas: Blas,
  heap: Float64Array,
  a: number,
  n: number,
  ld: number,
  least: Float64Array,
): { pivot: number; value: number } | null {
  if (n > BASE) {
    const h = splitPoint(n);
    const bad = factor(blas, heap, a, h, ld, least);
    if (bad !== null) return bad;
    solveRows(blas, heap, n - h, h, a + h * ld, a, ld);
    const rest = a + h * ld + h;
    blas.gemm(false, true, n - h, n - h, h, -1, a + h * ld, ld, a + h * ld, ld, rest, ld, true);
    return factor(blas, heap, rest, n - h, ld, least);
  }
  for (let i = 0; i < n; i++) {
    const row = a + i * ld;
    for (let j = 0; j <= i; j++) {
      const other = a + j * ld;
      let sum = heap[row + j];
      for (let k = 0; k < j; k++) sum -= heap[row + k] * heap[other + k];
      if (i !== j) {
        heap[row + j] = sum / heap[other + j];
        continue;
      }
      const pivot = (row + j) / (ld + 1);
      if (!(sum > least[pivot])) return { pivot, value: sum };
      heap[row + j] = Math.sqrt(sum);
    }
  }
  return null;
}

/** X Lᵀ = B in place of B (m×n), L lower triangular. */
function solveRows(blas: Blas, heap: Float64Array, m: number, n: number, b: number, l: number, ld: number): void {
  if (n > 8) {
    const h = splitPoint(n);
    solveRows(blas, heap, m, h, b, l, ld);
    blas.gemm(false, true, m, n - h, h, -1, b, ld, l + h * ld, ld, b + h, ld);
    solveRows(blas, heap, m, n - h, b + h, l + h * ld + h, ld);
    return;
  }
  for (let i = 0; i < m; i++) {
    const row = b + i * ld;
    for (let j = 0; j < n; j++) {
      let sum = heap[row + j];
      for (let k = 0; k < j; k++) sum -= heap[row + k] * heap[l + j * ld + k];
      heap[row + j] = sum / heap[l + j * ld + j];
    }
  }
}

/** About half, on a tile boundary. */
function splitPoint(n: number): number {
  return (n >> 1) & ~3 || n >> 1;
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
 * The Cholesky factor of one of several matrices, which the refusal names.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, with `details.pivot` and what the caller says of the matrix.
 */
export function requireCholesky(A: Float64Layout, where: string, what: string, remedy?: string): Float64Matrix {
  const result = factorization(where, A);
  if ('L' in result) return result.L;
  throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: `${what} to be positive definite`,
    received: `pivot ${result.pivot} not above rounding`,
    details: { pivot: result.pivot },
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/**
 * R with R·Rᵀ = C: Cholesky's factor, or for a C that is only semidefinite the factor with zero columns at the
 * vanishing pivots, which are below the rounding of the n products that they are made of.
 */
export function semidefiniteRoot(C: Float64Layout): Float64Layout {
  const result = factorization('semidefiniteRoot', C);
  if ('L' in result) return result.L;
  const n = C.rows;
  const L = new Float64Matrix(n, n);
  for (let j = 0; j < n; j++) {
    const row = L.row(j);
    let pivot = C.data[j * n + j];
    for (let k = 0; k < j; k++) pivot -= row[k] ** 2;
    // 8: C itself is a sum of products, rounded as often as the pivot, and its factor so far once more
    if (!(pivot > n * 8 * Number.EPSILON * C.data[j * n + j])) continue;
    const root = Math.sqrt(pivot);
    for (let i = j; i < n; i++) {
      let sum = C.data[i * n + j];
      for (let k = 0; k < j; k++) sum -= L.data[i * n + k] * row[k];
      L.data[i * n + j] = sum / root;
    }
  }
  return L;
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
  const where = 'choleskySolve';
  return solveTriangular(where, L, B, (...place) => {
    forward(...place);
    backward(...place);
  });
}

/**
 * Solves L X = B by forward substitution, L lower triangular (n×n), B n×k.
 * @example solveLower([[2, 0], [1, 1]], [[2], [3]]).toRows() // [[1], [2]]
 */
export function solveLower(L: MatrixLike, B: MatrixLike): Float64Matrix {
  return solveTriangular('solveLower', L, B, forward);
}

/**
 * Solves Lᵀ X = B by back substitution, L lower triangular (n×n), B n×k.
 * @example
 * solveLowerTransposed([[2, 0], [1, 1]], [[3], [1]]).toRows() // [[1], [1]]
 */
export function solveLowerTransposed(L: MatrixLike, B: MatrixLike): Float64Matrix {
  return solveTriangular('solveLowerTransposed', L, B, backward);
}

type Substitution = (blas: Blas, heap: Float64Array, n: number, k: number, l: number, ld: number, x: number) => void;

const forward: Substitution = (blas, heap, n, k, l, ld, x) => {
  if (n > BASE) {
    const h = splitPoint(n);
    forward(blas, heap, h, k, l, ld, x);
    blas.gemm(false, false, n - h, k, h, -1, l + h * ld, ld, x, k, x + h * k, k);
    forward(blas, heap, n - h, k, l + h * ld + h, ld, x + h * k);
    return;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) blas.axpy(k, -heap[l + i * ld + j], x + j * k, x + i * k);
    for (let c = 0; c < k; c++) heap[x + i * k + c] /= heap[l + i * ld + i];
  }
};

const backward: Substitution = (blas, heap, n, k, l, ld, x) => {
  if (n > BASE) {
    const h = splitPoint(n);
    backward(blas, heap, n - h, k, l + h * ld + h, ld, x + h * k);
    blas.gemm(true, false, h, k, n - h, -1, l + h * ld, ld, x + h * k, k, x, k);
    backward(blas, heap, h, k, l, ld, x);
    return;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = 0; c < k; c++) heap[x + i * k + c] /= heap[l + i * ld + i];
    for (let j = 0; j < i; j++) blas.axpy(k, -heap[l + i * ld + j], x + i * k, x + j * k);
  }
};

/**
 * log det A of a symmetric positive definite A.
 *
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` and those of `cholesky`.
 *
 * @example
 * logDeterminant([[4, 2], [2, 5]]); // log 16
 */
export function logDeterminant(A: MatrixLike): number {
  const result = factorization('logDeterminant', A, 0);
  if ('L' in result) return logDeterminantOfCholesky(result.L);
  throw notPositiveDefinite('logDeterminant', result.pivot, result.value);
}

/**
 * log det(L Lᵀ) = 2 Σ log Lᵢᵢ.
 * @example
 * logDeterminantOfCholesky(Float64Matrix.from([[1, 0], [5, 1]])) // 0
 */
export function logDeterminantOfCholesky(L: Float64Layout): number {
  checkArgument('logDeterminantOfCholesky', 'L', L, LAYOUT);
  let sum = 0;
  for (let i = 0; i < L.rows; i++) sum += Math.log(L.data[i * (L.cols + 1)]);
  return 2 * sum;
}

/** X ← L⁻¹X, for those who solve many systems of one size and want no garbage of them. */
export function solveLowerInPlace(L: Float64Layout, X: Float64Layout): void {
  X.data.set(substituted('solveLowerInPlace', L, X, forward));
}

function solveTriangular(where: string, L: MatrixLike, B: MatrixLike, substitute: Substitution): Float64Matrix {
  const right = readFiniteMatrix(where, 'B', B);
  return new Float64Matrix(right.rows, right.cols, substituted(where, L, right, substitute).slice());
}

/** The solution, in the arena. */
function substituted(where: string, L: MatrixLike, right: Float64Layout, substitute: Substitution): Float64Array {
  const lower = readFiniteMatrix(where, 'L', L);
  requireSquare(where, lower);
  if (right.rows !== lower.rows) {
    throw shapeMismatch(where, `a right-hand side B of ${lower.rows} rows, as L has`, `shape ${shapeOf(right)}`);
  }
  const { rows: n, cols: k } = right;
  for (let i = 0; i < n; i++) {
    if (lower.at(i, i) === 0) {
      throw new IsotypicError('SINGULAR', {
        where,
        expected: 'a triangular matrix without zeros on its diagonal',
        received: `0 in row ${i}`,
        details: { rank: i },
      });
    }
  }
  const blas = sharedBlas();
  const heap = blas.reserve(n * n + n * k);
  heap.set(lower.data, 0);
  heap.set(right.data, n * n);
  substitute(blas, heap, n, k, 0, n, n * n);
  return heap.subarray(n * n, n * n + n * k);
}
