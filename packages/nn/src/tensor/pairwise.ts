/**
 * Sums in pairs: the error grows with the logarithm of the number of terms (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2002, §4.2), and the order is fixed by the shape alone.
 */

/** Terms added one by one at the leaves of the tree. */
const LEAF = 64;

/** Σ data[from], …, data[from + count − 1]. */
export function pairwiseSum(data: Float64Array, from: number, count: number): number {
  if (count > LEAF) {
    const half = LEAF * Math.ceil(count / LEAF / 2);
    return pairwiseSum(data, from, half) + pairwiseSum(data, from + half, count - half);
  }
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += data[i];
  return sum;
}

/** Adds `count` rows of `width` numbers, from `from` on, into target[at], …, which hold zeros. */
export function pairwiseRows(
  data: Float64Array,
  from: number,
  count: number,
  width: number,
  target: Float64Array,
  at: number,
): void {
  if (count > LEAF) {
    const half = LEAF * Math.ceil(count / LEAF / 2);
    pairwiseRows(data, from, half, width, target, at);
    const rest = new Float64Array(width);
    pairwiseRows(data, from + half * width, count - half, width, rest, 0);
    for (let j = 0; j < width; j++) target[at + j] += rest[j];
    return;
  }
  for (let i = 0; i < count; i++) {
    const row = from + i * width;
    for (let j = 0; j < width; j++) target[at + j] += data[row + j];
  }
}
