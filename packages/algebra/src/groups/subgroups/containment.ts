/** Is a group a subgroup of another, is it normal, and of what index? Generators decide, nothing is listed. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import { IsotypicError } from '../../errors.js';
import { conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { checkDegree } from '../argument-checks.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';

/**
 * Is H a subgroup of G? Both act on the same points. One step is one generator.
 * @throws {IsotypicError} `DEGREE_MISMATCH`
 * @example isSubgroup(catalogue.alternating(4), catalogue.symmetric(4)) // true
 */
export function isSubgroup(subgroup: PermutationGroup, group: PermutationGroup, options: WorkOptions = {}): boolean {
  const meter = checked('isSubgroup', subgroup, group, options);
  return lies(subgroup, group, meter);
}

/**
 * Is H a normal subgroup of G? One step is one generator of H, or one of its conjugates by generators of G.
 * @throws {IsotypicError} `DEGREE_MISMATCH`
 * @example isNormalSubgroup(catalogue.kleinFour(), catalogue.symmetric(4)) // true
 */
export function isNormalSubgroup(
  subgroup: PermutationGroup,
  group: PermutationGroup,
  options: WorkOptions = {},
): boolean {
  const meter = checked('isNormalSubgroup', subgroup, group, options);
  if (!lies(subgroup, group, meter)) return false;
  // gHg⁻¹ ≤ H for the generators g is enough: both have one order, so g normalizes H.
  return group.generators.every((g) =>
    subgroup.generators.every((h) => {
      meter.step();
      return subgroup.contains(Permutation.fromTrustedImages(conjugateImages(g.images, h.images)));
    }),
  );
}

/**
 * |G : H| for a subgroup H of G. One step is one generator.
 * @throws {IsotypicError} `DEGREE_MISMATCH`; `NOT_IN_GROUP` unless H is a subgroup
 * @example subgroupIndex(catalogue.alternating(4), catalogue.symmetric(4)) // 2n
 */
export function subgroupIndex(subgroup: PermutationGroup, group: PermutationGroup, options: WorkOptions = {}): bigint {
  const where = 'subgroupIndex';
  const meter = checked(where, subgroup, group, options);
  if (!lies(subgroup, group, meter)) {
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: 'a subgroup of the group',
      received: 'a group with an element outside',
      remedy: 'isSubgroup tells whether there is one.',
    });
  }
  return group.order / subgroup.order;
}

function checked(where: string, subgroup: PermutationGroup, group: PermutationGroup, options: WorkOptions): WorkMeter {
  checkArgument(where, 'subgroup', subgroup, groupKind);
  checkArgument(where, 'group', group, groupKind);
  checkDegree(where, 'subgroup', group.degree, subgroup);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options);
}

function lies(subgroup: PermutationGroup, group: PermutationGroup, meter: WorkMeter): boolean {
  group.ready(meter);
  return subgroup.generators.every((h) => {
    meter.step();
    return group.contains(h);
  });
}
