/** Elements that carry one set of points to another. */
import { checkArgument } from '../../arguments.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { pointsKind } from '../argument-checks.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { searchedIn } from '../question.js';
import { transporterOfSets } from './set-stabilizer.js';

/**
 * Some g in the group with gS = T, or undefined when there is none.
 * @throws {BudgetExceededError} after 5·10⁶ nodes of the search unless `budget` says otherwise; `details.known` is a
 * subgroup of the stabilizer of S
 * @example elementCarryingSet(catalogue.cyclic(5), [0, 2], [1, 4]).toString() // '(0 4 3 2 1)'
 */
export function elementCarryingSet(
  group: PermutationGroup,
  from: readonly number[],
  to: readonly number[],
  options: WorkOptions = {},
): Permutation | undefined {
  const where = 'elementCarryingSet';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'from', from, pointsKind(group.degree));
  checkArgument(where, 'to', to, pointsKind(group.degree));
  return transporterOfSets(group, from, to, searchedIn(where, group, {}, options));
}
