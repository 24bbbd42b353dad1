/** Covariances under permutations of the variables, straight from orbitals: no decomposition, any permutation group. */
import type { Permutation } from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';

/** A partition of 0…n−1 by color, colors numbered by first occurrence. */
export interface Coloring {
  readonly colors: Int32Array;
  readonly count: number;
}

/** Orbits of the group generated on D points. */
export function pointOrbits(D: number, generators: readonly Permutation[]): Coloring {
  const orbits = new DisjointSets(D);
  for (const { images } of generators) orbits.uniteAlong(images);
  return coloring(orbits);
}

/**
 * Orbits on ordered pairs joined with their transposes, colors on i·D + j: the entries of a symmetric matrix in the
 * commutant that must be equal. The number of colors is the number of its free parameters.
 */
export function symmetricOrbitals(D: number, generators: readonly Permutation[]): Coloring {
  const pairs = new DisjointSets(D * D);
  for (let i = 0; i < D; i++) for (let j = 0; j < i; j++) pairs.unite(i * D + j, j * D + i);
  for (const { images } of generators) {
    for (let i = 0; i < D; i++) {
      const row = images[i] * D;
      for (let j = 0; j < D; j++) pairs.unite(i * D + j, row + images[j]);
    }
  }
  return coloring(pairs);
}

function coloring(sets: DisjointSets): Coloring {
  const { labels, sizes } = sets.labeled();
  return { colors: labels, count: sizes.length };
}

/** The orthogonal projection on vectors constant on the classes: entries are averaged, and come out exactly equal. */
export function averageOver(values: Float64Array, { colors, count }: Coloring): Float64Array {
  const sums = new Float64Array(count);
  const sizes = new Int32Array(count);
  for (let k = 0; k < values.length; k++) {
    sums[colors[k]] += values[k];
    sizes[colors[k]]++;
  }
  return values.map((_, k) => sums[colors[k]] / sizes[colors[k]]);
}
