/** The singular value decomposition. */
import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { powerOfTwoScale } from './scaling.js';

/** A = U diag(values) Vᵀ, thin: k = min(m, n). */
export interface Svd {
  /** m×k with orthonormal columns. */
  readonly U: Float64Matrix;
  /** k singular values, descending. */
  readonly values: Float64Array;
  /** n×k with orthonormal columns. */
  readonly V: Float64Matrix;
}

/**
 * The thin singular value decomposition of an m×n matrix.
 *
 * @throws {IsotypicError} `NOT_FINITE`, `SHAPE_MISMATCH`, `NO_CONVERGENCE`.
 *
 * @example
 * svd([[3, 0], [0, 4]]).values; // [4, 3]
 */
export function svd(A: MatrixLike): Svd {
  const source = Float64Matrix.from(A, { where: 'svd', finite: true });
  if (source.rows < source.cols) {
    const { U, values, V } = svd(source.transpose());
    return { U: V, values, V: U };
  }
  const { rows: m, cols: n } = source;
  if (n === 0) return { U: new Float64Matrix(m, 0), values: new Float64Array(0), V: new Float64Matrix(0, 0) };
  const scale = powerOfTwoScale(source.data);
  const ml = new MlMatrix(m, n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) ml.set(i, j, source.at(i, j) * scale);
  const { leftSingularVectors: U, diagonal, rightSingularVectors: V } = new SingularValueDecomposition(ml);
  return {
    U: Float64Matrix.generate(m, n, (i, j) => U.get(i, j)),
    values: Float64Array.from(diagonal, (s) => s / scale),
    V: Float64Matrix.generate(n, n, (i, j) => V.get(i, j)),
  };
}
