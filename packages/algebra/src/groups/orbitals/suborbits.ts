/**
 * Orbitals of a transitive action, with itself or with another one, without a table of pairs: they correspond to the
 * suborbits, the orbits of the stabilizer of point 0 (Cameron 1999, §1.11). O(degree) memory beyond the stabilizer
 * chain.
 */
import { checkArgument, checkOptions, integer, WORK_OPTION_KINDS } from '../../arguments.js';
import { IsotypicError, invalidArgument } from '../../errors.js';
import { beside } from '../../permutations/images.js';
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { checkPair, permutationsKind } from '../argument-checks.js';
import { SchreierTree, strongGenerator, transversalBudget } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { pointwiseStabilizer } from '../structure/pointwise-stabilizer.js';
import { Word } from '../word.js';

/** The orbitals of a group on X × Y, transitive on X. */
export interface SuborbitsBetween {
  /** The number of orbitals. */
  readonly rank: number;
  /** subdegrees[k] is the length of suborbit k of Y; suborbits are numbered by their smallest points. */
  readonly subdegrees: readonly number[];
  /** The suborbits' smallest points. */
  readonly representatives: readonly number[];
  /** The orbital of the pair (x, y): the suborbit of u⁻¹y, where u in the group carries 0 to x. */
  labelOf(x: number, y: number): number;
}

/** The orbitals of a transitive group on pairs of its points; suborbit 0 is {0}. */
export interface Suborbits extends SuborbitsBetween {
  /** paired[k] is the orbital of (y, x) where (x, y) lies in orbital k. */
  readonly paired: readonly number[];
  /** For (x, z) in orbital k, the number of y with (x, y) in orbital i and (y, z) in orbital j. O(degree) each. */
  intersectionNumber(i: number, j: number, k: number): number;
}

/**
 * The suborbits of a transitive group. One step is one sift.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the group is not transitive
 * @example suborbits(parseGroup('symmetric(5) on pairs')).subdegrees // [1, 6, 3], those that meet, those that do not
 */
export function suborbits(group: PermutationGroup, options: WorkOptions = {}): Suborbits {
  const where = 'suborbits';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  requireTransitive(where, group);
  const { degree } = group;
  const { label, ...answer } = orbitsOfStabilizer(group, 0, degree, new WorkMeter(where, options));
  const { labelOf, representatives } = answer;
  return {
    ...answer,
    paired: representatives.map((y) => labelOf(y, 0)),
    intersectionNumber(i, j, k) {
      for (const [name, value] of Object.entries({ i, j, k })) {
        checkArgument('Suborbits.intersectionNumber', name, value, integer(0, representatives.length - 1));
      }
      const z = representatives[k];
      let count = 0;
      for (let y = 0; y < degree; y++) if (label[y] === i && labelOf(y, z) === j) count++;
      return count;
    },
  };
}

/**
 * The orbitals between a transitive group's points and another action of it, given by the images of its generators: the
 * same as {@link orbitals}, whose table of pairs this does without. One step is one sift.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the group is not transitive; `SHAPE_MISMATCH` when there is not one
 *   image for each generator; `DEGREE_MISMATCH` when their degrees differ
 * @example
 * const points = catalogue.symmetric(5);
 * suborbitsBetween(points, actionOnSubsets(points, 2).generators).subdegrees // [4, 6], pairs with point 0 and without
 */
export function suborbitsBetween(
  group: PermutationGroup,
  images: readonly Permutation[],
  options: WorkOptions = {},
): SuborbitsBetween {
  const where = 'suborbitsBetween';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'images', images, permutationsKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  requireTransitive(where, group);
  if (images.length !== group.generators.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `images to have ${group.generators.length} entries, one for each generator`,
      received: `${images.length}`,
    });
  }
  const { degree } = group;
  const length = images[0]?.degree ?? 0;
  const joint = group.generators.map((g, k) => {
    if (images[k].degree !== length) {
      throw new IsotypicError('DEGREE_MISMATCH', {
        where,
        expected: `images to have one degree, ${length}`,
        received: `one of degree ${images[k].degree}`,
      });
    }
    return beside([g.images, images[k].images]);
  });
  const onBoth = group.acting(joint, degree + length);
  const { label: _, ...answer } = orbitsOfStabilizer(onBoth, degree, length, new WorkMeter(where, options));
  return answer;
}

/** The orbits of the stabilizer of point 0 on the invariant interval of `length` points from `offset` on. */
function orbitsOfStabilizer(
  group: PermutationGroup,
  offset: number,
  length: number,
  meter: WorkMeter,
): SuborbitsBetween & { readonly label: Int32Array } {
  const nearest = orbitRepresentatives(group.degree, pointwiseStabilizer(group, [0], meter).generators);
  const label = new Int32Array(length);
  // With an offset the rows are the points before it.
  const rows = offset === 0 ? length : offset;
  const representatives: number[] = [];
  const subdegrees: number[] = [];
  for (let y = 0; y < length; y++) {
    if (nearest[offset + y] === offset + y) {
      label[y] = representatives.push(y) - 1;
      subdegrees.push(0);
    } else label[y] = label[nearest[offset + y] - offset];
    subdegrees[label[y]]++;
  }
  // No transversal elements are kept: points are carried back along the tree one at a time.
  const tree = new SchreierTree(group.degree, 0, transversalBudget(0));
  group.generators.forEach((g, i) => {
    tree.extend(strongGenerator(g.images, Word.generator(i)));
  });
  keepShallow(tree, randomSource(group.seed), meter);
  return {
    rank: representatives.length,
    subdegrees,
    representatives,
    labelOf(x, y) {
      checkPair('Suborbits.labelOf', ['x', x, rows], ['y', y, length]);
      return label[tree.carryBack(x, offset + y) - offset];
    },
    label,
  };
}

function requireTransitive(where: string, group: PermutationGroup): void {
  if (group.isTransitive()) return;
  throw invalidArgument(
    where,
    'group to be transitive',
    `${group.orbits().length} orbits`,
    'Take its orbits one by one.',
  );
}
