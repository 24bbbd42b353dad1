import { catalogue, IsotypicError, Permutation, PermutationGroup, parseGroup, quotientGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The homomorphism is one, onto a group of order |G : N|, and its kernel is N. */
function check(group: PermutationGroup, normal: PermutationGroup, name: string): number {
  const map = quotientGroup(group, normal);
  assert.is(map.image.order, group.order / normal.order, name);
  assert.is(map.kernel().order, normal.order, name);
  for (const n of normal.generators) assert.ok(map.imageOf(n).isIdentity(), name);
  for (let k = 0; k < 5; k++) {
    const [x, y] = [group.randomElement(), group.randomElement()];
    assert.ok(map.imageOf(x.times(y)).equals(map.imageOf(x).times(map.imageOf(y))), name);
  }
  return map.image.degree;
}

test('quotients by the center, the derived subgroup and normal closures', () => {
  const texts = [
    ...['symmetric(4)', 'dihedral(12)', 'quaternion()', 'heisenberg(3)', 'cyclic(2) wr symmetric(4)', 'GL(2,5)'],
    ...['symmetric(3) x symmetric(4)', 'rubiksCube()', 'cyclic(6)^2', 'extraspecial(2, 2)', 'cyclic(1)', 'SL(2,7)'],
  ];
  for (const text of texts) {
    const group = parseGroup(text);
    check(group, group.center(), `${text} / center`);
    if (text !== 'rubiksCube()') check(group, group.derivedSubgroup(), `${text} / derived`);
    check(group, group, `${text} / itself`);
    check(group, new PermutationGroup([], { degree: group.degree }), `${text} / 1`);
  }
});

test('few points: S₄/V₄ on 3, C₂⁶ / C₂³ on 6, the central quotient of SL(2, 7) on 8', () => {
  const s4 = catalogue.symmetric(4);
  assert.is(check(s4, s4.normalClosure([Permutation.fromCycles('(0 1)(2 3)', 4)]), 'S4 / V4'), 3);
  const sums = parseGroup('cyclic(2)^6');
  const three = new PermutationGroup(sums.generators.slice(0, 3));
  assert.is(check(sums, three, 'C2^6 / C2^3'), 6);
  const special = parseGroup('SL(2,7)');
  assert.is(check(special, special.center(), 'PSL(2, 7)'), 24); // the 24 pairs of vectors
  // What moves no pair of facelets of an edge is seen by the stabilizer of two edges, whatever elements are drawn.
  const cube = parseGroup('rubiksCube()');
  for (const seed of [1, 2, 3]) {
    const again = new PermutationGroup(cube.generators, { degree: cube.degree, seed });
    assert.ok(check(again, again.center(), "Rubik's cube / center") <= 300);
  }
});

test('a subgroup that is not normal is refused', () => {
  const has = (code: string) => (e: unknown) => e instanceof IsotypicError && e.code === code;
  const s4 = catalogue.symmetric(4);
  assert.throws(() => quotientGroup(s4, s4.stabilizer(0)), has('INVALID_ARGUMENT'));
  assert.throws(() => quotientGroup(s4, catalogue.symmetric(5)), has('DEGREE_MISMATCH'));
});

test.run();
