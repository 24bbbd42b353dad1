/** Actions that an action on points induces: on k-subsets, arrangements, tuples, and of the group on itself. */

import { checkArgument, checkOptions, integer } from '../arguments.js';
import type { StabilizerChain } from '../groups/chain/stabilizer-chain.js';
import { describeOperand, named } from '../groups/names.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter } from '../work.js';
import {
  CONSTRUCTION_OPTION_KINDS,
  type ConstructionOptions,
  checkSize,
  MAX_ACTION_DEGREE,
  MAX_LISTED,
} from './options.js';
import { type OrbitAction, orbitWithin } from './orbit-action.js';
import { arrangementRanking, forEachArrangement, forEachSubset, subsetRanking } from './rankings.js';

/**
 * The action on all k-subsets of the points, numbered lexicographically: point 0 is {0, …, k−1}. One step is one
 * subset.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past `limit` subsets, by default
 *   2²⁴
 * @example actionOnSubsets(catalogue.symmetric(5), 2).degree // 10
 */
export function actionOnSubsets(
  group: PermutationGroup,
  k: number,
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'actionOnSubsets';
  checkArgument(where, 'group', group, groupKind);
  checkSizeAndOptions(where, k, options, group.degree);
  let degree = 1;
  // The products are binomial coefficients: whole, and exact below 2⁵³.
  for (let i = 0; i < Math.min(k, group.degree - k) && degree <= Number.MAX_SAFE_INTEGER; i++) {
    degree = (degree * (group.degree - i)) / (i + 1);
  }
  checkSize(where, 'subsets', degree, options.limit ?? MAX_ACTION_DEGREE);
  const meter = new WorkMeter(where, options);
  const rank = subsetRanking(group.degree, k);
  const image = new Uint32Array(k);
  const images = group.generators.map(() => new Uint32Array(degree));
  forEachSubset(group.degree, k, (subset, index) => {
    meter.step();
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
 * The action on all k-tuples of different points, numbered lexicographically. One step is one tuple.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ k ≤ degree; `OUT_OF_MEMORY` past `limit` arrangements, by
 * default 2²⁴
 * @example actionOnArrangements(catalogue.symmetric(4), 2).degree // 12
 */
export function actionOnArrangements(
  group: PermutationGroup,
  k: number,
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'actionOnArrangements';
  checkArgument(where, 'group', group, groupKind);
  checkSizeAndOptions(where, k, options, group.degree);
  let degree = 1;
  for (let i = 0; i < k && degree <= Number.MAX_SAFE_INTEGER; i++) degree *= group.degree - i;
  checkSize(where, 'arrangements', degree, options.limit ?? MAX_ACTION_DEGREE);
  const meter = new WorkMeter(where, options);
  const rank = arrangementRanking(group.degree, k);
  const image = new Uint32Array(k);
  const images = group.generators.map(() => new Uint32Array(degree));
  forEachArrangement(group.degree, k, (tuple, index) => {
    meter.step();
    group.generators.forEach((g, m) => {
      for (let i = 0; i < k; i++) image[i] = g.images[tuple[i]];
      images[m][index] = rank(image);
    });
  });
  return named(groupOf(images, degree), () => `${describeOperand(group, 'atom')} on arrangements(${k})`);
}

/**
 * The action on all nᵏ k-tuples of points, repetitions allowed, numbered lexicographically: (i, j) is in + j. Its
 * permutation representation is the k-th tensor power of the one on points. One step is one tuple.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k ≥ 1; `OUT_OF_MEMORY` past `limit` tuples, by default 2²⁴
 * @example actionOnTuples(catalogue.symmetric(4), 2).degree // 16
 */
export function actionOnTuples(
  group: PermutationGroup,
  k: number,
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'actionOnTuples';
  checkArgument(where, 'group', group, groupKind);
  checkSizeAndOptions(where, k, options, Number.MAX_SAFE_INTEGER);
  const n = group.degree;
  const count = n ** k;
  checkSize(where, 'tuples', count, options.limit ?? MAX_ACTION_DEGREE);
  const meter = new WorkMeter(where, options);
  const images = group.generators.map((g) =>
    Permutation.fromImages(
      Uint32Array.from({ length: count }, (_, index) => {
        meter.step();
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

/**
 * The left regular action g ↦ (h ↦ gh) of a small group, points numbered breadth first from the identity, point 0. One
 * step is one sift, or one product.
 * @throws {IsotypicError} `OUT_OF_MEMORY` when the order exceeds `limit`, by default 2²⁰
 * @example regularAction(catalogue.symmetric(4)).degree // 24
 */
export function regularAction(group: PermutationGroup, options: ConstructionOptions = {}): PermutationGroup {
  const where = 'regularAction';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  checkSize(where, 'an order', group.orderWithin(meter), options.limit ?? MAX_LISTED);
  const { images, points } = elementNumbering(where, group, meter);
  return named(
    new PermutationGroup(images, { degree: points.length }),
    () => `${describeOperand(group, 'atom')} on regular`,
  );
}

/**
 * The elements of a small group numbered breadth first from the identity, with left multiplication by the generators.
 */
export function elementNumbering(where: string, group: PermutationGroup, meter: WorkMeter): OrbitAction<Permutation> {
  const maps = group.generators.map((g) => (h: Permutation) => g.times(h));
  const key = elementKey(group.chainWithin(meter));
  return orbitWithin(where, maps, [Permutation.identity(group.degree)], key, Number(group.order), meter);
}

/** Tells the elements of a group apart, by the images of its base. */
export function elementKey({ base }: StabilizerChain): (g: Permutation) => string {
  return ({ images }) => base.map((b) => images[b]).join();
}

/**
 * The Cayley table of a small group: `elements[k]` is the element numbered k, the identity first, and
 * `table[i][j]` the number of `elements[i].times(elements[j])`. One step is one sift, or one product.
 * @throws {IsotypicError} `OUT_OF_MEMORY` when the order exceeds `limit`, by default 4096: a table of 2²⁴ entries
 * @example cayleyTable(catalogue.cyclic(3)).table // [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
 */
export function cayleyTable(
  group: PermutationGroup,
  options: ConstructionOptions = {},
): { elements: readonly Permutation[]; table: number[][] } {
  const where = 'cayleyTable';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  checkSize(where, 'an order', group.orderWithin(meter), options.limit ?? 4096);
  const { points, indexOf } = elementNumbering(where, group, meter);
  const row = (g: Permutation): number[] => {
    meter.step(points.length);
    return points.map((h) => indexOf(g.times(h)));
  };
  return { elements: points, table: points.map(row) };
}

function groupOf(images: readonly Uint32Array[], degree: number): PermutationGroup {
  return new PermutationGroup(
    images.map((list) => Permutation.fromImages(list)),
    { degree },
  );
}

function checkSizeAndOptions(where: string, k: number, options: ConstructionOptions, most: number): void {
  checkArgument(where, 'k', k, integer(1, most));
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
}
