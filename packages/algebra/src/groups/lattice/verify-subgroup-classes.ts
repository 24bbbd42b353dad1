/** The check of a list of classes of subgroups. */
import { arrayOf, checkArgument, checkOptions } from '../../arguments.js';
import { asRefuted, type Certificate, refuted } from '../../certificate.js';
import { DisjointSets } from '../../disjoint-sets.js';
import { WorkMeter } from '../../work.js';
import { groupKind, PermutationGroup } from '../permutation-group.js';
import {
  emptyStore,
  SUBGROUP_CLASSES_KINDS,
  type SubgroupClass,
  type SubgroupClassesOptions,
} from './subgroup-classes.js';
import type { SubgroupStore } from './subgroup-store.js';

const WHERE = 'verifySubgroupClasses';

/**
 * Proves that a list has each class of conjugate subgroups once: representatives are subgroups of the orders given, in
 * classes of the lengths given, no two of them conjugate; and with each subgroup H the list has ⟨H, z⟩ for every cyclic
 * group ⟨z⟩ of prime power order, from which every subgroup is reached. That knows nothing of cyclic extension or
 * perfect groups, and takes longer. One step is one subgroup.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold; as `subgroupClasses`
 * @throws {BudgetExceededError} when `budget` is given and used up
 * @example
 * const G = catalogue.symmetric(4);
 * verifySubgroupClasses(G, subgroupClasses(G)).proved[0] // '11 classes of subgroups, each listed once'
 */
export function verifySubgroupClasses(
  group: PermutationGroup,
  classes: readonly SubgroupClass[],
  options: SubgroupClassesOptions = {},
): Certificate {
  checkArgument(WHERE, 'group', group, groupKind);
  checkArgument(WHERE, 'classes', classes, classesKind);
  checkOptions(WHERE, options, SUBGROUP_CLASSES_KINDS);
  const meter = new WorkMeter(WHERE, options);
  const store = emptyStore(WHERE, group, options.limit, meter);
  try {
    checkRepresentatives(group, store, classes);
    for (let i = 0; i < classes.length; i++) checkJoins(store, i, meter);
  } catch (error) {
    throw asRefuted(WHERE, 'classes that can be read', error);
  }
  return {
    proved: [`${classes.length} classes of subgroups, each listed once`, 'their lengths and the orders of normalizers'],
    notProved: ['the order of the group, which verifyStabilizerChain proves'],
    method: 'joins with cyclic groups of prime power order; the orbits of all conjugates',
  };
}

function checkRepresentatives(group: PermutationGroup, store: SubgroupStore, classes: readonly SubgroupClass[]): void {
  const { table } = store;
  for (const [i, given] of classes.entries()) {
    const which = `the representative of class ${i}`;
    const { generators } = given.representative;
    if (!generators.every((g) => group.contains(g))) throw refuted(WHERE, `${which} to lie in the group`, 'not all');
    const numbers = generators.map((g) => table.numberOf(g.images));
    const elements = table.closure(Int32Array.of(0), [], numbers) as Int32Array;
    if (BigInt(elements.length) !== given.order) {
      throw refuted(WHERE, `${which} to be of order ${given.order}`, `order ${elements.length}`);
    }
    const index = store.add(elements, numbers);
    if (index !== i) throw refuted(WHERE, 'no two classes alike', `${index} and ${i}`);
    const length = BigInt(store.classes[i].length);
    if (length !== given.length) throw refuted(WHERE, `class ${i} to have ${given.length} subgroups`, `${length}`);
    if (group.order / length !== given.normalizerOrder) {
      throw refuted(WHERE, `the normalizer of class ${i} of order ${given.normalizerOrder}`, `${group.order / length}`);
    }
  }
  if (store.indexOf(Int32Array.of(0)) === undefined) throw refuted(WHERE, 'the trivial subgroup', 'none');
}

/** ⟨H, z⟩ is conjugate to a listed group, for one z of each orbit of the normalizer of H. */
function checkJoins(store: SubgroupStore, i: number, meter: WorkMeter): void {
  const { table, zuppos } = store;
  const { elements, generators, zuppos: inside } = store.classes[i];
  const normalizer = store.normalizer(i)?.generators ?? table.generators;
  const orbits = new DisjointSets(zuppos.count);
  for (const s of normalizer) orbits.uniteAlong(zuppos.conjugationBy(s));
  const isInside = new Uint8Array(zuppos.count);
  for (const z of inside) isInside[z] = 1;
  for (let z = 0; z < zuppos.count; z++) {
    if (orbits.find(z) !== z || isInside[z] === 1) continue;
    meter.step();
    const join = table.closure(elements, generators, [zuppos.generators[z]]) as Int32Array;
    if (store.indexOf(join) !== undefined) continue;
    throw refuted(WHERE, `all subgroups above class ${i}`, `none conjugate to one of order ${join.length}`);
  }
}

const classesKind = arrayOf(
  {
    expected: 'a class { representative, order, length, normalizerOrder }',
    accepts: (v) => {
      const c = v as Partial<SubgroupClass> | null;
      return typeof c === 'object' && c !== null && c.representative instanceof PermutationGroup;
    },
  },
  'an array of classes of subgroups',
);
