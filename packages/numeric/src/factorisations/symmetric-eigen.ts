/** The symmetric eigenproblem. */
import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireSquare } from '../matrix/layout.js';
import { powerOfTwoScale } from './scaling.js';

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
 *
 * @example
 * symmetricEigen([[2, 1], [1, 2]]).values; // [1, 3]
 */
export function symmetricEigen(A: MatrixLike): SymmetricEigen {
  const source = Float64Matrix.from(A, { where: 'symmetricEigen', finite: true });
  requireSquare('symmetricEigen', source);
  const n = source.rows;
  if (n === 0) return { values: new Float64Array(0), vectors: new Float64Matrix(0, 0) };
  const scale = powerOfTwoScale(source.data);
  const ml = new MlMatrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      ml.set(i, j, source.at(i, j) * scale);
      ml.set(j, i, source.at(i, j) * scale);
    }
  }
  const evd = new EigenvalueDecomposition(ml, { assumeSymmetric: true });
  const order = evd.realEigenvalues.map((_, i) => i).sort((a, b) => evd.realEigenvalues[a] - evd.realEigenvalues[b]);
  const V = evd.eigenvectorMatrix;
  return {
    values: Float64Array.from(order, (i) => evd.realEigenvalues[i] / scale),
    vectors: Float64Matrix.generate(n, n, (i, j) => V.get(i, order[j])),
  };
}
