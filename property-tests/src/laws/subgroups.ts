/** What subgroups found by search owe each other: centralizers, stabilizers, conjugacy, intersections. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { GROUP } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('subgroupLaws');

/**
 * Asserts, for random elements of `group`: closure and inverses; that factoring and evaluating is the identity; that
 * rank and unrank are inverse; that centralizers commute, contain their element, and are carried along by conjugation;
 * that conjugates are recognized; Lagrange's theorem and the orbit–stabilizer theorem for the subgroups that come up.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example subgroupLaws(catalogue.mathieu(12));
 */
export function subgroupLaws(group: PermutationGroup, options: LawOptions = {}): void {
  checkArgument('subgroupLaws', 'group', group, GROUP);
  checkOptions('subgroupLaws', options, LAW_OPTION_KINDS);
  const { order } = group;
  const element = fc.bigInt({ min: 0n, max: order - 1n }).map((rank) => group.unrank(rank));
  const parameters = lawParameters(options, 20);
  fc.assert(
    fc.property(element, element, fc.nat(Math.max(0, group.degree - 1)), (g, h, point) => {
      requireLaw(group.contains(g.times(h)) && group.contains(g.inverse()), 'closed under products and inverses');
      requireLaw(order % g.order() === 0n, 'the order of an element divides that of the group');
      if (group.generators.length > 0) {
        requireLaw(group.factor(g).evaluate(group.generators).equals(g), 'a word for g has the value g');
      }
      requireLaw(group.unrank(group.rank(g)).equals(g), 'unrank undoes rank');

      const centralizer = group.centralizer(g);
      requireLaw(centralizer.contains(g), 'g centralizes itself');
      requireLaw(
        centralizer.generators.every((x) => x.times(g).equals(g.times(x))),
        'centralizers commute',
      );
      const conjugate = g.conjugateBy(h);
      requireLaw(group.centralizer(conjugate).order === centralizer.order, 'conjugates have centralizers of one order');
      const x = group.conjugatingElement(g, conjugate);
      requireLaw(
        x !== undefined && group.contains(x) && g.conjugateBy(x).equals(conjugate),
        'conjugates are recognized',
      );

      if (group.degree > 0) {
        const stabilizer = group.stabilizer(point);
        requireLaw(stabilizer.order * BigInt(group.orbit(point).length) === order, '|orbit| · |stabilizer| = |G|');
        requireLaw(group.setwiseStabilizer([point]).order === stabilizer.order, 'a set of one point is a point');
        requireLaw(group.intersection(stabilizer).order === stabilizer.order, 'G ∩ H = H for a subgroup H');
      }
    }),
    parameters,
  );
}
