/** Conjugacy classes and the identification of an element's class. */
import { BudgetExceededError, IsotypicError } from '../errors.js';
import type { Permutation } from '../permutations/permutation.js';
import type { WorkOptions } from '../work.js';
import { enumerateClasses } from './enumerated-classes.js';
import type { PermutationGroup } from './permutation-group.js';
import { rankOf } from './rank.js';

export interface ConjugacyClass {
  readonly representative: Permutation;
  readonly size: bigint;
  readonly elementOrder: bigint;
}

export interface ClassList {
  /** Identity first, then by element order, then by size; deterministic. */
  readonly classes: readonly ConjugacyClass[];
  /** Index of the class of a member. */
  classOf(p: Permutation): number;
}

/** Groups up to this order are listed element by element unless a budget says otherwise. */
const LISTED = 2_000_000n;

/** @throws {BudgetExceededError} when the group is too large for the methods at hand */
export function conjugacyClassList(group: PermutationGroup, options: WorkOptions = {}): ClassList {
  if (group.order > LISTED) {
    throw new BudgetExceededError({
      where: 'PermutationGroup.conjugacyClasses',
      expected: `a group of order at most ${LISTED}`,
      received: `order ${group.order}`,
      details: { spent: 0, budget: options.budget },
    });
  }
  const { representatives, sizes, labels } = enumerateClasses(group.chain, group.generators);
  const order = representatives.map((_, i) => i);
  const orders = representatives.map((p) => p.order());
  order.sort((a, b) => Number(orders[a] - orders[b]) || sizes[a] - sizes[b] || a - b);
  const newIndex = new Int32Array(order.length);
  order.forEach((old, i) => {
    newIndex[old] = i;
  });
  return {
    classes: order.map((i) => ({
      representative: representatives[i],
      size: BigInt(sizes[i]),
      elementOrder: orders[i],
    })),
    classOf(p) {
      const rank = p.degree === group.degree ? rankOf(group.chain, p.images) : undefined;
      if (rank === undefined) throw notInGroup('PermutationGroup.classOf', p);
      return newIndex[labels[rank]];
    },
  };
}

export function notInGroup(where: string, p: Permutation): IsotypicError {
  return new IsotypicError('NOT_IN_GROUP', { where, expected: 'an element of the group', received: String(p) });
}
