/** The actions that any group expression can be followed by: `… on pairs`. */
import {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  regularAction,
} from '../constructions/induced-actions.js';
import { invalidArgument } from '../errors.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { requireRoom } from './limits.js';

/** Names of the general actions; those that take a size are written `subsets(3)`. */
export const GENERAL_ACTIONS = [
  { name: 'points', takesSize: false },
  { name: 'pairs', takesSize: false },
  { name: 'subsets', takesSize: true },
  { name: 'arrangements', takesSize: true },
  { name: 'tuples', takesSize: true },
  { name: 'regular', takesSize: false },
] as const;

/** How many points the action has, an estimate from below where the arguments are refused later. */
function pointCount(group: PermutationGroup, name: string, k: number): number {
  if (name === 'regular') return Number(group.order);
  const n = group.degree;
  if (name === 'tuples') return n ** k;
  let count = name === 'points' ? n : 1;
  if (name === 'pairs' || name === 'subsets') for (let i = 0; i < k && i < n; i++) count *= (n - i) / (i + 1);
  if (name === 'arrangements') for (let i = 0; i < k && i < n; i++) count *= n - i;
  return count;
}

/** `group` in the general action called `name`, of size k where it takes one. */
export function actOn(
  group: PermutationGroup,
  name: (typeof GENERAL_ACTIONS)[number]['name'],
  k = 2,
): PermutationGroup {
  requireRoom(`… on ${name}`, pointCount(group, name, k), group.generators.length);
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
