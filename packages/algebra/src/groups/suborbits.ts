/**
 * Orbitals of one transitive action without a table of pairs: they correspond to the suborbits, the orbits of the
 * stabiliser of point 0 (Cameron 1999, §1.11). O(degree) memory beyond the stabiliser chain.
 */
import { invalidArgument } from '../errors.js';
import { randomSource } from '../random.js';
import { orbitRepresentatives } from './orbits.js';
import type { PermutationGroup } from './permutation-group.js';
import { SchreierTree, strongGenerator, transversalBudget } from './schreier-tree.js';
import { keepShallow } from './shallow-tree.js';
import { Word } from './word.js';

export interface Suborbits {
  /** The number of orbitals. */
  readonly rank: number;
  /** subdegrees[k] is the length of suborbit k; suborbits are numbered by their smallest points, so suborbit 0 is {0}. */
  readonly subdegrees: readonly number[];
  /** The suborbits' smallest points. */
  readonly representatives: readonly number[];
  /** The orbital of the pair (x, y): the suborbit of u⁻¹y, where u in the group carries 0 to x. */
  labelOf(x: number, y: number): number;
  /** paired[k] is the orbital of (y, x) where (x, y) lies in orbital k. */
  readonly paired: readonly number[];
  /** For (x, z) in orbital k, the number of y with (x, y) in orbital i and (y, z) in orbital j. O(degree) each. */
  intersectionNumber(i: number, j: number, k: number): number;
}

/**
 * The suborbits of a transitive group.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the group is not transitive
 * @example suborbits(parseGroup('symmetric(5) on pairs')).subdegrees // [1, 6, 3], those that meet and those that do not
 */
export function suborbits(group: PermutationGroup): Suborbits {
  if (!group.isTransitive())
    throw invalidArgument('suborbits', 'a transitive group', `${group.orbits().length} orbits`);
  const { degree } = group;
  const nearest = orbitRepresentatives(degree, group.stabilizer(0).generators);
  const label = new Int32Array(degree);
  const representatives: number[] = [];
  const subdegrees: number[] = [];
  for (let x = 0; x < degree; x++) {
    if (nearest[x] === x) {
      label[x] = representatives.push(x) - 1;
      subdegrees.push(0);
    } else label[x] = label[nearest[x]];
    subdegrees[label[x]]++;
  }
  // No transversal elements are kept: points are carried back along the tree one at a time.
  const tree = new SchreierTree(degree, 0, transversalBudget(0));
  group.generators.forEach((g, i) => {
    tree.extend(strongGenerator(g.images, Word.generator(i)));
  });
  keepShallow(tree, randomSource(group.seed));
  const labelOf = (x: number, y: number): number => label[tree.carryBack(x, y)];
  return {
    rank: representatives.length,
    subdegrees,
    representatives,
    labelOf,
    paired: representatives.map((y) => labelOf(y, 0)),
    intersectionNumber(i, j, k) {
      const z = representatives[k];
      let count = 0;
      for (let y = 0; y < degree; y++) if (label[y] === i && labelOf(y, z) === j) count++;
      return count;
    },
  };
}
