/** Cosets as images of sets of points, and words that lead to them, against the action on the cosets themselves. */
import { catalogue, cosetAction, type PermutationGroup, randomSource, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CosetTree, movesOfCosets } from '../../dist/irreps/induced/coset-points.js';

const M12 = catalogue.mathieu(12);
const M22 = catalogue.mathieu(22);
const cases: readonly [string, PermutationGroup, PermutationGroup][] = [
  ['a point of M₁₂', M12, M12.stabilizer(0)],
  ['a pair of M₁₂, of no small orbit that is larger', M12, M12.setwiseStabilizer([0, 1])],
  ['a pair of M₂₂', M22, M22.setwiseStabilizer([0, 5])],
  ['the derived subgroup of that, which keeps the pair too', M22, M22.setwiseStabilizer([0, 5]).derivedSubgroup()],
];
for (const [name, group, K] of cases) {
  test(`cosets: ${name}`, () => {
    const moves = movesOfCosets(group, K, new WorkMeter('test'));
    const expected = cosetAction(group, K).generators;
    moves.forEach((move, k) => {
      assert.ok(move.equals(expected[k]), `generator ${k}`);
    });
    const cosets = new CosetTree(group.generators, moves);
    const random = randomSource(1);
    for (let trial = 0; trial < 10; trial++) {
      const [x, y] = [random.below(cosets.degree), random.below(cosets.degree)];
      const word = cosets.word(x);
      assert.is(cosets.carry(word, 0), x);
      assert.is(cosets.carryBack(x, cosets.carry(word, y)), y);
      // t_x is that word: t_x⁻¹t_y is in K if and only if x = y.
      const between = cosets.elementAt(x).inverse().times(cosets.elementAt(y));
      assert.is(K.contains(between), x === y);
      assert.ok(K.contains(cosets.elementAt(x).inverse().times(cosets.elementAt(x))));
    }
  });
}

test('right translation commutes with the group', () => {
  const H = M22.setwiseStabilizer([0, 5]);
  const K = M22.stabilizer([0, 5]);
  const cosets = new CosetTree(M22.generators, movesOfCosets(M22, K, new WorkMeter('test')));
  const c = H.generators.find((h) => !K.contains(h));
  assert.ok(c !== undefined);
  const at = cosets.images[0].images.findIndex((x) =>
    K.contains(
      cosets
        .elementAt(x)
        .inverse()
        .times(c as never),
    ),
  );
  const y = cosets.images[0].images[at];
  const translation = cosets.translation(y);
  for (const { images } of cosets.images)
    for (const x of images) assert.is(translation[images[x]], images[translation[x]]);
  assert.is(translation[0], y);
  translation.forEach((z, x) => {
    assert.is(translation[z], x, 'of order 2');
  });
});

test.run();
