/** Functions of symmetric matrices through their eigenvalues: exponential, logarithm, powers. */
import { checkArgument } from '@isotypic/algebra/internal/basics';
import { product } from '../kernels/products.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { NUMERIC_FUNCTION, requireNumber } from '../matrix/numbers.js';
import { notPositiveDefinite } from './cholesky.js';
import { symmetricEigen } from './symmetric-eigen.js';

/**
 * V diag(f(λ)) Vᵀ for A = V diag(λ) Vᵀ; exactly symmetric.
 *
 * @example
 * symmetricFunction([[2, 0], [0, 3]], (x) => x * x).toRows(); // [[4, 0], [0, 9]]
 */
export function symmetricFunction(A: MatrixLike, f: (eigenvalue: number) => number): Float64Matrix {
  checkArgument('symmetricFunction', 'f', f, NUMERIC_FUNCTION);
  const { values, vectors } = symmetricEigen(A);
  const images = values.map((value) => {
    const image = f(value);
    requireNumber('symmetricFunction', 'f', image);
    return image;
  });
  const result = product(
    vectors.map((x, _, k) => x * images[k]),
    vectors,
    { transposeRight: true },
  );
  for (let i = 0; i < result.rows; i++) for (let j = 0; j < i; j++) result.data[j * result.cols + i] = result.at(i, j);
  return result;
}

/**
 * exp A of a symmetric A.
 * @example symmetricExp([[0, 0], [0, 0]]).toRows() // [[1, 0], [0, 1]]
 */
export function symmetricExp(A: MatrixLike): Float64Matrix {
  return symmetricFunction(A, Math.exp);
}

/**
 * log A of a symmetric positive definite A.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, `details.value` being the offending eigenvalue.
 * @example symmetricLog([[1, 0], [0, 1]]).toRows() // [[0, 0], [0, 0]]
 */
export function symmetricLog(A: MatrixLike): Float64Matrix {
  let index = 0;
  return symmetricFunction(A, (x) => {
    if (!(x > 0)) throw notPositiveDefinite('symmetricLog', index, x);
    index++;
    return Math.log(x);
  });
}
