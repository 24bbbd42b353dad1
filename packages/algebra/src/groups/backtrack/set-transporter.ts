/** Elements that carry one set of points to another. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import type { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { pointsKind } from '../argument-checks.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { DEFAULT_BUDGET } from './node-count.js';
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
  checkOptions(where, options, WORK_OPTION_KINDS);
  const [building, meter] = [new WorkMeter(where, options), new WorkMeter(where, options, DEFAULT_BUDGET)];
  const answer = (elements: readonly Uint32Array[]): PermutationGroup => group.subgroup(elements);
  building.known = () => answer([]);
  meter.known = building.known;
  group.ready(building);
  return transporterOfSets(group, from, to, { meter, answer });
}
