/** How far two values of a function are apart. */
import type { Part } from './spaces.js';

/** max |aᵢ − bᵢ| over a part. */
export function largestDifference(a: Float64Array, b: Float64Array, { offset, dimension, copies }: Part): number {
  let largest = 0;
  for (let i = offset; i < offset + dimension * copies; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (d > largest) largest = d;
  }
  return largest;
}
