/** Whether a presentation presents a permutation group, proved by coset enumeration. */
import { checkArgument, checkOptions, type Kind, WORK_OPTION_KINDS } from '../arguments.js';
import { type Certificate, refuted } from '../certificate.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { enumerateCosets } from './coset-enumeration.js';
import type { GroupPresentation } from './group-presentation.js';
import { presentationKind } from './presentation.js';
import { columnsOf } from './presented-group.js';

const WHERE = 'verifyPresentation';

/** 10⁷ cosets: a minute. */
const DEFAULT_BUDGET = 1e7;

const groupPresentationKind: Kind = {
  expected: 'a presentation with its elements, { generators, relators, elements }',
  accepts: (v) => {
    const { elements } = (v ?? {}) as Partial<GroupPresentation>;
    return (
      typeof v === 'object' &&
      presentationKind.accepts(v) &&
      Array.isArray(elements) &&
      elements.every((g) => g instanceof Permutation)
    );
  },
  remedy: () => 'groupPresentation(group) makes one.',
};

/**
 * Proves that a presentation presents the group: the elements lie in it and generate it, and every relator is 1 there,
 * so the presented group has the group as an image; and its order is at most the group's. For that, let Hᵢ be the
 * subgroup of the presented group that the generators fixing the first i base points generate. Enumerating the cosets
 * of Hᵢ₊₁ in Hᵢ with the relators in these generators alone gives |Hᵢ : Hᵢ₊₁|, and at most that for the subgroups
 * themselves; the product is the bound. Where no base has such generators, the cosets of 1 are enumerated.
 *
 * @throws {IsotypicError} `REFUTED`, saying what does not hold; `BUDGET_EXCEEDED` (step: a coset defined; default 10⁷)
 * when no enumeration has ended, which decides nothing
 * @example
 * const m11 = catalogue.mathieu(11);
 * verifyPresentation(groupPresentation(m11), m11).proved[0] // 'the presented group has order 7920'
 */
export function verifyPresentation(
  presentation: GroupPresentation,
  group: PermutationGroup,
  options: WorkOptions = {},
): Certificate {
  checkArgument(WHERE, 'presentation', presentation, groupPresentationKind);
  checkArgument(WHERE, 'group', group, groupKind);
  checkOptions(WHERE, options, WORK_OPTION_KINDS);
  const { generators, relators, elements } = presentation;
  requireImage(presentation, group);
  const meter = new WorkMeter(WHERE, options, DEFAULT_BUDGET);
  const words = relators.map((word) => columnsOf(WHERE, 'presentation', word, generators.length));
  let order = 1n;
  for (const [above, below] of subgroupSteps(elements, group, meter)) {
    const place = new Map(above.map((i, k) => [i, k]));
    const inside = words.filter((word) => word.length > 0 && word.every((column) => place.has(column >> 1)));
    const renamed = inside.map((word) => word.map((column) => 2 * (place.get(column >> 1) as number) + (column % 2)));
    const subgroup = below.map((i) => Int32Array.of(2 * (place.get(i) as number)));
    order *= BigInt(enumerateCosets(above.length, renamed, subgroup, meter).count);
  }
  if (order !== group.order) {
    throw refuted(WHERE, `a presentation of a group of order ${group.order}`, `the bound ${order}`);
  }
  return {
    proved: [`the presented group has order ${order}`, 'generators going to elements is an isomorphism onto the group'],
    notProved: [],
    method: 'relators evaluated, and coset enumeration down a chain of subgroups (Todd & Coxeter 1936)',
  };
}

function requireImage({ generators, relators, elements }: GroupPresentation, group: PermutationGroup): void {
  if (generators.length !== elements.length) {
    throw refuted(WHERE, `an element for each of ${generators.length} generators`, `${elements.length} elements`);
  }
  const outside = elements.find((g) => !group.contains(g));
  if (outside !== undefined) throw refuted(WHERE, 'elements of the group', `${outside}`);
  const generated = new PermutationGroup(elements, { degree: group.degree }).order;
  if (generated !== group.order) {
    throw refuted(WHERE, `elements that generate a group of order ${group.order}`, `one of order ${generated}`);
  }
  const wrong = relators.find((word) => elements.length > 0 && !word.evaluate(elements).isIdentity());
  if (wrong !== undefined) throw refuted(WHERE, 'relators that are 1 in the group', `${wrong}`);
}

/** Numbers of the generators of Hᵢ, and of Hᵢ₊₁, for every i. */
function subgroupSteps(
  elements: readonly Permutation[],
  group: PermutationGroup,
  meter: WorkMeter,
): [above: number[], below: number[]][] {
  const all = elements.map((_, i) => i);
  const steps: [number[], number[]][] = [];
  let above = all;
  for (const point of group.chainWithin(meter).base) {
    const fixing = above.filter((i) => elements[i].image(point) === point);
    steps.push([above, fixing]);
    above = fixing;
  }
  // without enough generators down the chain the indices would not multiply to the order
  return above.every((i) => elements[i].isIdentity()) && steps.every(isStep) ? steps : [[all, []]];

  function isStep([from, to]: [number[], number[]], i: number): boolean {
    const order = (numbers: number[]): bigint =>
      new PermutationGroup(
        numbers.map((k) => elements[k]),
        { degree: group.degree },
      ).order;
    return order(from) === order(to) * BigInt(group.chainWithin(meter).levels[i].orbit.length);
  }
}
