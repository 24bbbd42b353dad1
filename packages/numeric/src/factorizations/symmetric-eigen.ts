/** The symmetric eigenproblem. */
import { sharedBlas } from '../kernels/arena.js';
import { Float64Matrix, readFiniteMatrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireSquare } from '../matrix/layout.js';
import { tridiagonalEigen } from './divide-and-conquer.js';
import { PANEL } from './householder.js';
import { powerOfTwoScale } from './scaling.js';
import { applyReflections, tridiagonalize } from './tridiagonal.js';

/** A = V diag(values) Vᵀ. */
export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n×n orthogonal; column j belongs to `values[j]`. */
  readonly vectors: Float64Matrix;
}

/**
 * Eigenvalues and an orthonormal eigenbasis of a symmetric matrix. Only the lower triangle is read.
 *
 * @param A n×n.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `NO_CONVERGENCE`.
 * About 9n³ operations at most, 4n³/3 of them outside of products. Source: Golub & Van Loan, Matrix Computations
 * (4th ed.), §8.3 and §8.4.4.
 *
 * @example
 * symmetricEigen([[2, 1], [1, 2]]).values; // [1, 3]
 */
export function symmetricEigen(A: MatrixLike): SymmetricEigen {
  const { values, rows } = eigenRows(A, 'symmetricEigen');
  return { values, vectors: rows.transpose() };
}

/** As `symmetricEigen`, with the eigenvectors as rows. */
export function eigenRows(A: MatrixLike, where: string): { values: Float64Array; rows: Float64Matrix } {
  const source = readFiniteMatrix(where, 'A', A);
  requireSquare(where, source);
  const n = source.rows;
  const scale = powerOfTwoScale(source.data);
  const a = 0;
  const vt = n * n;
  const s = 2 * n * n;
  const wt = 3 * n * n;
  const scratch = wt + PANEL * n;
  const blas = sharedBlas();
  const heap = blas.reserve(scratch + Math.max(2 * PANEL * (n + PANEL), 3 * n * n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const x = source.data[i * n + j] * scale;
      heap[a + i * n + j] = x;
      heap[a + j * n + i] = x;
    }
  }
  const values = new Float64Array(n);
  const e = new Float64Array(n);
  const tau = new Float64Array(n);
  const plan = { n, a, vt, wt, s, scratch };
  tridiagonalize(blas, heap, plan, values, e, tau);
  // A norm near 1 for the tridiagonal part: its deflation tolerance compares eigenvalues with entries of unit vectors.
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(values[i]), Math.abs(e[i]));
  const norm = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
  for (let i = 0; i < n; i++) {
    values[i] /= norm;
    e[i] /= norm;
  }
  tridiagonalEigen(blas, heap, plan, values, e);
  applyReflections(blas, heap, plan, tau, s);
  for (let i = 0; i < n; i++) values[i] = (values[i] * norm) / scale;
  return { values, rows: new Float64Matrix(n, n, heap.slice(s, s + n * n)) };
}
