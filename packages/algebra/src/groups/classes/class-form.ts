/**
 * Class lists before they are written out: how many classes there are is known first, and representatives are made on
 * demand.
 */
import { BudgetExceededError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';

/** Classes in any order, with the identification of members. */
export interface UnorderedClasses {
  readonly sizes: readonly bigint[];
  representative(i: number): Permutation;
  /** The order of the elements of class i, where it is known without a representative. */
  elementOrder?(i: number): bigint;
  /** The index of the class of an element that is known to be a member. */
  indexOf(p: Permutation): number;
}

/** What is counted on the way to a list of classes. */
export interface ClassWork {
  /** One step is one random element drawn, or one node of the searches among the closed forms. */
  readonly draws: WorkMeter;
  /** One step is one sift, or one element or class listed: bounded only where the caller says so. */
  readonly listing: WorkMeter;
  /** What representatives of classes of the group say of the group that was asked about; absent for its parts. */
  readonly answer?: (found: readonly Permutation[]) => unknown;
}

/** The same work for a part of the group, whose classes are not classes of the whole. */
export function forPart({ draws, listing }: ClassWork): ClassWork {
  return { draws, listing };
}

/** Finds the class form of a group: forms of larger groups ask it about their parts. */
export type ClassFormFinder = (group: Group, work: ClassWork) => ClassForm;

/** A class list that a closed form gives. */
export interface ClassForm {
  /** The number of classes, or a lower bound. */
  readonly atLeast: bigint;
  list(): UnorderedClasses;
}

/** More classes than this are counted, not listed. */
export const MOST_CLASSES = 1_000_000n;

export function listedClasses(
  representatives: readonly Permutation[],
  sizes: readonly bigint[],
  indexOf: (p: Permutation) => number,
): UnorderedClasses {
  return { sizes, representative: (i) => representatives[i], indexOf };
}

/** A form that is written out already. */
export function writtenOut(classes: UnorderedClasses): ClassForm {
  return { atLeast: BigInt(classes.sizes.length), list: () => classes };
}

/**
 * @throws {BudgetExceededError} for more than 10⁶ classes, with `details.known.classes`, their number or a lower bound
 */
export function writeOut(form: ClassForm): UnorderedClasses {
  if (form.atLeast > MOST_CLASSES) {
    throw new BudgetExceededError({
      where: 'PermutationGroup.conjugacyClasses',
      expected: `at most ${MOST_CLASSES} classes, to list them`,
      received: `a group with ${form.atLeast} classes or more`,
      remedy: 'Ask for centralizers and conjugating elements of the elements that matter.',
      details: { known: { classes: form.atLeast } },
    });
  }
  return form.list();
}
