/** Subgroups of a group that acts on fewer vertices, found there. */
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { giantSetStabilizer } from './giants.js';
import { lift, lower, type Reduction } from './structure.js';

/** What `find` makes of the group on vertices and the elements there, as a subgroup; undefined without a reduction of all. */
export function liftedGroup(
  group: PermutationGroup,
  elements: readonly Permutation[],
  find: (small: PermutationGroup, elements: readonly Permutation[]) => PermutationGroup,
): PermutationGroup | undefined {
  const { reduction } = group;
  if (reduction === undefined) return undefined;
  const lowered: Permutation[] = [];
  for (const p of elements) {
    const q = p.degree === group.degree ? lower(reduction, p) : undefined;
    if (q === undefined) return undefined;
    lowered.push(q);
  }
  return lifted(group, reduction, find(reduction.onVertices, lowered));
}

function lifted(group: PermutationGroup, reduction: Reduction, small: PermutationGroup): PermutationGroup {
  const result = group.subgroup(small.generators.map((q) => lift(reduction, q)));
  result.adoptReduction({ ...reduction, onVertices: small });
  return result;
}

export function liftedCentralizer(
  group: PermutationGroup,
  g: Permutation,
  options: WorkOptions,
): PermutationGroup | undefined {
  return liftedGroup(group, [g], (small, [q]) => small.centralizer(q, options));
}

/** A conjugating element, null when there is none; undefined without a reduction of g and h. */
export function liftedConjugator(
  group: PermutationGroup,
  g: Permutation,
  h: Permutation,
  options: WorkOptions,
): Permutation | null | undefined {
  const { reduction } = group;
  const q = reduction && lower(reduction, g);
  const r = reduction && lower(reduction, h);
  if (reduction === undefined || q === undefined || r === undefined) return undefined;
  const x = reduction.onVertices.conjugatingElement(q, r, options);
  return x === undefined ? null : lift(reduction, x);
}

/** A point is fixed exactly when the set of its vertices is, and its orbit's other points with the same vertices do not exist. */
export function stabilizerOfPoint(group: PermutationGroup, reduction: Reduction, point: number): PermutationGroup {
  const { onVertices, incidence } = reduction;
  const set = [...incidence.verticesOf[point]];
  return lifted(group, reduction, giantSetStabilizer(onVertices, set) ?? onVertices.setwiseStabilizer(set));
}
