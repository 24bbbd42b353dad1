/** What numeric representations need of dense float64 matrices beside their products. Row-major. */
import type { Float64Layout } from '@isotypic/algebra';

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
