/** Setwise stabilizers, and elements that carry one set of points to another, by partition backtrack. */
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { ColoredPermutation } from './colored-permutation.js';
import { DEFAULT_BUDGET } from './node-count.js';
import { TransporterSearch } from './transporter.js';

/** The subgroup of elements g with gS = S. One step is one node of the search. */
export function setwiseStabilizer(
  group: PermutationGroup,
  points: readonly number[],
  options: WorkOptions = {},
): PermutationGroup {
  const meter = new WorkMeter('PermutationGroup.setwiseStabilizer', options, DEFAULT_BUDGET);
  return new TransporterSearch(group, ColoredPermutation.ofSet(group.degree, points), meter).stabilizer;
}

/** Some g in G with gS = T, or undefined. */
export function elementCarryingSet(
  group: PermutationGroup,
  from: readonly number[],
  to: readonly number[],
  options: WorkOptions = {},
): Permutation | undefined {
  const meter = new WorkMeter('elementCarryingSet', options, DEFAULT_BUDGET);
  if (new Set(from).size !== new Set(to).size) return undefined;
  const search = new TransporterSearch(group, ColoredPermutation.ofSet(group.degree, from), meter);
  const found = search.elementTo(ColoredPermutation.ofSet(group.degree, to));
  return found === undefined ? undefined : Permutation.fromTrustedImages(found);
}
