/** Covariances under permutations of the variables, straight from orbitals: no decomposition, any permutation group. */
import type { Permutation } from '@isotypic/algebra';

/** A partition of 0…n−1 by colour, colours numbered by first occurrence. */
export interface Colouring {
  readonly colours: Int32Array;
  readonly count: number;
}

/** Orbits of the group generated on D points. */
export function pointOrbits(D: number, generators: readonly Permutation[]): Colouring {
  return classes(D, (join) => {
    for (const { images } of generators) for (let i = 0; i < D; i++) join(i, images[i]);
  });
}

/**
 * Orbits on ordered pairs joined with their transposes, colours on i·D + j: the entries of a symmetric matrix in the
 * commutant that must be equal. The number of colours is the number of its free parameters.
 */
export function symmetricOrbitals(D: number, generators: readonly Permutation[]): Colouring {
  return classes(D * D, (join) => {
    for (let i = 0; i < D; i++) for (let j = 0; j < i; j++) join(i * D + j, j * D + i);
    for (const { images } of generators) {
      for (let i = 0; i < D; i++) {
        const row = images[i] * D;
        for (let j = 0; j < D; j++) join(i * D + j, row + images[j]);
      }
    }
  });
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

/** Union–find with path halving (Tarjan & van Leeuwen 1984). */
function classes(n: number, link: (join: (a: number, b: number) => void) => void): Colouring {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (x: number): number => {
    let y = x;
    while (parent[y] !== y) {
      parent[y] = parent[parent[y]];
      y = parent[y];
    }
    return y;
  };
  link((a, b) => {
    const [ra, rb] = [find(a), find(b)];
    if (ra !== rb) parent[Math.max(ra, rb)] = Math.min(ra, rb);
  });
  const colours = new Int32Array(n).fill(-1);
  let count = 0;
  for (let k = 0; k < n; k++) {
    const root = find(k);
    if (colours[root] === -1) colours[root] = count++;
    colours[k] = colours[root];
  }
  return { colours, count };
}
