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

for (const { name, structure } of HAND_MADE.filter((s) => s.structure.dimension <= 12)) {
  test(`${name}: tests of effects reject what is true as often as they say`, async () => {
    const random = testRandom(77);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const D = structure.dimension;
    const least = structure.components.reduce((n, c) => Math.max(n, Math.ceil((2 * c.multiplicity) / c.pooled)), 1);
    const rows = () => Array.from({ length: least + 2 }, () => Array.from({ length: D }, normal));
    const rounds = 2000;
    const rejected = structure.components.map(() => 0);
    let together = 0;
    for (let r = 0; r < rounds; r++) {
      const found = await regression(rows(), rows(), structure, structure);
      found.components.forEach(({ test: effect }, k) => {
        if ((effect?.pValue ?? 1) < 0.05) rejected[k]++;
      });
      if ((found.test?.pValue ?? 1) < 0.05) together++;
    }
    // within 1.5 %, as the tests of symmetry: a standard deviation of 2000 draws is 0.5 %
    for (const count of [...rejected, together]) {
      assert.ok(Math.abs(count / rounds - 0.05) < 0.015, `${rejected}, ${together} of ${rounds}`);
    }
  });
}

test.run();
