/** Normal subgroups, radical, Fitting subgroup and socle, from the conjugacy classes. */
import { factorBig } from '../../scalars/integers.js';
import type { WorkMeter, WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { askedOf } from '../question.js';
import { coreOf } from '../subgroups/core.js';
import { derivedSeries, endsTrivially, lowerCentralSeries } from '../subgroups/series.js';
import { sylowSubgroup } from '../subgroups/sylow.js';
import { areEqual, compare, isInside, join, principalNormalSubgroups } from './principal.js';

/**
 * All normal subgroups, by order: the joins of normal closures of single elements. There may be very many, as in
 * elementary abelian groups. One step is one sift, or one join.
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example normalSubgroups(catalogue.symmetric(4)).map((N) => N.order) // [ 1n, 4n, 12n, 24n ]
 */
export function normalSubgroups(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup[] {
  const meter = askedOf('normalSubgroups', group, options);
  return allNormal(group, meter);
}

function allNormal(group: PermutationGroup, meter: WorkMeter): PermutationGroup[] {
  const principal = principalNormalSubgroups(group, meter);
  const found = [group.subgroup([])];
  for (const N of found) {
    for (const P of principal) {
      meter.step();
      const both = join(group, [N, P], meter);
      if (!found.some((other) => areEqual(other, both))) found.push(both);
    }
  }
  return found.sort((a, b) => compare(a.order, b.order));
}

/**
 * The minimal normal subgroups, by order; none for the trivial group. One step is one sift.
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example minimalNormalSubgroups(catalogue.symmetric(4)).map((N) => N.order) // [ 4n ]
 */
export function minimalNormalSubgroups(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup[] {
  return minimalOf(group, askedOf('minimalNormalSubgroups', group, options));
}

function minimalOf(group: PermutationGroup, meter: WorkMeter): PermutationGroup[] {
  const minimal: PermutationGroup[] = [];
  for (const N of principalNormalSubgroups(group, meter)) if (!minimal.some((M) => isInside(M, N))) minimal.push(N);
  return minimal;
}

/**
 * The maximal normal subgroups, larger ones first; none for the trivial group. One step is one sift, or one join.
 * @throws {BudgetExceededError} as `normalSubgroups`
 * @example maximalNormalSubgroups(catalogue.dihedral(4)).map((N) => N.order) // [ 4n, 4n, 4n ]
 */
export function maximalNormalSubgroups(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup[] {
  const proper = allNormal(group, askedOf('maximalNormalSubgroups', group, options))
    .slice(0, -1)
    .reverse();
  const maximal: PermutationGroup[] = [];
  for (const N of proper) if (!maximal.some((M) => isInside(N, M))) maximal.push(N);
  return maximal;
}

/**
 * The product of the minimal normal subgroups. One step is one sift.
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example socle(catalogue.symmetric(5)).order // 60n
 */
export function socle(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const meter = askedOf('socle', group, options);
  return join(group, minimalOf(group, meter), meter);
}

/**
 * The largest solvable normal subgroup: an element lies in it exactly when its normal closure is solvable. One step is
 * one sift.
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example solvableRadical(parseGroup('symmetric(3) wr alternating(5)')).order // 7776n
 */
export function solvableRadical(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const meter = askedOf('solvableRadical', group, options);
  if (endsTrivially(derivedSeries(group, meter))) return group;
  const solvable = principalNormalSubgroups(group, meter).filter((N) => endsTrivially(derivedSeries(N, meter)));
  return join(group, solvable, meter);
}

/**
 * The largest nilpotent normal subgroup: the product of the cores of Sylow subgroups. One step is one sift, or one node
 * of a search.
 * @example fittingSubgroup(catalogue.symmetric(4)).order // 4n
 */
export function fittingSubgroup(group: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const meter = askedOf('fittingSubgroup', group, options);
  if (endsTrivially(lowerCentralSeries(group, meter))) return group;
  const cores = factorBig(group.order).map(([p]) => coreOf(group, sylowSubgroup(group, p, meter), meter));
  return join(group, cores, meter);
}
