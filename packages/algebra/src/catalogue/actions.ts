/** The actions that any group expression can be followed by: `… on pairs`. */
import {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  regularAction,
} from '../constructions/induced-actions.js';
import { invalidArgument } from '../errors.js';
import type { PermutationGroup } from '../groups/permutation-group.js';

/** Names of the general actions; those that take a size are written `subsets(3)`. */
export const GENERAL_ACTIONS = [
  { name: 'points', takesSize: false },
  { name: 'pairs', takesSize: false },
  { name: 'subsets', takesSize: true },
  { name: 'arrangements', takesSize: true },
  { name: 'tuples', takesSize: true },
  { name: 'regular', takesSize: false },
] as const;

/** `group` in the general action called `name`, of size k where it takes one. */
export function actOn(
  group: PermutationGroup,
  name: (typeof GENERAL_ACTIONS)[number]['name'],
  k = 2,
): PermutationGroup {
  switch (name) {
    case 'points':
      return group;
    case 'pairs':
      return actionOnSubsets(group, 2);
    case 'subsets':
      return actionOnSubsets(group, k);
    case 'arrangements':
      return actionOnArrangements(group, k);
    case 'tuples':
      return actionOnTuples(group, k);
    case 'regular':
      return regularAction(group);
    default:
      throw invalidArgument('actOn', 'the name of an action', name);
  }
}
