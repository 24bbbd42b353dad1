/** What square matrices have. */
import type { Float64Layout } from './layout.js';

/** (M + Mᵀ)/2 in place: rounding must not break a symmetry that holds. */
export function symmetrize<M extends Float64Layout>(M: M): M {
  const { data, rows: n } = M;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mid = (data[i * n + j] + data[j * n + i]) / 2;
      data[i * n + j] = mid;
      data[j * n + i] = mid;
    }
  }
  return M;
}

/** The sum of the diagonal. */
export function traceOf(M: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < M.rows; i++) sum += M.data[i * M.cols + i];
  return sum;
}
