import { Permutation, randomSource, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixesAllThatFix, stabilizerLiesIn } from '../../../dist/groups/schreier-sims/regular.js';
import { closure, groupOf, smallGroupVectors } from '../support.js';

const sample = smallGroupVectors.filter((_, i) => i % 4 === 0);

test('point stabilizers are seen to be trivial exactly when they are', () => {
  for (const vector of sample) {
    const { generators, degree } = groupOf(vector);
    const listed = closure(generators, degree);
    for (const beta of [0, degree >> 1, degree - 1]) {
      if (beta < 0) continue;
      const isTrivial = listed.every((p) => p.image(beta) !== beta || p.isIdentity());
      const images = generators.map((g) => g.images);
      assert.is(fixesAllThatFix(degree, images, beta, new WorkMeter('test')), isTrivial, `${vector.id}`);
    }
  }
});

test('a stabilizer is never said to lie in a group that lacks some of it', () => {
  let proved = 0;
  for (const vector of sample) {
    const { generators, degree } = groupOf(vector);
    if (generators.length === 0) continue;
    const listed = closure(generators, degree);
    const stabilizer = listed.filter((p) => p.image(0) === 0);
    const orbit = new Set(listed.map((p) => p.image(0))).size;
    const verdict = (members: readonly Permutation[]): boolean => {
      const keys = new Set(members.map(String));
      return stabilizerLiesIn(
        degree,
        generators.map((g) => g.images),
        0,
        orbit,
        (images) => keys.has(Permutation.fromImages(images).toString()),
        randomSource(1),
        new WorkMeter('test'),
      );
    };
    if (verdict(stabilizer)) proved++;
    if (stabilizer.length > 1) assert.not.ok(verdict(stabilizer.slice(0, 1)), `${vector.id}`);
  }
  assert.ok(proved > 20, `${proved} proved`);
});

test.run();
