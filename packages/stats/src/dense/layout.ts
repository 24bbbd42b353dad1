/** Row-major float64 matrices as plain layouts, and the few shapes of copying that estimators need. */
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric';

export type { Float64Layout };

export function zeros(rows: number, cols: number): Float64Matrix {
  return new Float64Matrix(rows, cols);
}

export function identity(n: number): Float64Matrix {
  const I = zeros(n, n);
  for (let i = 0; i < n; i++) I.data[i * n + i] = 1;
  return I;
}

export function transpose({ data, rows, cols }: Float64Layout): Float64Layout {
  const out = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = data[i * cols + j];
  return { data: out, rows: cols, cols: rows };
}

/** A·B for small matrices, synchronous; the big products go through the backend. */
export function times(A: Float64Layout, B: Float64Layout): Float64Layout {
  const out = zeros(A.rows, B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      const a = A.data[i * A.cols + k];
      if (a === 0) continue;
      for (let j = 0; j < B.cols; j++) out.data[i * B.cols + j] += a * B.data[k * B.cols + j];
    }
  }
  return out;
}

/** A·Bᵀ for small matrices. */
export function timesTransposed(A: Float64Layout, B: Float64Layout): Float64Layout {
  const out = zeros(A.rows, B.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[i * A.cols + k] * B.data[j * B.cols + k];
      out.data[i * B.rows + j] = sum;
    }
  }
  return out;
}

/** (M + Mᵀ)/2 in place: rounding must not break a symmetry that holds. */
export function symmetrise<M extends Float64Layout>(M: M): M {
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
