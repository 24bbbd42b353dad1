/** Tests of equal covariances and means reject what is true as often as they say, from few samples on. */
import { equalCovariancesTest, equalMeansTest, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testRandom } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

const ROUNDS = 4000;

for (const { name, structure } of HAND_MADE.filter((s) => s.structure.dimension <= 10)) {
  for (const mean of ['invariant', 'free'] as const) {
    const least = structure.components.reduce((n, c) => Math.max(n, Math.ceil(c.multiplicity / c.pooled)), 1);

    test(`${name}, ${mean} means: the size at 5 % is within 1.5 %`, async () => {
      const random = testRandom(97);
      const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const D = structure.dimension;
      let [covariances, means] = [0, 0];
      for (let r = 0; r < ROUNDS; r++) {
        // the fewest samples that there can be in one group, a few more in the others
        const groups = await Promise.all(
          [least + 1, least + 3, least + 6].map((N) =>
            new SymmetricMoments(structure).push(Array.from({ length: N }, () => Array.from({ length: D }, normal))),
          ),
        );
        if (equalCovariancesTest(groups, { mean }).saddlepointPValue < 0.05) covariances++;
        if (equalMeansTest(groups, { mean }).saddlepointPValue < 0.05) means++;
      }
      for (const share of [covariances / ROUNDS, means / ROUNDS]) {
        assert.ok(Math.abs(share - 0.05) < 0.015, `${covariances / ROUNDS}, ${means / ROUNDS}`);
      }
    });
  }
}

test.run();
