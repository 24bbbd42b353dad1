/** Covariances under permutations of the variables, straight from orbitals: no decomposition, any permutation group. */
import { DisjointSets, type Permutation } from '@isotypic/algebra';

/** A partition of 0…n−1 by colour, colours numbered by first occurrence. */
export interface Colouring {
  readonly colours: Int32Array;
  readonly count: number;
}

/** Orbits of the group generated on D points. */
export function pointOrbits(D: number, generators: readonly Permutation[]): Colouring {
  const orbits = new DisjointSets(D);
  for (const { images } of generators) orbits.uniteAlong(images);
  return colouring(orbits);
}

/**
 * Orbits on ordered pairs joined with their transposes, colours on i·D + j: the entries of a symmetric matrix in the
 * commutant that must be equal. The number of colours is the number of its free parameters.
 */
export function symmetricOrbitals(D: number, generators: readonly Permutation[]): Colouring {
  const pairs = new DisjointSets(D * D);
  for (let i = 0; i < D; i++) for (let j = 0; j < i; j++) pairs.unite(i * D + j, j * D + i);
  for (const { images } of generators) {
    for (let i = 0; i < D; i++) {
      const row = images[i] * D;
      for (let j = 0; j < D; j++) pairs.unite(i * D + j, row + images[j]);
    }
  }
  return colouring(pairs);
}

function colouring(sets: DisjointSets): Colouring {
  const { labels, sizes } = sets.labelled();
  return { colours: labels, count: sizes.length };
}

/** The orthogonal projection on vectors constant on the classes: entries are averaged, and come out exactly equal. */
export function averageOver(values: Float64Array, { colours, count }: Colouring): Float64Array {
  const sums = new Float64Array(count);
  const sizes = new Int32Array(count);
  for (let k = 0; k < values.length; k++) {
    sums[colours[k]] += values[k];
    sizes[colours[k]]++;
  }
  return values.map((_, k) => sums[colours[k]] / sizes[colours[k]]);
}
