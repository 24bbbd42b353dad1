/** Normalizers, conjugacy and cores of subgroups: what is asked in public. */
import { IsotypicError } from '../../errors.js';
import { conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { normalize, normalizerOf, subgroupConjugator } from '../backtrack/normalizer.js';
import type { PermutationGroup } from '../permutation-group.js';
import { searchedIn } from '../question.js';
import { coreOf } from './core.js';

/**
 * N_G(H), the elements x of G with x·H·x⁻¹ = H. H acts on the same points and need not lie in G. By partition
 * backtrack, with the orbits, orbitals and pointwise stabilizers of H as refiners (Leon 1997; Theißen 1997); each
 * generator is checked to normalize H before it is given.
 *
 * @throws {IsotypicError} `DEGREE_MISMATCH`
 * @throws {BudgetExceededError} after 5·10⁶ nodes of the search unless `budget` says otherwise; `details.known` is the
 * subgroup found by then
 * @example normalizer(catalogue.symmetric(5), catalogue.cyclic(5)).order // 20n
 */
export function normalizer(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  options: WorkOptions = {},
): PermutationGroup {
  const where = 'normalizer';
  const work = searchedIn(where, group, { subgroup }, options);
  const found = normalizerOf(group, subgroup, work);
  if (!normalize(found.generators, subgroup, work.meter)) throw notNormalizing(where);
  return found;
}

/**
 * Some x in G with x·H·x⁻¹ = K, checked before it is given; undefined where H and K are not conjugate in G.
 * @throws {IsotypicError} `DEGREE_MISMATCH`
 * @throws {BudgetExceededError} as `normalizer`, with a subgroup of N_G(H) in `details.known`
 * @example
 * const [G, H] = [catalogue.symmetric(4), new PermutationGroup([[1, 0, 2, 3]])];
 * elementConjugatingSubgroup(G, H, new PermutationGroup([[0, 1, 3, 2]])).toString() // '(0 2 1 3)'
 */
export function elementConjugatingSubgroup(
  group: PermutationGroup,
  from: PermutationGroup,
  to: PermutationGroup,
  options: WorkOptions = {},
): Permutation | undefined {
  const where = 'elementConjugatingSubgroup';
  const work = searchedIn(where, group, { from, to }, options);
  const x = subgroupConjugator(group, from, to, work);
  const isRight = (g: Permutation): boolean => to.contains(g);
  const images = x && from.generators.map((h) => Permutation.fromTrustedImages(conjugateImages(x.images, h.images)));
  if (x !== undefined && !(group.contains(x) && images?.every(isRight))) throw notNormalizing(where);
  return x;
}

/**
 * The largest normal subgroup of G that lies in H: the intersection of the conjugates of H.
 * @throws {IsotypicError} `DEGREE_MISMATCH`; `NOT_IN_GROUP` unless H is a subgroup
 * @throws {BudgetExceededError} as `PermutationGroup.intersection`
 * @example core(catalogue.symmetric(4), catalogue.dihedral(4)).order // 4n
 */
export function core(group: PermutationGroup, subgroup: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const where = 'core';
  const work = searchedIn(where, group, { subgroup }, options);
  if (!subgroup.generators.every((h) => group.contains(h))) {
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: 'a subgroup of the group',
      received: 'a group with an element outside',
      remedy: 'isSubgroup tells whether there is one.',
    });
  }
  return coreOf(group, subgroup, work.meter);
}

function notNormalizing(where: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', {
    where,
    expected: 'an element that conjugates the subgroup as it was asked',
    received: 'another one',
  });
}
