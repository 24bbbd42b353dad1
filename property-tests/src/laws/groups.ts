/**
 * What every permutation group owes its user: the group axioms, and the theorems that tie its answers to each other.
 */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { productOf } from '../arbitraries/groups.js';
import { GROUP_LIKE } from '../arguments.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** What `groupLaws` asks of an implementation; a law about what it does not have is left out. */
export type GroupImplementation = Pick<PermutationGroup, 'degree' | 'generators' | 'order' | 'contains'> &
  Partial<Pick<PermutationGroup, 'factor' | 'rank' | 'unrank' | 'orbits' | 'classOf'>> & {
    stabilizer?(point: number): Pick<PermutationGroup, 'generators' | 'order'>;
    conjugacyClasses?(): readonly {
      readonly representative: Permutation;
      readonly size: bigint;
      readonly elementOrder: bigint;
    }[];
  };

/** Options of `groupLaws`. */
export interface GroupLawOptions extends LawOptions {
  /** Largest order for which classes are asked for (default 2000). */
  readonly mostElements?: number;
}

const OPTION_KINDS: OptionKinds<GroupLawOptions> = { ...LAW_OPTION_KINDS, mostElements: integer(0) };

/**
 * The laws of a group: closure, inverses and associativity on random products of generators; Lagrange for their orders;
 * a factorization multiplies back and unranking undoes ranking; orbits and the orbit–stabilizer theorem; and, for small
 * groups, the class equation, Burnside's count of orbits, and that conjugates share their class. 20 cases each.
 *
 * @param group a `PermutationGroup`, or anything with its generators, order and membership test
 * @example assertLaws(groupLaws(catalogue.mathieu(11)));
 */
export function groupLaws(group: GroupImplementation, options: GroupLawOptions = {}): readonly Law[] {
  checkArgument('groupLaws', 'group', group, GROUP_LIKE);
  checkOptions('groupLaws', options, OPTION_KINDS);
  const { mostElements = 2000, ...laws } = options;
  const subject = `⟨${group.generators.length} generators⟩ on ${group.degree} points`;
  const suite = new LawSuite('groupLaws', subject, laws, 20);
  elementLaws(suite, group);
  if (group.orbits !== undefined) orbitLaws(suite, group);
  if (group.conjugacyClasses !== undefined && group.order <= BigInt(mostElements)) classLaws(suite, group);
  return suite.laws;
}

function elementLaws(suite: LawSuite, group: GroupImplementation): void {
  const x = productOf(group, 12);
  const one = Permutation.identity(group.degree);
  suite.forAll('(gh)k = g(hk)', [x, x, x], (g, h, k) =>
    g
      .times(h)
      .times(k)
      .equals(g.times(h.times(k))),
  );
  suite.forAll('g1 = g and gg⁻¹ = 1', [x], (g) => g.times(one).equals(g) && g.times(g.inverse()).equals(one));
  suite.forAll('gh⁻¹ is in the group', [x, x], (g, h) => group.contains(g.times(h.inverse())));
  suite.forAll('the order of an element divides the order of the group', [x], (g) => group.order % g.order() === 0n);
  if (group.factor !== undefined && group.generators.length > 0) {
    suite.forAll(
      'a factorization multiplies back',
      [x],
      (g) => group.factor?.(g).evaluate(group.generators).equals(g) === true,
    );
  }
  if (group.rank !== undefined && group.unrank !== undefined) {
    suite.forAll('unranking undoes ranking', [x], (g) => {
      const rank = group.rank?.(g) ?? -1n;
      return rank >= 0n && rank < group.order && group.unrank?.(rank).equals(g) === true;
    });
  }
}

/** Orbits are looked at from so many points: each costs a stabilizer. */
const MOST_ORBITS = 3;

function orbitLaws(suite: LawSuite, group: GroupImplementation): void {
  const orbits = () => group.orbits?.() ?? [];
  suite.fact('orbits partition the points', () => {
    const points = orbits()
      .flat()
      .sort((a, b) => a - b);
    return points.length === group.degree && points.every((x, i) => x === i);
  });
  suite.fact('orbits are closed', () =>
    orbits().every((orbit) => {
      const inside = new Set(orbit);
      return orbit.every((x) => group.generators.every((g) => inside.has(g.image(x))));
    }),
  );
  suite.fact('orbits are connected', () =>
    orbits().every(([first, ...rest]) => {
      const reached = [first];
      for (const x of reached)
        for (const g of group.generators) if (!reached.includes(g.image(x))) reached.push(g.image(x));
      return reached.length === rest.length + 1;
    }),
  );
  if (group.stabilizer === undefined) return;
  const stabilizers = () =>
    orbits()
      .slice(0, MOST_ORBITS)
      .map((orbit) => [orbit, group.stabilizer?.(orbit[0]) ?? { generators: [], order: 0n }] as const);
  suite.fact('|orbit| · |stabilizer| = |G|', () =>
    stabilizers().every(([orbit, { order }]) => order * BigInt(orbit.length) === group.order),
  );
  suite.fact('stabilizers fix their point and lie in the group', () =>
    stabilizers().every(([[point], { generators }]) =>
      generators.every((g) => g.image(point) === point && group.contains(g)),
    ),
  );
}

function classLaws(suite: LawSuite, group: GroupImplementation): void {
  const classes = () => group.conjugacyClasses?.() ?? [];
  suite.fact('the first class is that of 1', () => classes()[0]?.representative.isIdentity() === true);
  suite.fact('class sizes add up to |G|', () => classes().reduce((sum, { size }) => sum + size, 0n) === group.order);
  suite.fact('class sizes divide |G|', () => classes().every(({ size }) => group.order % size === 0n));
  suite.fact('the element order of a class is that of its elements', () =>
    classes().every(({ representative, elementOrder }) => representative.order() === elementOrder),
  );
  suite.fact('fixed points average to the number of orbits', () => {
    const fixed = (g: Permutation) => BigInt(g.toArray().filter((x, i) => x === i).length);
    const sum = classes().reduce((total, { representative, size }) => total + size * fixed(representative), 0n);
    return group.orbits === undefined || sum === group.order * BigInt(group.orbits().length);
  });
  if (group.classOf === undefined) return;
  const x = productOf(group, 12);
  const classOf = (g: Permutation) => group.classOf?.(g) ?? -1;
  suite.forAll('conjugates are in one class', [x, x], (g, h) => classOf(g) === classOf(g.conjugateBy(h)));
  suite.forAll('elements of one class have its order', [x], (g) => classes()[classOf(g)]?.elementOrder === g.order());
  suite.forAll('a representative is in its class', [fc.nat()], (k) => {
    const c = k % classes().length;
    return classOf(classes()[c].representative) === c;
  });
}
