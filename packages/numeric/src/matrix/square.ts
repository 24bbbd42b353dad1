/** What square matrices have. */
import type { Float64Layout } from './layout.js';

/** Rows and columns taken at once: a cache line, and no more lines than share one set of the cache at a step of 2ᵏ. */
const SQUARE = 8;

/** (M + Mᵀ)/2 in place: rounding must not break a symmetry that holds. */
export function symmetrize<M extends Float64Layout>(M: M): M {
  const { data, rows: n } = M;
  for (let i0 = 0; i0 < n; i0 += SQUARE) {
    for (let j0 = 0; j0 <= i0; j0 += SQUARE) {
      const end = Math.min(n, i0 + SQUARE);
      for (let i = i0; i < end; i++) {
        const last = Math.min(i, j0 + SQUARE);
        for (let j = j0; j < last; j++) {
          const mid = (data[i * n + j] + data[j * n + i]) / 2;
          data[i * n + j] = mid;
          data[j * n + i] = mid;
        }
      }
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
