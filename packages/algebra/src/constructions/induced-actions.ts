/** Actions that an action on points induces: on k-subsets, arrangements, tuples, and of the group on itself. */
import { describeOperand, named } from '../catalogue/names.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { MAX_ACTION_DEGREE, type OrbitAction, orbitAction } from './orbit-action.js';
import { arrangementRanking, forEachArrangement, forEachSubset, subsetRanking } from './rankings.js';

/**
 * The action on all k-subsets of the points, numbered lexicographically: point 0 is {0, …, k−1}.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past 2²⁴ subsets
 * @example actionOnSubsets(catalogue.symmetric(5), 2).degree // 10
 */
export function actionOnSubsets(group: PermutationGroup, k: number): PermutationGroup {
  const degree = requireSize('actionOnSubsets', group, k);
  const rank = subsetRanking(group.degree, k);
  const image = new Uint32Array(k);
  const images = group.generators.map(() => new Uint32Array(degree));
  forEachSubset(group.degree, k, (subset, index) => {
    group.generators.forEach((g, m) => {
      for (let i = 0; i < k; i++) image[i] = g.images[subset[i]];
      images[m][index] = rank(image.sort());
    });
  });
  return named(
    groupOf(images, degree),
    () => `${describeOperand(group, 'atom')} on ${k === 2 ? 'pairs' : `subsets(${k})`}`,
  );
}

/**
 * The action on all k-tuples of different points, numbered lexicographically.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past 2²⁴ arrangements
 */
export function actionOnArrangements(group: PermutationGroup, k: number): PermutationGroup {
  const degree = requireSize('actionOnArrangements', group, k);
  const rank = arrangementRanking(group.degree, k);
  const image = new Uint32Array(k);
  const images = group.generators.map(() => new Uint32Array(degree));
  forEachArrangement(group.degree, k, (tuple, index) => {
    group.generators.forEach((g, m) => {
      for (let i = 0; i < k; i++) image[i] = g.images[tuple[i]];
      images[m][index] = rank(image);
    });
  });
  return named(groupOf(images, degree), () => `${describeOperand(group, 'atom')} on arrangements(${k})`);
}

/**
 * The action on all nᵏ k-tuples of points, repetitions allowed, numbered lexicographically: (i, j) is in + j. Its
 * permutation representation is the k-th tensor power of the one on points.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k ≥ 1; `OUT_OF_MEMORY` past 2²⁴ tuples
 */
export function actionOnTuples(group: PermutationGroup, k: number): PermutationGroup {
  if (!Number.isInteger(k) || k < 1) throw invalidArgument('actionOnTuples', 'an integer k ≥ 1', k);
  const n = group.degree;
  const count = n ** k;
  if (count > MAX_ACTION_DEGREE) throw tooMany('actionOnTuples', count);
  const images = group.generators.map((g) =>
    Permutation.fromImages(
      Uint32Array.from({ length: count }, (_, index) => {
        let image = 0;
        for (let rest = index, place = 1, i = 0; i < k; i++, place *= n, rest = Math.floor(rest / n)) {
          image += place * g.images[rest % n];
        }
        return image;
      }),
    ),
  );
  return named(
    new PermutationGroup(images, { degree: count }),
    () => `${describeOperand(group, 'atom')} on tuples(${k})`,
  );
}

/** Largest order for which the action of a group on itself is written out. */
export const MAX_REGULAR_ORDER = 1 << 20;

/**
 * The left regular action g ↦ (h ↦ gh) of a small group, points numbered breadth first from the identity, point 0.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the order exceeds 2²⁰
 */
export function regularAction(group: PermutationGroup): PermutationGroup {
  if (group.order > BigInt(MAX_REGULAR_ORDER)) {
    throw invalidArgument('regularAction', `a group of order at most ${MAX_REGULAR_ORDER}`, group.order);
  }
  return named(new PermutationGroup(elementNumbering(group).images, { degree: Number(group.order) }), () => {
    return `${describeOperand(group, 'atom')} on regular`;
  });
}

/**
 * The elements of a small group numbered breadth first from the identity, with left multiplication by the generators.
 */
export function elementNumbering(group: PermutationGroup): OrbitAction<Permutation> {
  const maps = group.generators.map((g) => (h: Permutation) => g.times(h));
  return orbitAction(maps, [Permutation.identity(group.degree)], elementKey(group));
}

/** Tells the elements of a group apart, by the images of its base. */
export function elementKey(group: PermutationGroup): (g: Permutation) => string {
  const { base } = group.chain;
  return ({ images }) => base.map((b) => images[b]).join();
}

/**
 * The Cayley table of a small group: `elements[k]` is the element numbered k, the identity first, and
 * `table[i][j]` the number of `elements[i].times(elements[j])`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the order exceeds 4096
 */
export function cayleyTable(group: PermutationGroup): { elements: readonly Permutation[]; table: number[][] } {
  if (group.order > 4096n) throw invalidArgument('cayleyTable', 'a group of order at most 4096', group.order);
  const { points, indexOf } = elementNumbering(group);
  return { elements: points, table: points.map((g) => points.map((h) => indexOf(g.times(h)))) };
}

function groupOf(images: readonly Uint32Array[], degree: number): PermutationGroup {
  return new PermutationGroup(
    images.map((list) => Permutation.fromImages(list)),
    { degree },
  );
}

/** The number of k-subsets or arrangements, refused when there are too many. */
function requireSize(where: string, group: PermutationGroup, k: number): number {
  if (!Number.isInteger(k) || k < 1 || k > group.degree) {
    throw invalidArgument(where, `an integer k from 1 to the degree ${group.degree}`, k);
  }
  let count = 1;
  for (let i = 0; i < k; i++) count *= where === 'actionOnSubsets' ? (group.degree - i) / (i + 1) : group.degree - i;
  if (count > MAX_ACTION_DEGREE) throw tooMany(where, count);
  return Math.round(count);
}

function tooMany(where: string, count: number): IsotypicError {
  return new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `at most ${MAX_ACTION_DEGREE} points`,
    received: `${count}`,
  });
}
