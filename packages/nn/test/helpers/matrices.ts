/** Small float algebra for laws. */

import type { KernelBasis } from '@isotypic/nn';
import { numericalRank, svd } from '@isotypic/numeric/dense';

/** All elements of a basis, one filter after the other. */
export function elementsOf(basis: KernelBasis): Float64Array {
  const n = basis.dimension;
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  return basis.expand(identity);
}

/** ρ_out K ρ_inᵀ for K out×in, row-major. */
export function conjugated(
  out: Float64Array,
  K: Float64Array,
  into: Float64Array,
  [rows, cols]: readonly [number, number],
): Float64Array {
  const half = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++)
      for (let j = 0; j < cols; j++) half[i * cols + j] += out[i * rows + k] * K[k * cols + j];
  }
  const whole = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < cols; k++)
      for (let j = 0; j < cols; j++) whole[i * cols + j] += half[i * cols + k] * into[j * cols + k];
  }
  return whole;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

/** The rank of the rows of a matrix; the tolerance is relative to the largest singular value. */
export function rankOfRows(data: Float64Array, rows: number, relativeTolerance?: number): number {
  const cols = data.length / rows;
  const { values } = svd({ data, rows, cols });
  return numericalRank(values, { rows, cols }, relativeTolerance === undefined ? {} : { relativeTolerance });
}
