/** Intervals of regressions cover the truth as often as they say. */
import { regression } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testRandom } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

for (const { name, structure } of HAND_MADE) {
  const D = structure.dimension;

  test(`${name}: intervals cover, by simulation`, async () => {
    const random = testRandom(31);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const N = 2 * D + 6;
    const rounds = D > 12 ? 150 : 1000;
    let [covered, predicted] = [0, 0];
    for (let r = 0; r < rounds; r++) {
      const X = Array.from({ length: N + 1 }, () => Array.from({ length: D }, normal));
      const Y = X.map((x) => x.map((v) => v / 2 + normal()));
      const found = await regression(X.slice(1), Y.slice(1), structure, structure, { intercept: false });
      const [low, high] = found.coefficient(0, D - 1).interval;
      const truth = D === 1 ? 0.5 : 0;
      if (low <= truth && truth <= high) covered++;
      const [from, to] = found.predict(X[0]).intervals[D - 1];
      if (from <= Y[0][D - 1] && Y[0][D - 1] <= to) predicted++;
    }
    // four standard deviations of a share of 95 %
    const slack = 4 * Math.sqrt((0.95 * 0.05) / rounds);
    assert.ok(Math.abs(covered / rounds - 0.95) < slack, `${covered}`);
    assert.ok(Math.abs(predicted / rounds - 0.95) < slack, `${predicted}`);
  });
}

test.run();
