/** Actions on cosets, and actions induced from a subgroup. */
import { describeGroup } from '../catalogue/names.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { requireHomomorphism } from './homomorphism-check.js';
import { elementKey } from './induced-actions.js';
import { type OrbitAction, orbitAction } from './orbit-action.js';

/** Largest index for which an action on cosets is written out: 2²⁰. */
export const MAX_INDEX = 1 << 20;

/**
 * The action g·aH = (ga)H of a group on the left cosets of a subgroup; point 0 is H itself. One permutation for each
 * generator of `group`, in their order. For a normal subgroup it is the regular action of the quotient.
 *
 * @throws {IsotypicError} `NOT_IN_GROUP` for a subgroup that is none, `INVALID_ARGUMENT` when the index exceeds 2²⁰
 * @example
 * // S₅ on the 12 cosets of D₅
 * cosetAction(catalogue.symmetric(5), catalogue.dihedral(5)).degree // 12
 */
export function cosetAction(group: PermutationGroup, subgroup: PermutationGroup): PermutationGroup {
  const { points, images } = cosets('cosetAction', group, subgroup);
  return new PermutationGroup(images, { degree: points.length });
}

/**
 * The action of `group` induced from an action of `subgroup` on m points: with representatives tᵢ of the cosets,
 * numbered as by `cosetAction`, g carries (i, ω) to (j, h·ω), where g tᵢ = tⱼ h. Point im + ω is (i, ω).
 *
 * @param images the action of the subgroup: one permutation of the m points for each of its generators
 * @throws {IsotypicError} as `cosetAction`; `NOT_A_HOMOMORPHISM` when the images do not define an action
 */
export function inducedAction(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  images: readonly Permutation[],
): PermutationGroup {
  const where = 'inducedAction';
  if (images.length === 0) throw invalidArgument(where, 'an image for each generator of the subgroup', images);
  requireHomomorphism(where, subgroup, images);
  const { points: representatives, images: onCosets } = cosets(where, group, subgroup);
  const m = images[0].degree;
  const generators = group.generators.map((g, k) => {
    const result = new Uint32Array(representatives.length * m);
    representatives.forEach((t, i) => {
      const j = onCosets[k].images[i];
      const h = representatives[j].inverse().times(g).times(t);
      const moved = subgroup.factor(h).evaluate(images);
      for (let w = 0; w < m; w++) result[i * m + w] = j * m + moved.images[w];
    });
    return Permutation.fromImages(result);
  });
  return new PermutationGroup(generators, { degree: representatives.length * m });
}

function cosets(where: string, group: PermutationGroup, subgroup: PermutationGroup): OrbitAction<Permutation> {
  const outside = subgroup.generators.find((h) => !group.contains(h));
  if (outside || subgroup.degree !== group.degree) {
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: `a subgroup of ${describeGroup(group).slice(0, 80)}`,
      received: outside ? `one that contains ${describe(outside.toString())}` : `one of degree ${subgroup.degree}`,
    });
  }
  const index = group.order / subgroup.order;
  if (index > BigInt(MAX_INDEX)) throw invalidArgument(where, `a subgroup of index at most ${MAX_INDEX}`, index);
  const maps = group.generators.map((g) => (a: Permutation) => leastInCoset(g.times(a), subgroup));
  return orbitAction(maps, [leastInCoset(Permutation.identity(group.degree), subgroup)], elementKey(group));
}

/**
 * The element of aH with the least images of the base of H: at each level the transversal offers the images a(x) of the
 * basic orbit for the base point, and later levels do not touch it again.
 */
function leastInCoset(a: Permutation, subgroup: PermutationGroup): Permutation {
  let least = a;
  for (const level of subgroup.chain.levels) {
    const best = level.orbit.reduce((x, y) => (least.images[y] < least.images[x] ? y : x), level.orbit[0]);
    if (best === level.basePoint) continue;
    least = least.times(Permutation.fromTrustedImages(level.transversal(best).slice()));
  }
  return least;
}
