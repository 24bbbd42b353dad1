/** Setwise stabilizers, and elements that carry one set of points to another, by partition backtrack. */
import { Permutation } from '../../permutations/permutation.js';
import type { Group } from '../group.js';
import type { SearchWork } from '../search-work.js';
import { ColoredPermutation } from './colored-permutation.js';
import { TransporterSearch } from './transporter.js';

/** The subgroup of elements g with gS = S. One step is one node of the search. */
export function setwiseStabilizer<G extends Group>(group: G, points: readonly number[], work: SearchWork): G {
  return new TransporterSearch(group, ColoredPermutation.ofSet(group.degree, points), work).stabilizer;
}

/** Some g in G with gS = T, or undefined. */
export function transporterOfSets(
  group: Group,
  from: readonly number[],
  to: readonly number[],
  work: SearchWork,
): Permutation | undefined {
  if (new Set(from).size !== new Set(to).size) return undefined;
  const search = new TransporterSearch(group, ColoredPermutation.ofSet(group.degree, from), work);
  const found = search.elementTo(ColoredPermutation.ofSet(group.degree, to));
  return found === undefined ? undefined : Permutation.fromTrustedImages(found);
}
