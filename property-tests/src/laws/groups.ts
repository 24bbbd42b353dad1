/**
 * What every permutation group owes its user: the group axioms, and the theorems that tie its answers to each other.
 */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { elementOf } from '../arbitraries/groups.js';
import type { LawOptions } from './actions.js';
import { require } from './require.js';

export interface GroupLawOptions extends LawOptions {
  /** Largest order for which classes are asked for (default 2000). */
  readonly mostElements?: number;
}

/**
 * Asserts for the group itself: closure, inverses and associativity on random products of generators; Lagrange for
 * their orders; that a factorization multiplies back and unranking undoes ranking; orbits and the orbit–stabilizer
 * theorem; and, for small groups, the class equation, Burnside's count of orbits and that conjugates share their class.
 *
 * @throws {IsotypicError} `VERIFICATION_FAILED` naming the law, inside fast-check's report of the shrunk case
 * @example groupLaws(catalogue.mathieu(11));
 */
export function groupLaws(group: PermutationGroup, options: GroupLawOptions = {}): void {
  elementLaws(group, options);
  orbitLaws(group);
  if (group.order <= BigInt(options.mostElements ?? 2000)) classLaws(group, options);
}

function elementLaws(group: PermutationGroup, { runs = 20, seed, path }: LawOptions): void {
  const element = elementOf(group, 12);
  const one = Permutation.identity(group.degree);
  const replay = { ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) };
  fc.assert(
    fc.property(element, element, element, (g, h, k) => {
      require(g
        .times(h)
        .times(k)
        .equals(g.times(h.times(k))), '(gh)k = g(hk)');
      require(g.times(one).equals(g) && g.times(g.inverse()).equals(one), 'g1 = g and gg⁻¹ = 1');
      require(group.contains(g.times(h.inverse())), 'gh⁻¹ is in the group');
      require(group.order % g.order() === 0n, 'the order of an element divides the order of the group');
      if (group.generators.length > 0) {
        require(group.factor(g).evaluate(group.generators).equals(g), 'a factorization multiplies back');
      }
      require(group.unrank(group.rank(g)).equals(g), 'unranking undoes ranking');
    }),
    { numRuns: runs, ...replay },
  );
}

/** Orbits are looked at from so many points: each costs a stabilizer. */
const MOST_ORBITS = 3;

function orbitLaws(group: PermutationGroup): void {
  const orbits = group.orbits();
  const points = orbits.flat().sort((a, b) => a - b);
  require(points.length === group.degree && points.every((x, i) => x === i), 'orbits partition the points');
  for (const orbit of orbits) {
    const inside = new Set(orbit);
    require(orbit.every((x) => group.generators.every((g) => inside.has(g.image(x)))), 'orbits are closed');
  }
  for (const orbit of orbits.slice(0, MOST_ORBITS)) {
    const stabilizer = group.stabilizer(orbit[0]);
    require(stabilizer.order * BigInt(orbit.length) === group.order, '|orbit| · |stabilizer| = |G|');
    require(stabilizer.generators.every((g) => g.image(orbit[0]) === orbit[0]), 'the stabilizer fixes the point');
    require(stabilizer.generators.every((g) => group.contains(g)), 'the stabilizer is a subgroup');
  }
}

function classLaws(group: PermutationGroup, { runs = 20 }: LawOptions): void {
  const classes = group.conjugacyClasses();
  require(classes[0].representative.isIdentity(), 'the first class is that of 1');
  require(classes.reduce((sum, { size }) => sum + size, 0n) === group.order, 'class sizes add up to |G|');
  let fixed = 0n;
  for (const { representative, size, elementOrder } of classes) {
    require(group.order % size === 0n, 'class sizes divide |G|');
    require(representative.order() === elementOrder, 'the element order of a class is that of its elements');
    fixed += size * BigInt(representative.toArray().filter((x, i) => x === i).length);
  }
  require(fixed === group.order * BigInt(group.orbits().length), 'fixed points average to the number of orbits');
  for (let i = 0; i < runs; i++) {
    const [g, x] = [group.randomElement(), group.randomElement()];
    require(group.classOf(g) === group.classOf(g.conjugateBy(x)), 'conjugates are in one class');
  }
}
