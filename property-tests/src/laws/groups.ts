/**
 * What every permutation group owes its user: the group axioms, and the theorems that tie its answers to each other.
 */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { elementOf } from '../arbitraries/groups.js';
import { GROUP } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('groupLaws');

export interface GroupLawOptions extends LawOptions {
  /** Largest order for which classes are asked for (default 2000). */
  readonly mostElements?: number;
}

const OPTION_KINDS: OptionKinds<GroupLawOptions> = { ...LAW_OPTION_KINDS, mostElements: integer(0) };

/**
 * Asserts for the group itself: closure, inverses and associativity on random products of generators; Lagrange for
 * their orders; that a factorization multiplies back and unranking undoes ranking; orbits and the orbit–stabilizer
 * theorem; and, for small groups, the class equation, Burnside's count of orbits and that conjugates share their class.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example groupLaws(catalogue.mathieu(11));
 */
export function groupLaws(group: PermutationGroup, options: GroupLawOptions = {}): void {
  checkArgument('groupLaws', 'group', group, GROUP);
  checkOptions('groupLaws', options, OPTION_KINDS);
  elementLaws(group, options);
  orbitLaws(group);
  if (group.order <= BigInt(options.mostElements ?? 2000)) classLaws(group, options);
}

function elementLaws(group: PermutationGroup, options: LawOptions): void {
  const element = elementOf(group, 12);
  const one = Permutation.identity(group.degree);
  fc.assert(
    fc.property(element, element, element, (g, h, k) => {
      requireLaw(
        g
          .times(h)
          .times(k)
          .equals(g.times(h.times(k))),
        '(gh)k = g(hk)',
      );
      requireLaw(g.times(one).equals(g) && g.times(g.inverse()).equals(one), 'g1 = g and gg⁻¹ = 1');
      requireLaw(group.contains(g.times(h.inverse())), 'gh⁻¹ is in the group');
      requireLaw(group.order % g.order() === 0n, 'the order of an element divides the order of the group');
      if (group.generators.length > 0) {
        requireLaw(group.factor(g).evaluate(group.generators).equals(g), 'a factorization multiplies back');
      }
      requireLaw(group.unrank(group.rank(g)).equals(g), 'unranking undoes ranking');
    }),
    lawParameters(options, 20),
  );
}

/** Orbits are looked at from so many points: each costs a stabilizer. */
const MOST_ORBITS = 3;

function orbitLaws(group: PermutationGroup): void {
  const orbits = group.orbits();
  const points = orbits.flat().sort((a, b) => a - b);
  requireLaw(points.length === group.degree && points.every((x, i) => x === i), 'orbits partition the points');
  for (const orbit of orbits) {
    const inside = new Set(orbit);
    requireLaw(
      orbit.every((x) => group.generators.every((g) => inside.has(g.image(x)))),
      'orbits are closed',
    );
  }
  for (const orbit of orbits.slice(0, MOST_ORBITS)) {
    const stabilizer = group.stabilizer(orbit[0]);
    requireLaw(stabilizer.order * BigInt(orbit.length) === group.order, '|orbit| · |stabilizer| = |G|');
    requireLaw(
      stabilizer.generators.every((g) => g.image(orbit[0]) === orbit[0]),
      'the stabilizer fixes the point',
    );
    requireLaw(
      stabilizer.generators.every((g) => group.contains(g)),
      'the stabilizer is a subgroup',
    );
  }
}

function classLaws(group: PermutationGroup, { runs = 20 }: LawOptions): void {
  const classes = group.conjugacyClasses();
  requireLaw(classes[0].representative.isIdentity(), 'the first class is that of 1');
  requireLaw(classes.reduce((sum, { size }) => sum + size, 0n) === group.order, 'class sizes add up to |G|');
  let fixed = 0n;
  for (const { representative, size, elementOrder } of classes) {
    requireLaw(group.order % size === 0n, 'class sizes divide |G|');
    requireLaw(representative.order() === elementOrder, 'the element order of a class is that of its elements');
    fixed += size * BigInt(representative.toArray().filter((x, i) => x === i).length);
  }
  requireLaw(fixed === group.order * BigInt(group.orbits().length), 'fixed points average to the number of orbits');
  for (let i = 0; i < runs; i++) {
    const [g, x] = [group.randomElement(), group.randomElement()];
    requireLaw(group.classOf(g) === group.classOf(g.conjugateBy(x)), 'conjugates are in one class');
  }
}
