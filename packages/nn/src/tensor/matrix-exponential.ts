/** exp of symmetric matrices, with all derivatives. */
import { checkArgument } from '@isotypic/algebra/internal';
import { add } from './add.js';
import { matmul } from './matmul.js';
import { scale } from './multiply.js';
import { shapeFault, shapeText, TENSOR, Tensor } from './tensor.js';

/** Terms of the series: for ‖A‖ ≤ 1/2 the rest is below 0.5¹⁵/15!·2 = 5e-17, half an ulp of 1. */
const DEGREE = 14;

/**
 * exp(A) for each matrix of a batch […, n, n], by scaling and squaring: A/2ᵏ with Frobenius norm at most 1/2, a series
 * of 14 terms, k squarings. The norm does not change when A is conjugated by an orthogonal matrix, and neither does
 * what is done. Right to some n·2ᵏε of ‖exp A‖: meant for symmetric A.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for what is not square
 * @example
 * matrixExponential(tensor([0, 0, 0, 1], [2, 2])).at(1, 1) - Math.E < 1e-14; // true
 */
export function matrixExponential(A: Tensor): Tensor {
  checkArgument('matrixExponential', 'A', A, TENSOR);
  const n = A.shape[A.shape.length - 1];
  if (A.shape.length < 2 || A.shape[A.shape.length - 2] !== n) {
    throw shapeFault('matrixExponential', 'square matrices over the last two axes', shapeText(A.shape));
  }
  let largest = 0;
  for (let from = 0; from < A.size; from += n * n) {
    let squares = 0;
    for (let i = from; i < from + n * n; i++) squares += A.data[i] ** 2;
    largest = Math.max(largest, Math.sqrt(squares));
  }
  // entries that are not finite stay so in the result, whatever k is
  const squarings = Number.isFinite(largest) && largest > 0.5 ? Math.ceil(Math.log2(largest)) + 1 : 0;
  const B = scale(A, 0.5 ** squarings);
  const one = identity(n);
  let sum = add(one, scale(B, 1 / DEGREE));
  for (let k = DEGREE - 1; k > 0; k--) sum = add(one, scale(matmul(B, sum), 1 / k));
  let result = sum;
  for (let k = 0; k < squarings; k++) result = matmul(result, result);
  return result;
}

function identity(n: number): Tensor {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return new Tensor([n, n], data);
}
