/** How public functions about a group begin: arguments are checked, the group is made ready, the work is metered. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { checkDegree } from './argument-checks.js';
import { DEFAULT_BUDGET } from './backtrack/node-count.js';
import { groupKind, type PermutationGroup } from './permutation-group.js';
import type { SearchWork } from './search-work.js';

/** Of a question about one group; a chain of it is built. */
export function askedOf(where: string, group: PermutationGroup, options: WorkOptions): WorkMeter {
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  group.ready(meter);
  return meter;
}

/**
 * Of a question that backtrack answers, about a group and others of its degree. Chains are built on a meter of their
 * own: nodes alone count against the budget of the search.
 */
export function searchedIn(
  where: string,
  group: PermutationGroup,
  others: Readonly<Record<string, PermutationGroup>>,
  options: WorkOptions,
): SearchWork {
  checkArgument(where, 'group', group, groupKind);
  for (const [name, other] of Object.entries(others)) {
    checkArgument(where, name, other, groupKind);
    checkDegree(where, name, group.degree, other);
  }
  checkOptions(where, options, WORK_OPTION_KINDS);
  const answer = (elements: readonly Uint32Array[]): PermutationGroup => group.subgroup(elements);
  const [building, meter] = [new WorkMeter(where, options), new WorkMeter(where, options, DEFAULT_BUDGET)];
  building.known = () => answer([]);
  meter.known = building.known;
  group.ready(building);
  for (const other of Object.values(others)) other.ready(building);
  return { meter, answer };
}
