/** Samples in ranges of rows, so that a chunk and what is made of it stay in the second-level cache. */
import type { Float64Layout } from '@isotypic/numeric/dense';

/** Numbers in a chunk: 1 MiB. */
const CHUNK_NUMBERS = 2 ** 17;

/** Rows of a chunk of samples of this many columns; at least 64, below which a product is mostly overhead. */
export function chunkHeight(columns: number): number {
  return Math.max(64, Math.floor(CHUNK_NUMBERS / Math.max(1, columns)));
}

/** [start, end) of each chunk. */
export function* chunksOf(rows: number, columns: number): Generator<readonly [start: number, end: number]> {
  const height = chunkHeight(columns);
  for (let start = 0; start < rows; start += height) yield [start, Math.min(rows, start + height)];
}

/** Rows `start` to `end` over the same memory. */
export function rowRange({ data, cols }: Float64Layout, start: number, end: number): Float64Layout {
  return { data: data.subarray(start * cols, end * cols), rows: end - start, cols };
}

/** sum + part, in place of either; part alone where nothing was summed yet. */
export function added<M extends Float64Layout>(sum: M | undefined, part: M): M {
  if (sum === undefined) return part;
  accumulate(sum, part);
  return sum;
}

/** target += part, entry by entry. */
export function accumulate(target: Float64Layout, part: Float64Layout): void {
  for (let i = 0; i < target.data.length; i++) target.data[i] += part.data[i];
}
