import type { Permutation } from '../../permutations/permutation.js';
import type { PermutationGroup } from '../permutation-group.js';

/**
 * The subgroup of `group` that `generators` generate, whose order is proved by other means: its chain is complete when
 * it has that order, without verification.
 */
export function subgroupOfOrder(
  group: PermutationGroup,
  generators: readonly Permutation[],
  order: bigint,
): PermutationGroup {
  return group.subgroup(generators, { order });
}
