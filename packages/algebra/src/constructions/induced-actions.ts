/** Actions that an action on points induces: on k-subsets, arrangements, tuples, and of the group on itself. */
import { describeOperand, named } from '../catalogue/names.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { PermutationGroup as Group } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { MAX_ACTION_DEGREE, type OrbitAction, orbitAction } from './orbit-action.js';

type List = readonly number[];
const ascending = (a: number, b: number): number => a - b;

/**
 * The action on all k-subsets of the points, numbered lexicographically: point 0 is {0, …, k−1}.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past 2²⁴ subsets
 * @example actionOnSubsets(catalogue.symmetric(5), 2).degree // 10
 */
export function actionOnSubsets(group: PermutationGroup, k: number): PermutationGroup {
  requireSize('actionOnSubsets', group, k);
  const images = inducedImages('actionOnSubsets', group, subsets(group.degree, k), (list) => list.sort(ascending));
  return named(images, () => `${describeOperand(group, 'atom')} on ${k === 2 ? 'pairs' : `subsets(${k})`}`);
}

/**
 * The action on all k-tuples of different points, numbered lexicographically.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past 2²⁴ arrangements
 */
export function actionOnArrangements(group: PermutationGroup, k: number): PermutationGroup {
  requireSize('actionOnArrangements', group, k);
  const images = inducedImages('actionOnArrangements', group, arrangements(group.degree, k), (list) => list);
  return named(images, () => `${describeOperand(group, 'atom')} on arrangements(${k})`);
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
  return named(new Group(images, { degree: count }), () => `${describeOperand(group, 'atom')} on tuples(${k})`);
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
  return named(new Group(elementNumbering(group).images, { degree: Number(group.order) }), () => {
    return `${describeOperand(group, 'atom')} on regular`;
  });
}

/** The elements of a small group numbered breadth first from the identity, with left multiplication by the generators. */
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

function inducedImages(
  where: string,
  group: PermutationGroup,
  points: readonly List[],
  normalise: (list: number[]) => List,
): PermutationGroup {
  if (points.length > MAX_ACTION_DEGREE) throw tooMany(where, points.length);
  const maps = group.generators.map(
    (g) =>
      (list: List): List =>
        normalise(list.map((x) => g.images[x])),
  );
  return new Group(orbitAction(maps, points, String).images, { degree: points.length });
}

function requireSize(where: string, group: PermutationGroup, k: number): void {
  if (!Number.isInteger(k) || k < 1 || k > group.degree) {
    throw invalidArgument(where, `an integer k from 1 to the degree ${group.degree}`, k);
  }
  let count = 1;
  for (let i = 0; i < k; i++) count *= where === 'actionOnSubsets' ? (group.degree - i) / (i + 1) : group.degree - i;
  if (count > MAX_ACTION_DEGREE) throw tooMany(where, count);
}

function tooMany(where: string, count: number): IsotypicError {
  return new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `at most ${MAX_ACTION_DEGREE} points`,
    received: `${count}`,
  });
}

/** All k-subsets of {0, …, n−1} in lexicographic order. */
export function subsets(n: number, k: number): number[][] {
  const found: number[][] = [];
  const current = Array.from({ length: k }, (_, i) => i);
  for (;;) {
    found.push(current.slice());
    let i = k - 1;
    while (i >= 0 && current[i] === n - k + i) i--;
    if (i < 0) return found;
    for (let next = current[i] + 1; i < k; i++, next++) current[i] = next;
  }
}

function arrangements(n: number, k: number): number[][] {
  let found: number[][] = [[]];
  for (let place = 0; place < k; place++) {
    found = found.flatMap((list) =>
      Array.from({ length: n }, (_, x) => x)
        .filter((x) => !list.includes(x))
        .map((x) => [...list, x]),
    );
  }
  return found;
}
