/** Gaussian log-densities and samples, batched over rows. */

import { logDeterminantOfCholesky, solveLower } from '../factorizations/cholesky.js';
import { product } from '../kernels/products.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, requireSquare, shapeMismatch, shapeOf } from '../matrix/layout.js';

/**
 * log N(x; mean, L Lᵀ) of every row x of X.
 *
 * @param X N×D. @param mean D numbers. @param L D×D lower triangular, as `cholesky` returns it.
 */
export function gaussianLogDensity(X: Float64Layout, mean: ArrayLike<number>, L: Float64Layout): Float64Array {
  checkGaussian('logDensity', X, mean, L);
  const { rows, cols: d } = X;
  const centered = new Float64Matrix(d, rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) centered.data[j * rows + i] = X.data[i * d + j] - mean[j];
  const white = solveLower(L, centered);
  const constant = gaussianConstant(L);
  const result = new Float64Array(rows).fill(constant);
  for (let j = 0; j < d; j++) for (let i = 0; i < rows; i++) result[i] -= 0.5 * white.data[j * rows + i] ** 2;
  return result;
}

/** −½(D log 2π + log det L Lᵀ). */
export function gaussianConstant(L: Float64Layout): number {
  return -0.5 * (L.rows * Math.log(2 * Math.PI) + logDeterminantOfCholesky(L));
}

/** mean + L z for every row z of Z. */
export function gaussianTransform(Z: Float64Layout, mean: ArrayLike<number>, L: Float64Layout): Float64Matrix {
  checkGaussian('transformNormals', Z, mean, L);
  const X = product(Z, L, { transposeRight: true });
  for (let i = 0; i < X.rows; i++) for (let j = 0; j < X.cols; j++) X.data[i * X.cols + j] += mean[j];
  return X;
}

export function checkGaussian(where: string, X: Float64Layout, mean: ArrayLike<number>, L: Float64Layout): void {
  requireSquare(where, L);
  if (X.cols !== L.rows || mean.length !== L.rows) {
    throw shapeMismatch(
      where,
      `samples and a mean of dimension ${L.rows}, as L has`,
      `samples of shape ${shapeOf(X)}, a mean of ${mean.length} numbers, a factor of shape ${shapeOf(L)}`,
    );
  }
}
