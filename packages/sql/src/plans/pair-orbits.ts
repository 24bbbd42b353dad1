/** The orbits of pairs of variables under permutations: entries of second moments that the symmetry makes equal. */
import { DisjointSets } from '@isotypic/algebra/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import type { IsotypicStructure } from '@isotypic/stats';

/** Symmetric orbitals of the n variables of all spaces. */
export interface PairOrbits {
  readonly n: number;
  readonly count: number;
  /** The orbit of (i, j), and of (j, i), at i·n + j. */
  readonly labels: Int32Array;
  /** The pairs i ≤ j of each orbit. */
  readonly pairs: readonly (readonly (readonly [i: number, j: number])[])[];
  /** Orbits of variables: the label of each. */
  readonly points: Int32Array;
}

/** Undefined where the group does not permute the variables of every space. */
export function pairOrbits(structures: readonly IsotypicStructure[]): PairOrbits | undefined {
  const actions: PermutationRepresentation[] = [];
  for (const { representation } of structures) {
    if (!(representation instanceof PermutationRepresentation)) return undefined;
    actions.push(representation);
  }
  const n = structures.reduce((sum, { dimension }) => sum + dimension, 0);
  const generators = actions[0].images.map((_, g) => jointImages(actions, g));
  const sets = new DisjointSets(n * n);
  const points = new DisjointSets(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sets.unite(i * n + j, j * n + i);
  for (const images of generators) {
    points.uniteAlong(images);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sets.unite(i * n + j, images[i] * n + images[j]);
  }
  const { labels, sizes } = sets.labeled();
  const pairs: [number, number][][] = Array.from(sizes, () => []);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) pairs[labels[i * n + j]].push([i, j]);
  return { n, count: sizes.length, labels, pairs, points: points.labeled().labels };
}

function jointImages(actions: readonly PermutationRepresentation[], g: number): Int32Array {
  const images: number[] = [];
  for (const action of actions) {
    const start = images.length;
    for (const point of action.images[g].images) images.push(start + point);
  }
  return Int32Array.from(images);
}
