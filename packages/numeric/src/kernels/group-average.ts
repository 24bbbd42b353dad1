/** Orbit averages of columns: the Reynolds operator of a permutation representation, without products. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { DisjointSets, describe } from '@isotypic/algebra/internal/basics';
import { shapeMismatch } from '../matrix/layout.js';

/** A list of indices: an array of integers or a typed array. */
export type Indices = ArrayLike<number>;

/** A partition of 0…count−1: `label[i]` is the cell of i, cells numbered by their first element. */
export interface Cells {
  readonly label: Int32Array;
  readonly sizes: Int32Array;
}

/**
 * The orbits of 0…degree−1 under the group that the permutations generate (union–find, no group elements).
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_A_PERMUTATION`, naming `generators`.
 */
export function orbitCells(where: string, generators: readonly Indices[], degree: number): Cells {
  const joined = new DisjointSets(degree);
  for (const g of generators) {
    requirePermutation(where, g, degree);
    for (let i = 0; i < degree; i++) joined.unite(i, g[i]);
  }
  const { labels, sizes } = joined.labeled();
  return { label: labels, sizes };
}

function requirePermutation(where: string, images: Indices, degree: number): void {
  if (images.length !== degree) {
    throw shapeMismatch(
      where,
      `generators that are permutations of the ${degree} columns of X`,
      `one of ${images.length} images`,
    );
  }
  const seen = new Uint8Array(degree);
  for (let j = 0; j < degree; j++) {
    const image = images[j];
    if (!(Number.isInteger(image) && image >= 0 && image < degree) || seen[image]) {
      throw new IsotypicError('NOT_A_PERMUTATION', {
        where,
        expected: `each of 0…${degree - 1} once in each of generators`,
        received: `${describe(image)} at position ${j}`,
      });
    }
    seen[image] = 1;
  }
}
