/** What a group is made of, in a line. */

import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { quotientGroup } from '../constructions/quotient-group.js';
import { subgroupClasses } from '../groups/lattice/subgroup-classes.js';
import { compositionSeries } from '../groups/normal/chief-series.js';
import { normalSubgroups } from '../groups/normal/normal-subgroups.js';
import { groupKind, type PermutationGroup } from '../groups/permutation-group.js';
import type { WorkOptions } from '../work.js';
import { groupIsomorphism } from './group-isomorphism.js';
import { linear, symmetricNamed } from './named-groups.js';

/**
 * The structure of a group in the usual signs: a direct product A x B, a split extension N : H of a normal subgroup, an
 * extension N . Q that does not split; of cyclic groups C12, dihedral and generalized quaternion groups by their order
 * (D14, Q16), S5, A5, SL(2,3), GL(2,3), PGL(2,7), and simple groups by name. Isomorphic groups may read differently
 * only in what they are cut into, not isomorphic ones may read alike: it is a description, `groupIsomorphism` decides.
 *
 * Made for groups whose normal subgroups and, where nothing simpler fits, subgroup classes can be listed: orders up to
 * 10⁵. Direct factors are found among the normal subgroups, complements among the classes of subgroups, the largest
 * normal subgroup first; families are recognized by an isomorphism.
 *
 * @throws {IsotypicError} as `subgroupClasses`, `conjugacyClasses` and `groupIsomorphism`
 * @example
 * structureDescription(parseGroup('PSL(2,7) x cyclic(2)')) // 'C2 x PSL(2,7)'
 * structureDescription(catalogue.frobenius(7, 3)) // 'C7 : C3'
 */
export function structureDescription(group: PermutationGroup, options: WorkOptions = {}): string {
  const where = 'structureDescription';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return described(group, options);
}

function described(group: PermutationGroup, work: WorkOptions): string {
  if (group.order === 1n) return '1';
  if (group.isAbelian()) return abelianName(group.abelianInvariants(work));
  const { factors } = compositionSeries(group, work);
  if (factors.length === 1) return factors[0].simple;
  return family(group, work) ?? directProduct(group, work) ?? splitExtension(group, work) ?? extension(group, work);
}

/** C12 x C2, from the orders of cyclic factors of prime power order: the largest of each prime go together. */
function abelianName(invariants: readonly bigint[]): string {
  const byPrime = new Map<bigint, bigint[]>();
  for (const q of invariants) {
    let p = 2n;
    while (q % p !== 0n) p++;
    byPrime.set(
      p,
      [...(byPrime.get(p) ?? []), q].sort((a, b) => (a < b ? 1 : -1)),
    );
  }
  const count = Math.max(...[...byPrime.values()].map((powers) => powers.length));
  const orders = Array.from({ length: count }, (_, k) =>
    [...byPrime.values()].reduce((product, powers) => product * (powers[k] ?? 1n), 1n),
  );
  return orders.map((n) => `C${n}`).join(' x ');
}

/** The name of a family that the group is a member of: those whose order fits are compared. */
function family(group: PermutationGroup, work: WorkOptions): string | undefined {
  for (const { name, make } of [...symmetricNamed(group.order), ...linear(group.order)]) {
    if (groupIsomorphism(group, make(), work) !== undefined) return name;
  }
  return undefined;
}

/** Abelian factors are put together, and stand first. */
function directProduct(group: PermutationGroup, work: WorkOptions): string | undefined {
  const parts = directFactors(group, work);
  if (parts.length === 1) return undefined;
  const invariants = parts.filter((part) => part.isAbelian()).flatMap((part) => part.abelianInvariants(work));
  const others = parts.filter((part) => !part.isAbelian()).sort((a, b) => (a.order > b.order ? -1 : 1));
  return [
    ...(invariants.length > 0 ? [abelianName(invariants)] : []),
    ...others.map((part) => operand(part, work)),
  ].join(' x ');
}

/** Indecomposable direct factors: the smallest normal subgroup with a normal complement, and those of the latter. */
function directFactors(group: PermutationGroup, work: WorkOptions): PermutationGroup[] {
  const normal = group.isAbelian() ? [] : normalSubgroups(group, work);
  for (const factor of normal.slice(1, -1)) {
    const complement = normal.find((M) => M.order * factor.order === group.order && meetTrivially(M, factor));
    if (complement !== undefined) return [factor, ...directFactors(complement, work)];
  }
  return [group];
}

const meetTrivially = (a: PermutationGroup, b: PermutationGroup): boolean => a.intersection(b).order === 1n;

/** N : H with N as large as there is, and H a complement of it. */
function splitExtension(group: PermutationGroup, work: WorkOptions): string | undefined {
  const classes = subgroupClasses(group, work);
  const normal = classes.filter(({ length, order }) => Number(length) === 1 && order > 1n && order < group.order);
  for (const { representative: kernel } of [...normal].sort((a, b) => (a.order > b.order ? -1 : 1))) {
    // conjugates of a complement of a normal subgroup are complements too
    const complement = classes.find(
      ({ order, representative }) => order * kernel.order === group.order && meetTrivially(representative, kernel),
    );
    if (complement !== undefined) return `${operand(kernel, work)} : ${operand(complement.representative, work)}`;
  }
  return undefined;
}

/** Center . quotient where there is a center, else derived subgroup . quotient. */
function extension(group: PermutationGroup, work: WorkOptions): string {
  const center = group.center(work);
  const kernel = center.order > 1n ? center : group.derivedSubgroup(work);
  if (kernel.order === group.order) {
    const [smallest] = normalSubgroups(group, work).slice(1);
    return extensionBy(group, smallest, work);
  }
  return extensionBy(group, kernel, work);
}

const extensionBy = (group: PermutationGroup, kernel: PermutationGroup, work: WorkOptions): string =>
  `${operand(kernel, work)} . ${operand(quotientGroup(group, kernel, work).image, work)}`;

/** In parentheses where it is made of parts. */
function operand(group: PermutationGroup, work: WorkOptions): string {
  const text = described(group, work);
  return text.includes(' ') ? `(${text})` : text;
}
