/** Stabilizers of objects, and elements that carry one to another, on one interface. */
import { checkArgument, checkOptions, oneOf, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { ColoredPermutation } from '../groups/backtrack/colored-permutation.js';
import { IncidenceObject } from '../groups/backtrack/incidence-object.js';
import { TransporterSearch } from '../groups/backtrack/transporter.js';
import { groupKind, type PermutationGroup } from '../groups/permutation-group.js';
import { searchedIn } from '../groups/question.js';
import type { SearchWork } from '../groups/search-work.js';
import { Permutation } from '../permutations/permutation.js';
import type { WorkOptions } from '../work.js';
import { ACTION_NAMES, type ActedObjects, type ActionName, numbering, searchObject } from './acted-objects.js';
import { IncidenceSearch } from './incidence-search.js';

/**
 * The elements g of the group with g·object = object, for objects of any of the actions: 'tuple', 'set', 'labels',
 * 'partition', 'ordered partition', 'sets', 'tuples', 'matrix'. By partition backtrack, with the incidence of points
 * and parts as refiner; in symmetric and alternating groups and where that takes long through the automorphisms of a
 * graph of these incidences and of what the group keeps. Generators are checked to keep the object before they are
 * given.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for an object of another kind, `SHAPE_MISMATCH` for a matrix that is not
 * square of the degree
 * @throws {BudgetExceededError} after 5·10⁶ nodes of the search unless `budget` says otherwise; `details.known` is the
 * subgroup found by then
 * @example
 * stabilizerOf(catalogue.symmetric(6), [[0, 1], [2, 3], [4, 5]], 'partition').order // 48n
 */
export function stabilizerOf<A extends ActionName>(
  group: PermutationGroup,
  object: ActedObjects[A],
  action: A,
  options: WorkOptions = {},
): PermutationGroup {
  const where = 'stabilizerOf';
  checkQuestion(where, group, action, options);
  const source = searchObject({ where, name: 'object', degree: group.degree }, action, object, numbering());
  const work = searchedIn(where, group, {}, options);
  const { stabilizer } = searchFor(group, source, work);
  if (!stabilizer.generators.every((g) => source.isKeptBy(g.images))) throw notCarried(where);
  return stabilizer;
}

/**
 * Some g in the group with g·from = to, checked before it is given; undefined where there is none.
 * @throws {IsotypicError} as `stabilizerOf`
 * @throws {BudgetExceededError} as `stabilizerOf`, with a subgroup of the stabilizer of `from` in `details.known`
 * @example
 * const G = catalogue.cyclic(4);
 * transporter(G, ['a', 'b', 'b', 'b'], ['b', 'a', 'b', 'b'], 'labels').toString() // '(0 1 2 3)'
 */
export function transporter<A extends ActionName>(
  group: PermutationGroup,
  from: ActedObjects[A],
  to: ActedObjects[A],
  action: A,
  options: WorkOptions = {},
): Permutation | undefined {
  const where = 'transporter';
  checkQuestion(where, group, action, options);
  const number = numbering();
  const source = searchObject({ where, name: 'from', degree: group.degree }, action, from, number);
  const target = searchObject({ where, name: 'to', degree: group.degree }, action, to, number);
  const work = searchedIn(where, group, {}, options);
  const found = searchFor(group, source, work).elementTo(target);
  if (found === undefined) return undefined;
  const isRight =
    source instanceof ColoredPermutation
      ? source.isCarriedTo(target as ColoredPermutation, found)
      : source.isCarriedTo(target as IncidenceObject, found);
  if (!isRight) throw notCarried(where);
  return Permutation.fromTrustedImages(found);
}

/** A search for what keeps an object, and for elements that carry it to others of the same action. */
interface Search {
  readonly stabilizer: PermutationGroup;
  elementTo(target: ColoredPermutation | IncidenceObject): Uint32Array | undefined;
}

function searchFor(group: PermutationGroup, source: ColoredPermutation | IncidenceObject, work: SearchWork): Search {
  if (source instanceof IncidenceObject) {
    const search = new IncidenceSearch(group, source, work);
    return {
      stabilizer: search.stabilizer,
      elementTo: (target) => (target instanceof IncidenceObject ? search.elementTo(target) : undefined),
    };
  }
  const search = new TransporterSearch(group, source, work);
  return {
    stabilizer: search.stabilizer,
    elementTo: (target) => (target instanceof ColoredPermutation ? search.elementTo(target) : undefined),
  };
}

function checkQuestion(where: string, group: PermutationGroup, action: ActionName, options: WorkOptions): void {
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'action', action, oneOf(...ACTION_NAMES));
  checkOptions(where, options, WORK_OPTION_KINDS);
}

function notCarried(where: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', {
    where,
    expected: 'an element that carries the object as it was asked',
    received: 'another one',
  });
}
