/** Chief and composition series, with their factors named. */
import { IsotypicError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { factorBig } from '../../scalars/integers.js';
import type { WorkMeter, WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { askedOf } from '../question.js';
import { normalClosure } from '../subgroups/series.js';
import { isInside, join, principalNormalSubgroups } from './principal.js';
import { powerOfSimple } from './simple-names.js';

/** A factor of a series: a direct power of a simple group. */
export interface SeriesFactor {
  /** Of the factor. */
  readonly order: bigint;
  /** 'C2', 'A5', 'PSL(2,7)', 'M11', …, or 'simple' with the order where the tables end. */
  readonly simple: string;
  /** How many copies of the simple group. */
  readonly power: number;
}

/** A series of subgroups, from the trivial group to the whole one. */
export interface SubgroupSeries {
  readonly groups: readonly PermutationGroup[];
  /** factors[i] is groups[i + 1] modulo groups[i]. */
  readonly factors: readonly SeriesFactor[];
}

/**
 * A series of normal subgroups between which there is no other. Above N the next one is the smallest product of N and
 * the normal closure of one element. Factors are named by their orders, which determine the simple group apart from A₈
 * and PSL(3,4), told apart by their elements, and symplectic and orthogonal groups of odd characteristic and rank above
 * 2, which get the symplectic name. One step is one sift.
 *
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example
 * chiefSeries(catalogue.symmetric(4)).factors.map((f) => `${f.simple}^${f.power}`) // [ 'C2^2', 'C3^1', 'C2^1' ]
 */
export function chiefSeries(group: PermutationGroup, options: WorkOptions = {}): SubgroupSeries {
  return chiefWithin(group, askedOf('chiefSeries', group, options));
}

/**
 * A series in which each group is normal in the next with a simple factor; a refinement of `chiefSeries`. One step is
 * one sift.
 * @throws {BudgetExceededError} as `PermutationGroup.conjugacyClasses`
 * @example compositionSeries(catalogue.symmetric(5)).factors.map((f) => f.simple) // [ 'A5', 'C2' ]
 */
export function compositionSeries(group: PermutationGroup, options: WorkOptions = {}): SubgroupSeries {
  const meter = askedOf('compositionSeries', group, options);
  const chief = chiefWithin(group, meter);
  const groups = [chief.groups[0]];
  const factors: SeriesFactor[] = [];
  chief.factors.forEach((factor, i) => {
    const [below, above] = [chief.groups[i], chief.groups[i + 1]];
    for (const between of refined(group, below, above, factor, meter)) {
      const last = groups[groups.length - 1];
      groups.push(between);
      factors.push({ order: between.order / last.order, simple: factor.simple, power: 1 });
    }
  });
  return { groups, factors };
}

function chiefWithin(group: PermutationGroup, meter: WorkMeter): SubgroupSeries {
  const groups = [group.subgroup([]).ready(meter)];
  const factors: SeriesFactor[] = [];
  if (group.order > 1n) {
    const principal = principalNormalSubgroups(group, meter);
    while (groups[groups.length - 1].order < group.order) {
      const below = groups[groups.length - 1];
      let best: PermutationGroup | undefined;
      for (const P of principal) {
        if (isInside(P, below)) continue;
        const both = join(group, [below, P], meter);
        if (best === undefined || both.order < best.order) best = both;
      }
      const above = best as PermutationGroup;
      groups.push(above);
      factors.push(factorOf(below, above, meter));
    }
  }
  return { groups, factors };
}

function factorOf(below: PermutationGroup, above: PermutationGroup, meter: WorkMeter): SeriesFactor {
  const order = above.order / below.order;
  const [[p, exponent], ...others] = factorBig(order);
  if (others.length === 0) return { order, simple: `C${p}`, power: exponent };
  const found = powerOfSimple(order);
  if (found === undefined) return { order, simple: 'simple', power: 1 };
  const isLinear =
    found.order === 20160n && !hasOrder15(below, simpleNormalIn(below, above, found.power, meter), meter);
  return { order, simple: isLinear ? 'PSL(3,4)' : found.name, power: found.power };
}

/** A₈ has elements of order 15, PSL(3,4) has none: the classes of a group with that factor over `below` tell. */
function hasOrder15(below: PermutationGroup, above: PermutationGroup, meter: WorkMeter): boolean {
  const classes = meter.part((options) => above.conjugacyClasses(options));
  // p divides the order modulo N exactly when the part of x of order a power of p lies outside.
  const divides = (x: Permutation, order: bigint, p: bigint): boolean => {
    let rest = order;
    while (rest % p === 0n) rest /= p;
    return !below.contains(x.power(rest));
  };
  return classes.some(({ representative: x, elementOrder: n }) => divides(x, n, 3n) && divides(x, n, 5n));
}

/** The groups of a composition series above `below`, up to `above`. */
function refined(
  group: PermutationGroup,
  below: PermutationGroup,
  above: PermutationGroup,
  { simple, power, order }: SeriesFactor,
  meter: WorkMeter,
): PermutationGroup[] {
  if (power === 1) return [above];
  const isAbelian = factorBig(order).length === 1;
  const groups: PermutationGroup[] = [];
  const last = (): PermutationGroup => groups[groups.length - 1] ?? below;
  const add = (elements: readonly Permutation[]): void => {
    if (elements.every((x) => last().contains(x))) return;
    groups.push(group.subgroup([...last().generators, ...elements]).ready(meter));
  };
  if (isAbelian) {
    for (const x of above.generators) add([x]);
    return groups;
  }
  const copies = [simpleNormalIn(below, above, power, meter)];
  for (const copy of copies) {
    add(copy.generators);
    for (const g of group.generators) {
      const conjugate = group.subgroup(copy.generators.map((x) => x.conjugateBy(g)));
      const known = copies.some((c) => conjugate.generators.every((x) => c.contains(x)));
      if (!known) copies.push(conjugate.ready(meter));
    }
  }
  if (last().order !== above.order) throw wrongFactor(simple);
  return groups;
}

/** A normal subgroup of `above`, over `below`, with one of the simple factors, by normal closures. */
function simpleNormalIn(
  below: PermutationGroup,
  above: PermutationGroup,
  power: number,
  meter: WorkMeter,
): PermutationGroup {
  const random = randomSource(above.seed);
  let current = above;
  for (;;) {
    if ((current.order / below.order) ** BigInt(power) === above.order / below.order) return current;
    meter.step();
    const x = current.randomElement(random);
    const n = x.order();
    for (const [p] of factorBig(n)) {
      const y = x.power(n / p);
      if (below.contains(y)) continue;
      const closure = normalClosure(above, [...below.generators, y], meter).ready(meter);
      if (closure.order < current.order) current = closure;
    }
  }
}

function wrongFactor(simple: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', {
    where: 'compositionSeries',
    expected: `a direct power of ${simple}`,
    received: 'another factor',
  });
}
