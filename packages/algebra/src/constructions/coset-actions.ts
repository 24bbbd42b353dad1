/** Actions on cosets, and actions induced from a subgroup. */

import { checkArgument, checkOptions } from '../arguments.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import { permutationsKind } from '../groups/argument-checks.js';
import type { StabilizerChain } from '../groups/chain/stabilizer-chain.js';
import { describeGroup } from '../groups/names.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter } from '../work.js';
import { requireHomomorphism } from './homomorphism-check.js';
import { elementKey } from './induced-actions.js';
import {
  CONSTRUCTION_OPTION_KINDS,
  type ConstructionOptions,
  checkSize,
  MAX_ACTION_DEGREE,
  MAX_LISTED,
} from './options.js';
import { type OrbitAction, orbitWithin } from './orbit-action.js';

/**
 * The action g·aH = (ga)H of a group on the left cosets of a subgroup; point 0 is H itself. One permutation for each
 * generator of `group`, in their order. For a normal subgroup it is the regular action of the quotient. One step is one
 * sift, or one image of a coset.
 *
 * @throws {IsotypicError} `NOT_IN_GROUP` for a subgroup that is none, `OUT_OF_MEMORY` when the index exceeds `limit`,
 * by default 2²⁰
 * @example
 * // S₅ on the 12 cosets of D₅
 * cosetAction(catalogue.symmetric(5), catalogue.dihedral(5)).degree // 12
 */
export function cosetAction(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'cosetAction';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'subgroup', subgroup, groupKind);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const { points, images } = cosets(where, group, subgroup, options.limit, new WorkMeter(where, options));
  return new PermutationGroup(images, { degree: points.length });
}

/**
 * The action of `group` induced from an action of `subgroup` on m points: with representatives tᵢ of the cosets,
 * numbered as by `cosetAction`, g carries (i, ω) to (j, h·ω), where g tᵢ = tⱼ h. Point im + ω is (i, ω).
 *
 * @param images the action of the subgroup: one permutation of the m points for each of its generators
 * One step is one sift, or one image of a coset.
 * @throws {IsotypicError} as `cosetAction`, and for more than 2²⁴ points; `NOT_A_HOMOMORPHISM` when the images do not
 * define an action
 * @example
 * const [G, H] = [catalogue.symmetric(4), catalogue.cyclic(4)];
 * inducedAction(G, H, [Permutation.fromCycles('(0 1)')]).degree // 12: six cosets times two points
 */
export function inducedAction(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  images: readonly Permutation[],
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'inducedAction';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'subgroup', subgroup, groupKind);
  checkArgument(where, 'images', images, permutationsKind);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  if (images.length === 0)
    throw invalidArgument(where, 'images to have an image for each generator of the subgroup', images);
  requireHomomorphism(where, 'images', subgroup, images, meter);
  const { points: representatives, images: onCosets } = cosets(where, group, subgroup, options.limit, meter);
  const m = images[0].degree;
  checkSize(where, 'points', representatives.length * m, MAX_ACTION_DEGREE);
  const generators = group.generators.map((g, k) => {
    const result = new Uint32Array(representatives.length * m);
    representatives.forEach((t, i) => {
      meter.step();
      const j = onCosets[k].images[i];
      const h = representatives[j].inverse().times(g).times(t);
      const moved = subgroup.factor(h).evaluate(images);
      for (let w = 0; w < m; w++) result[i * m + w] = j * m + moved.images[w];
    });
    return Permutation.fromImages(result);
  });
  return new PermutationGroup(generators, { degree: representatives.length * m });
}

/** The cosets, and how the generators permute them. */
export function cosets(
  where: string,
  group: PermutationGroup,
  subgroup: PermutationGroup,
  limit: number | undefined,
  meter: WorkMeter,
): OrbitAction<Permutation> {
  group.ready(meter);
  const outside = subgroup.generators.find((h) => !group.contains(h));
  if (outside || subgroup.degree !== group.degree) {
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: `a subgroup of ${describeGroup(group).slice(0, 80)}`,
      received: outside ? `one that contains ${describe(outside.toString())}` : `one of degree ${subgroup.degree}`,
    });
  }
  const index = group.order / subgroup.orderWithin(meter);
  checkSize(where, 'an index', index, limit ?? MAX_LISTED);
  const { levels } = subgroup.chainWithin(meter);
  const key = elementKey(group.chainWithin(meter));
  const maps = group.generators.map((g) => (a: Permutation) => leastInCoset(g.times(a), levels));
  const first = leastInCoset(Permutation.identity(group.degree), levels);
  return orbitWithin(where, maps, [first], key, Number(index), meter);
}

/**
 * The element of aH with the least images of the base of H: at each level the transversal offers the images a(x) of the
 * basic orbit for the base point, and later levels do not touch it again.
 */
function leastInCoset(a: Permutation, levels: StabilizerChain['levels']): Permutation {
  let least = a;
  for (const level of levels) {
    const best = level.orbit.reduce((x, y) => (least.images[y] < least.images[x] ? y : x), level.orbit[0]);
    if (best === level.basePoint) continue;
    least = least.times(Permutation.fromTrustedImages(level.transversal(best).slice()));
  }
  return least;
}
