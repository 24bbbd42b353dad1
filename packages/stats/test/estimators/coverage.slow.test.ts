/** Intervals of correlations, shares, contrasts and intraclass correlations cover the truth as often as they say. */
import {
  contrastVarianceOf,
  covarianceOf,
  EquivariantNormal,
  SymmetricMoments,
  symmetricSummaryOf,
  varianceComponentsOf,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

const ROUNDS = 1500;

for (const { name, structure } of HAND_MADE.filter((s) => s.structure.dimension <= 12)) {
  for (const N of [8, 30]) {
    test(`${name}: from ${N} samples 95 % intervals cover`, async () => {
      const D = structure.dimension;
      const truth = await EquivariantNormal.fit(testSamples(25, D, 3), structure);
      const sigma = await truth.covariance();
      const v = Array.from({ length: D }, (_, i) => structure.basis.data[i * D + D - 1]);
      const contrast = v.reduce((sum, x, i) => sum + x * v.reduce((s, y, j) => s + y * sigma.at(i, j), 0), 0);
      const exact = new SymmetricMoments(structure);
      await exact.push(await truth.sample(40000, { seed: 5 }));
      const shares = varianceComponentsOf(exact).components.map(({ share }) => share);
      assert.ok(Math.abs((await covarianceOf(exact)).at(0, 0) / sigma.at(0, 0) - 1) < 0.05);
      const r = sigma.at(0, D - 1) / Math.sqrt(sigma.at(0, 0) * sigma.at(D - 1, D - 1));
      const draws = await truth.sample(N * ROUNDS, { seed: 11 });
      const covered = { correlation: 0, contrast: 0 };
      const inShares = shares.map(() => 0);
      for (let k = 0; k < ROUNDS; k++) {
        const X = { rows: N, cols: D, data: draws.data.subarray(k * N * D, (k + 1) * N * D) };
        const moments = await new SymmetricMoments(structure).push(X);
        const { covariance } = await symmetricSummaryOf(moments);
        const pair = covariance.find((p) => p.pairs.some(([i, j]) => i === 0 && j === D - 1));
        if (isIn(r, pair?.correlationInterval)) covered.correlation++;
        if (isIn(contrast, contrastVarianceOf(moments, v).interval)) covered.contrast++;
        varianceComponentsOf(moments).components.forEach(({ shareInterval }, c) => {
          if (isIn(shares[c], shareInterval)) inShares[c]++;
        });
      }
      const all = [...Object.values(covered), ...inShares].map((count) => count / ROUNDS);
      // those of correlations are asymptotic: from 8 samples they covered 91.5 % at the worst, from 30 93.5 %
      for (const share of all) assert.ok(share > (N < 10 ? 0.9 : 0.925), `${all}`);
      assert.ok(Math.abs(covered.contrast / ROUNDS - 0.95) < 4 * Math.sqrt((0.05 * 0.95) / ROUNDS), `${all}`);
    });
  }
}

const isIn = (x: number, interval: readonly [number, number] | undefined): boolean =>
  interval !== undefined && interval[0] <= x && x <= interval[1];

test.run();
