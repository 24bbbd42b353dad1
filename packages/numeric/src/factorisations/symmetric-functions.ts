/** Functions of symmetric matrices through their eigenvalues: exponential, logarithm, powers. */
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { notPositiveDefinite } from './cholesky.js';
import { symmetricEigen } from './symmetric-eigen.js';

/**
 * V diag(f(λ)) Vᵀ for A = V diag(λ) Vᵀ; exactly symmetric.
 *
 * @example
 * symmetricFunction([[2, 0], [0, 3]], (x) => x * x).toRows(); // [[4, 0], [0, 9]]
 */
export function symmetricFunction(A: MatrixLike, f: (eigenvalue: number) => number): Float64Matrix {
  const { values, vectors } = symmetricEigen(A);
  const n = values.length;
  const images = Float64Array.from(values, f);
  const result = new Float64Matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += vectors.data[i * n + k] * images[k] * vectors.data[j * n + k];
      result.data[i * n + j] = sum;
      result.data[j * n + i] = sum;
    }
  }
  return result;
}

/** exp A of a symmetric A. */
export function symmetricExp(A: MatrixLike): Float64Matrix {
  return symmetricFunction(A, Math.exp);
}

/**
 * log A of a symmetric positive definite A.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, `details.value` being the offending eigenvalue.
 */
export function symmetricLog(A: MatrixLike): Float64Matrix {
  let index = 0;
  return symmetricFunction(A, (x) => {
    if (!(x > 0)) throw notPositiveDefinite('symmetricLog', index, x);
    index++;
    return Math.log(x);
  });
}
