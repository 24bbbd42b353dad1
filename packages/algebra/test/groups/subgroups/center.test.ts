/** Centers and centralizers of subgroups against listing, and where listing is out of the question. */
import { PermutationGroup, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure, groupOf, smallGroupVectors } from '../support.js';

test('the center of each small group is what commutes with all', () => {
  for (const vector of smallGroupVectors) {
    const group = groupOf(vector);
    const listed = closure(group.generators, group.degree);
    const central = listed.filter((z) => group.generators.every((g) => z.times(g).equals(g.times(z))));
    const center = group.center();
    assert.is(center.order, BigInt(central.length), String(vector.id));
    assert.ok(central.every((z) => center.contains(z)));
  }
});

test('diagonal subgroups: central on every orbit, but not together', () => {
  // D₄ acts twice through isomorphic copies: the center is the diagonal one, of order 2.
  const twice = new PermutationGroup([
    [1, 2, 3, 0, 5, 6, 7, 4],
    [0, 3, 2, 1, 4, 7, 6, 5],
  ]);
  assert.is(twice.center().order, 2n);
  // S₃ beside the sign: the sign's constituent is abelian, yet no central element of the group acts there.
  const withSign = new PermutationGroup([
    [1, 2, 0, 3, 4],
    [1, 0, 2, 4, 3],
  ]);
  assert.is(withSign.center().order, 1n);
});

test('a center of order 2¹⁶ is found by generators', () => {
  const center = parseGroup(Array(16).fill('dihedral(4)').join(' x ')).center();
  assert.is(center.order, 2n ** 16n);
  assert.ok(center.generators.length <= 16);
});

test('centralizers of subgroups agree with listing', () => {
  const cases: [string, string][] = [
    ['symmetric(4)', 'kleinFour'],
    ['symmetric(6)', 'cyclic(3) x cyclic(3)'],
    ['symmetric(6)', 'symmetric(3) x symmetric(3)'],
    ['symmetric(5)', 'alternating(5)'],
    ['dihedral(4)', '<degree 4>'],
  ];
  for (const [large, small] of cases) {
    const [group, subgroup] = [parseGroup(large), parseGroup(small)];
    const listed = closure(group.generators, group.degree).filter((x) =>
      subgroup.generators.every((h) => x.times(h).equals(h.times(x))),
    );
    const centralizer = group.centralizer(subgroup);
    assert.is(centralizer.order, BigInt(listed.length), `${large}, ${small}`);
    assert.ok(listed.every((x) => centralizer.contains(x)));
  }
});

test.run();
