/** What subgroups found by search owe each other: centralizers, stabilizers, conjugacy, intersections. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { GROUP } from '../arguments.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/**
 * The laws of subgroups, for random elements of `group`: centralizers commute, contain their element, and are carried
 * along by conjugation; conjugates are recognized; Lagrange's theorem and the orbit–stabilizer theorem hold for the
 * subgroups that come up. 20 cases each.
 *
 * @example assertLaws(subgroupLaws(catalogue.mathieu(12)));
 */
export function subgroupLaws(group: PermutationGroup, options: LawOptions = {}): readonly Law[] {
  checkArgument('subgroupLaws', 'group', group, GROUP);
  checkOptions('subgroupLaws', options, LAW_OPTION_KINDS);
  const suite = new LawSuite('subgroupLaws', `on ${group.degree} points`, options, 20);
  const x = fc.bigInt({ min: 0n, max: group.order - 1n }).map((rank) => group.unrank(rank));
  suite.forAll('closed under products and inverses', [x, x], (g, h) => {
    return group.contains(g.times(h)) && group.contains(g.inverse());
  });
  suite.forAll('the order of an element divides that of the group', [x], (g) => group.order % g.order() === 0n);
  suite.forAll('a word for g has the value g', [x], (g) => {
    return group.generators.length === 0 || group.factor(g).evaluate(group.generators).equals(g);
  });
  suite.forAll('unrank undoes rank', [x], (g) => group.unrank(group.rank(g)).equals(g));
  suite.forAll('g centralizes itself', [x], (g) => group.centralizer(g).contains(g));
  suite.forAll('centralizers commute', [x], (g) =>
    group.centralizer(g).generators.every((c) => c.times(g).equals(g.times(c))),
  );
  suite.forAll('conjugates have centralizers of one order', [x, x], (g, h) => {
    return group.centralizer(g.conjugateBy(h)).order === group.centralizer(g).order;
  });
  suite.forAll('conjugates are recognized', [x, x], (g, h) => {
    const conjugate = g.conjugateBy(h);
    const by = group.conjugatingElement(g, conjugate);
    return by !== undefined && group.contains(by) && g.conjugateBy(by).equals(conjugate);
  });
  if (group.degree > 0) stabilizerLaws(suite, group);
  return suite.laws;
}

function stabilizerLaws(suite: LawSuite, group: PermutationGroup): void {
  const point = fc.nat(group.degree - 1);
  suite.forAll('|orbit| · |stabilizer| = |G|', [point], (p) => {
    return group.stabilizer(p).order * BigInt(group.orbit(p).length) === group.order;
  });
  suite.forAll('a set of one point is a point', [point], (p) => {
    return group.setwiseStabilizer([p]).order === group.stabilizer(p).order;
  });
  suite.forAll('G ∩ H = H for a subgroup H', [point], (p) => {
    const stabilizer = group.stabilizer(p);
    return group.intersection(stabilizer).order === stabilizer.order;
  });
}
