/** Compensated sums. */
import type { Float64Layout } from '../matrix/layout.js';

/**
 * Σ over rows of each column, compensated: Knuth's TwoSum, exact and without a branch, gives what each addition lost,
 * and the losses are added at the end. The error is 2ε·|sum| + O(N ε²)·Σ|x|.
 * Source: Ogita, Rump, Oishi, Accurate sum and dot product (2005), Algorithm 4.4.
 *
 * @example
 * columnSums({ data: Float64Array.of(1, 1e100, 1, -1e100), rows: 4, cols: 1 }); // [2]
 */
export function columnSums({ data, rows, cols }: Float64Layout): Float64Array {
  const sums = new Float64Array(cols);
  const lost = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    const at = i * cols;
    for (let j = 0; j < cols; j++) {
      const x = data[at + j];
      const sum = sums[j];
      const next = sum + x;
      const part = next - sum;
      lost[j] += sum - (next - part) + (x - part);
      sums[j] = next;
    }
  }
  for (let j = 0; j < cols; j++) if (Number.isFinite(lost[j])) sums[j] += lost[j];
  return sums;
}
