/** The check of a list of conjugacy classes. */
import { arrayOf, checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import { asRefuted, type Certificate, refuted } from '../../certificate.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { permutationKind } from '../argument-checks.js';
import { ConjugacySearch } from '../backtrack/conjugacy.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { classInvariant } from './class-invariant.js';
import type { ConjugacyClass } from './conjugacy-classes.js';

const WHERE = 'verifyConjugacyClasses';

/**
 * Proves that a list has each conjugacy class of the group once: representatives lie in the group, have the orders
 * given, and centralizers of index the sizes given; no two are conjugate, by an invariant or an exhausted search; and
 * the sizes add up to the order of the group. The searches know nothing of the closed forms by which most lists are
 * made. One step is one node of a search.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold
 * @throws {BudgetExceededError} when `budget` is given and used up
 * @example
 * const G = catalogue.symmetric(4);
 * verifyConjugacyClasses(G, G.conjugacyClasses()).proved[0] // '5 classes, each listed once'
 */
export function verifyConjugacyClasses(
  group: PermutationGroup,
  classes: readonly ConjugacyClass[],
  options: WorkOptions = {},
): Certificate {
  checkArgument(WHERE, 'group', group, groupKind);
  checkArgument(WHERE, 'classes', classes, classesKind);
  checkOptions(WHERE, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(WHERE, options);
  group.ready(meter);
  try {
    checkClasses(group, classes, meter);
  } catch (error) {
    throw asRefuted(WHERE, 'classes that can be read', error);
  }
  return {
    proved: [`${classes.length} classes, each listed once`, 'the sizes and the orders of their elements'],
    notProved: ['the order of the group, which verifyStabilizerChain proves'],
    method: 'centralizers and conjugating elements by partition backtrack; the class equation',
  };
}

function checkClasses(group: PermutationGroup, classes: readonly ConjugacyClass[], meter: WorkMeter): void {
  const invariantOf = classInvariant(group);
  const known = new Map<string, ConjugacySearch<PermutationGroup>[]>();
  let covered = 0n;
  for (const [c, { representative: given, size, elementOrder }] of classes.entries()) {
    meter.report('classes checked', c, classes.length);
    const representative = Permutation.fromImages(given.images);
    const which = `the representative of class ${c}`;
    if (!group.contains(representative)) throw refuted(WHERE, `${which} to lie in the group`, `${representative}`);
    const order = representative.order();
    if (order !== elementOrder) throw refuted(WHERE, `${which} to be of order ${elementOrder}`, `order ${order}`);
    const key = invariantOf(representative);
    const alike = known.get(key) ?? [];
    const same = alike.find((search) => search.elementTo(representative) !== undefined);
    if (same !== undefined) throw refuted(WHERE, 'no two classes alike', `${same.element} and ${representative}`);
    const search = new ConjugacySearch(group, representative, { meter });
    const index = group.order / search.centralizer().orderWithin(meter);
    if (index !== size) throw refuted(WHERE, `class ${c} to have ${size} elements`, `${index}`);
    known.set(key, [...alike, search]);
    covered += size;
  }
  if (covered !== group.order) throw refuted(WHERE, `${group.order} elements in all classes`, `${covered}`);
}

const classesKind = arrayOf(
  {
    expected: 'a class { representative, size, elementOrder }',
    accepts: (v) => {
      const c = v as Partial<ConjugacyClass> | null;
      return typeof c === 'object' && c !== null && permutationKind.accepts(c.representative);
    },
  },
  'an array of classes { representative, size, elementOrder }',
);
