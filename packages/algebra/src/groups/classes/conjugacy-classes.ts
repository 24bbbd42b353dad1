/** Conjugacy classes of a permutation group: which method answers, and the order in which classes are listed. */
import { IsotypicError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { rankOf } from '../rank.js';
import { specialCasesAreOn } from '../special-cases.js';
import { directProductClasses } from './direct-product-classes.js';
import { enumerateClasses } from './enumerated-classes.js';
import { classesByRandomSearch } from './random-classes.js';
import { symmetricClasses } from './symmetric-classes.js';
import { wreathClasses } from './wreath-classes.js';

export interface ConjugacyClass {
  readonly representative: Permutation;
  readonly size: bigint;
  readonly elementOrder: bigint;
}

/** Classes in any order, with the identification of members. */
export interface UnorderedClasses {
  readonly representatives: readonly Permutation[];
  readonly sizes: readonly bigint[];
  /** The index of the class of an element that is known to be a member. */
  indexOf(p: Permutation): number;
}

export interface ClassList {
  /** Identity first, then by element order, then by size; deterministic. */
  readonly classes: readonly ConjugacyClass[];
  /** Index of the class of a member. @throws {IsotypicError} `NOT_IN_GROUP` */
  classOf(p: Permutation): number;
}

/** Groups up to this order are listed element by element at once; up to the second, when random search does not end soon. */
const SMALL = 20_000n;
const LISTABLE = 2_000_000n;
/** Random elements drawn before listing takes over. */
const PATIENCE = 300;

/**
 * @throws {BudgetExceededError} when random search does not complete within `budget` draws (default 20,000);
 *   `details.known` has the classes found
 */
export function conjugacyClassList(group: PermutationGroup, options: WorkOptions = {}): ClassList {
  return inOrder(group, unorderedClasses(group, options));
}

/** The closed forms first, then listing, then search. */
export function unorderedClasses(group: PermutationGroup, options: WorkOptions = {}): UnorderedClasses {
  if (specialCasesAreOn()) {
    const closed = symmetricClasses(group) ?? directProductClasses(group, options);
    if (closed !== undefined) return closed;
  }
  if (group.order <= SMALL) return listedClasses(group);
  if (specialCasesAreOn()) {
    const closed = wreathClasses(group, options);
    if (closed !== undefined) return closed;
  }
  if (group.order > LISTABLE) return classesByRandomSearch(group, options);
  if (group.isAbelian()) return listedClasses(group);
  try {
    return classesByRandomSearch(group, { ...options, budget: PATIENCE });
  } catch (error) {
    if (error instanceof IsotypicError && error.code === 'BUDGET_EXCEEDED') return listedClasses(group);
    throw error;
  }
}

function listedClasses(group: PermutationGroup): UnorderedClasses {
  const { representatives, sizes, labels } = enumerateClasses(group.chain, group.generators);
  return {
    representatives,
    sizes: sizes.map(BigInt),
    indexOf: (p) => labels[rankOf(group.chain, p.images) as number],
  };
}

function inOrder(group: PermutationGroup, { representatives, sizes, indexOf }: UnorderedClasses): ClassList {
  const orders = representatives.map((p) => p.order());
  const sequence = representatives.map((_, i) => i);
  const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  sequence.sort((a, b) => compare(orders[a], orders[b]) || compare(sizes[a], sizes[b]) || a - b);
  const position = new Int32Array(sequence.length);
  sequence.forEach((old, i) => {
    position[old] = i;
  });
  return {
    classes: sequence.map((i) => ({ representative: representatives[i], size: sizes[i], elementOrder: orders[i] })),
    classOf(p) {
      if (!group.contains(p)) throw notInGroup('PermutationGroup.classOf', p);
      return position[indexOf(p)];
    },
  };
}

export function notInGroup(where: string, p: Permutation): IsotypicError {
  return new IsotypicError('NOT_IN_GROUP', { where, expected: 'an element of the group', received: String(p) });
}
