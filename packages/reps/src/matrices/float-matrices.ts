/** Just enough dense float64 algebra for numeric representations. Row-major. */
import type { Float64Layout } from '@isotypic/algebra';

export function identityFloat(n: number): Float64Layout {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { data, rows: n, cols: n };
}

export function multiplyFloat(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      const a = A.data[i * A.cols + k];
      if (a === 0) continue;
      for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += a * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

export function transposeFloat(A: Float64Layout): Float64Layout {
  const data = new Float64Array(A.data.length);
  for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.cols; j++) data[j * A.rows + i] = A.data[i * A.cols + j];
  return { data, rows: A.cols, cols: A.rows };
}

export function traceFloat(A: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < A.rows; i++) sum += A.data[i * A.cols + i];
  return sum;
}

/** max |A − B| entry by entry. */
export function distanceFloat(A: Float64Layout, B: Float64Layout): number {
  let worst = 0;
  for (let i = 0; i < A.data.length; i++) worst = Math.max(worst, Math.abs(A.data[i] - B.data[i]));
  return worst;
}

/** A ← A + factor·B, in place. */
export function addScaled(A: Float64Layout, factor: number, B: Float64Layout): void {
  for (let i = 0; i < A.data.length; i++) A.data[i] += factor * B.data[i];
}
