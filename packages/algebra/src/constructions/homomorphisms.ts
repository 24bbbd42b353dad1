/** Homomorphisms between a group and the groups that other constructions make of it. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { ActionHomomorphism } from '../groups/homomorphisms/action-homomorphism.js';
import { groupKind, type PermutationGroup } from '../groups/permutation-group.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { requireHomomorphism } from './homomorphism-check.js';

/**
 * The homomorphism from a group onto an action of it that sends each generator to the generator of the same number, as
 * all actions made here list them: on subsets, arrangements, tuples, cosets, itself, vectors, lines. One step is one
 * sift.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the numbers of generators differ, `NOT_A_HOMOMORPHISM` when a relation
 * of the first group's generators does not hold for the second's
 * @example
 * const s4 = catalogue.symmetric(4);
 * const onPairs = homomorphismOnto(s4, actionOnSubsets(s4, 2));
 * onPairs.kernel().order // 1n
 * const onCosets = homomorphismOnto(s4, cosetAction(s4, catalogue.dihedral(4)));
 * onCosets.kernel().order // 4n
 */
export function homomorphismOnto(
  group: PermutationGroup,
  action: PermutationGroup,
  options: WorkOptions = {},
): ActionHomomorphism {
  const where = 'homomorphismOnto';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'action', action, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  requireHomomorphism(where, 'action', group, action.generators, new WorkMeter(where, options));
  return new ActionHomomorphism(group, action.generators, action.degree);
}
