/** Representations belong together when they are of one group on the same generators. */
import type { PermutationGroup } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import type { RepresentationBase } from './representation.js';

/** Whether two groups are one: the same object, or equal generators in the same order. */
export function sameGenerators(a: PermutationGroup, b: PermutationGroup): boolean {
  return (
    a === b ||
    (a.degree === b.degree &&
      a.generators.length === b.generators.length &&
      a.generators.every((g, k) => g.equals(b.generators[k])))
  );
}

/**
 * The group of all of them.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when there are none, or they are of different groups.
 */
export function requireSameGroup(
  where: string,
  reps: readonly Pick<RepresentationBase, 'group' | 'toString'>[],
): PermutationGroup {
  if (reps.length === 0) throw invalidArgument(where, 'at least one representation', 'none');
  const { group } = reps[0];
  for (const rep of reps) {
    if (sameGenerators(rep.group, group)) continue;
    throw invalidArgument(
      where,
      'representations of one group, on the same generators',
      `${reps[0]} and ${rep}`,
      'Make both from one group object; restrict(rep, subgroup) changes the group.',
    );
  }
  return group;
}
