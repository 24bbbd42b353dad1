/**
 * Normal subgroups from the conjugacy classes: a normal subgroup is the join of the normal closures of its elements of
 * prime power order, one for each class.
 */
import { factorBig } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { normalClosure } from '../subgroups/series.js';

/** The different normal closures of single elements of prime power order above 1, smaller ones first. */
export function principalNormalSubgroups(group: PermutationGroup, meter: WorkMeter): PermutationGroup[] {
  const found: PermutationGroup[] = [];
  const classes = meter.part((options) => group.conjugacyClasses(options));
  for (const [k, { representative, elementOrder }] of classes.entries()) {
    meter.report('normal closures', k, classes.length);
    if (factorBig(elementOrder).length !== 1) continue;
    const closure = normalClosure(group, [representative], meter).ready(meter);
    if (!found.some((other) => areEqual(other, closure))) found.push(closure);
  }
  return found.sort((a, b) => compare(a.order, b.order));
}

/** Are two groups of one degree the same? */
export function areEqual(a: PermutationGroup, b: PermutationGroup): boolean {
  return a.order === b.order && isInside(a, b);
}

export function isInside(a: PermutationGroup, b: PermutationGroup): boolean {
  return b.order % a.order === 0n && a.generators.every((g) => b.contains(g));
}

/** The product of normal subgroups. */
export function join(group: PermutationGroup, parts: readonly PermutationGroup[], meter: WorkMeter): PermutationGroup {
  let all = group.subgroup([]);
  for (const part of parts) {
    if (isInside(part, all)) continue;
    all = isInside(all, part) ? part : group.subgroup([...all.generators, ...part.generators]).ready(meter);
  }
  return all;
}

export function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
