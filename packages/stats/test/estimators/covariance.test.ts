import { cov, covarianceOf, crossCov, EquivariantNormal, mean, SymmetricMoments, varMean } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupAverage, orbitAugmentation, plainCrossMoment, plainMean } from '../support/brute-force.js';
import { deviation, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;
  const X = testSamples(9, D, 3).map((row) => row.map((v) => v + 2));
  const augmented = orbitAugmentation(X, matrices);
  const mu = plainMean(augmented);

  test(`${name}: the mean is that of all images of the samples`, async () => {
    assert.ok(deviation(await mean(X, structure), mu) < 1e-14);
  });

  test(`${name}: the maximum-likelihood covariance is that of all images of the samples`, async () => {
    const S = await cov(X, structure, { normalization: 'n' });
    assert.ok(deviation(S.data, plainCrossMoment(augmented, augmented, augmented.length, mu, mu)) < 1e-13);
  });

  test(`${name}: the covariance about the sample mean is the group average of the ordinary one`, async () => {
    const S = await cov(X, structure, { normalization: 'n-1', center: 'sample-mean' });
    const m = plainMean(X);
    assert.ok(deviation(S.data, groupAverage(plainCrossMoment(X, X, X.length - 1, m, m), matrices, matrices)) < 1e-13);
  });

  test(`${name}: the variance is the diagonal of the covariance under each normalization`, async () => {
    for (const normalization of ['unbiased', 'n-1', 'n'] as const) {
      const S = await cov(X, structure, { normalization });
      const { variance } = await varMean(X, structure, { normalization });
      assert.ok(
        deviation(
          variance,
          variance.map((_, i) => S.at(i, i)),
        ) < 1e-14,
      );
    }
  });

  test(`${name}: weights count as repetitions under maximum likelihood`, async () => {
    const weights = X.map((_, n) => 1 + (n % 3));
    const repeated = X.flatMap((x, n) => Array.from({ length: weights[n] }, () => x));
    const a = await cov(X, structure, { weights, normalization: 'n' });
    const b = await cov(repeated, structure, { normalization: 'n' });
    assert.ok(deviation(a.data, b.data) < 1e-13);
    assert.ok(deviation(await mean(X, structure, { weights }), await mean(repeated, structure)) < 1e-14);
  });

  test(`${name}: moments in three batches, merged in any order, give the same covariance`, async () => {
    const parts = [X.slice(0, 2), X.slice(2, 7), X.slice(7)];
    const all = await cov(X, structure);
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
    ]) {
      const moments = new SymmetricMoments(structure);
      for (const k of order) moments.merge(await new SymmetricMoments(structure).push(parts[k]));
      assert.is(moments.count, X.length);
      assert.ok(deviation((await covarianceOf(moments)).data, all.data) < 1e-13);
      const read = SymmetricMoments.fromJSON(JSON.parse(JSON.stringify(moments)), structure);
      assert.equal((await covarianceOf(read)).data, (await covarianceOf(moments)).data);
    }
  });

  test(`${name}: the cross-covariance is the group average of the ordinary one`, async () => {
    const Y = testSamples(9, D, 8);
    const C = await crossCov(X, Y, structure, structure, { normalization: 'n' });
    const my = plainMean(orbitAugmentation(Y, matrices));
    assert.ok(deviation(C.data, groupAverage(plainCrossMoment(X, Y, 9, mu, my), matrices, matrices)) < 1e-13);
  });

  test(`${name}: the log-density is that of the dense normal distribution`, async () => {
    const Z = testSamples(3 * D, D, 11);
    const normal = await EquivariantNormal.fit(Z, structure);
    const S = await normal.covariance();
    const [first, second] = await normal.logProb([Z[0], Z[1]]);
    const expected = [Z[0], Z[1]].map((z) => denseLogDensity(z, normal.mean, S.data));
    assert.ok(deviation([first, second], expected) < 1e-11);
  });
}

/** By Gaussian elimination on [Σ | x − μ]; pivots are positive for a covariance. */
function denseLogDensity(x: readonly number[], mu: ArrayLike<number>, sigma: Float64Array): number {
  const D = x.length;
  const A = Array.from({ length: D }, (_, i) => [...sigma.subarray(i * D, (i + 1) * D), x[i] - mu[i]]);
  let logDet = 0;
  for (let k = 0; k < D; k++) {
    logDet += Math.log(A[k][k]);
    for (let i = k + 1; i < D; i++) {
      const f = A[i][k] / A[k][k];
      for (let j = k; j <= D; j++) A[i][j] -= f * A[k][j];
    }
  }
  // xᵀΣ⁻¹x = Σ uₖ²/pivotₖ with u the eliminated right-hand side.
  const quadratic = A.reduce((sum, row, k) => sum + row[D] ** 2 / row[k], 0);
  return -(D * Math.log(2 * Math.PI) + logDet + quadratic) / 2;
}

test.run();
