/**
 * Class lists before they are written out: how many classes there are is known first, and representatives are made on
 * demand.
 */
import { BudgetExceededError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';

/** Classes in any order, with the identification of members. */
export interface UnorderedClasses {
  readonly sizes: readonly bigint[];
  representative(i: number): Permutation;
  /** The order of the elements of class i, where it is known without a representative. */
  elementOrder?(i: number): bigint;
  /** The index of the class of an element that is known to be a member. */
  indexOf(p: Permutation): number;
}

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
