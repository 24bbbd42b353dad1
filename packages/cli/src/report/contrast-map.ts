/** The components drawn on the columns: the orthonormal basis as a heat map, a row for each of its vectors. */
import type { IsotypicDecomposition } from '@isotypic/reps';
import { type Block, matrixMap } from './figures.js';

/** Above this many columns a vector of the basis is no longer seen. */
const MOST_COLUMNS = 64;

export async function contrastMap(
  decomposition: IsotypicDecomposition,
  columns: readonly string[],
  blocks: readonly Block[],
): Promise<string | undefined> {
  const D = columns.length;
  if (D > MOST_COLUMNS || D < 2) return undefined;
  const { data: Q } = decomposition.orthonormalBasis();
  // Vectors are as long as they are, whatever the number of columns: each row on its own largest entry.
  const values = new Float64Array(D * D);
  for (let j = 0; j < D; j++) {
    let largest = 0;
    for (let i = 0; i < D; i++) largest = Math.max(largest, Math.abs(Q[i * D + j]));
    for (let i = 0; i < D; i++) values[j * D + i] = Q[i * D + j] / largest;
  }
  const rows = blocks.flatMap(({ label, size }) => Array.from({ length: size }, (_, r) => (r === 0 ? label : '')));
  return matrixMap({ title: 'components on the columns', rows, columns, values });
}
