/**
 * Sums in pairs: the error grows with the logarithm of the number of terms (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2002, §4.2), and the order is fixed by the shape alone.
 */

import { sharedTensorKernels } from '@isotypic/numeric/internal';

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

/** Between so many numbers rows are added in the arena; fewer take no longer here, more would make it large. */
const [FEW, MOST] = [1024, 2 ** 22];

/** Adds `count` rows of `width` numbers, from `from` on, into target[at], …, which hold zeros. */
export function pairwiseRows(
  data: Float64Array,
  from: number,
  count: number,
  width: number,
  target: Float64Array,
  at: number,
): void {
  if (count * width < FEW || count * width > MOST) {
    addRows(data, from, count, width, target, at);
    return;
  }
  const size = count * width;
  const depth = Math.max(0, Math.ceil(Math.log2(count / LEAF))) + 1; // each half in turn needs a row of its own
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(size + depth * width);
  heap.set(data.subarray(from, from + size), 0);
  const sum = (first: number, rows: number, to: number): void => {
    heap.fill(0, to, to + width);
    if (rows <= LEAF) {
      kernels.addRows(rows, width, first * width, to);
      return;
    }
    const half = LEAF * Math.ceil(rows / LEAF / 2);
    sum(first, half, to);
    sum(first + half, rows - half, to + width);
    kernels.addRows(1, width, to + width, to);
  };
  sum(0, count, size);
  target.set(heap.subarray(size, size + width), at);
}

function addRows(
  data: Float64Array,
  from: number,
  count: number,
  width: number,
  target: Float64Array,
  at: number,
): void {
  if (count > LEAF) {
    const half = LEAF * Math.ceil(count / LEAF / 2);
    addRows(data, from, half, width, target, at);
    const rest = new Float64Array(width);
    addRows(data, from + half * width, count - half, width, rest, 0);
    for (let j = 0; j < width; j++) target[at + j] += rest[j];
    return;
  }
  for (let i = 0; i < count; i++) {
    const row = from + i * width;
    for (let j = 0; j < width; j++) target[at + j] += data[row + j];
  }
}
