import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import {
  cov,
  covarianceStandardErrors,
  crossCov,
  EquivariantNormal,
  findSymmetry,
  type LeastSquaresOptions,
  likelihoodRatioTest,
  lstsq,
  lstsqOf,
  mean,
  meanStandardErrors,
  SymmetricMoments,
  SymmetricPCA,
  varMean,
  whitening,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, testSamples } from '../support/data.js';

const S2 = permutationRepresentation(catalogue.symmetric(2));
const D4 = permutationRepresentation(catalogue.dihedral(4));
const Q8 = regularRepresentation(catalogue.quaternion());

const times = (X: readonly (readonly number[])[], c: number) => X.map((row) => row.map((v) => v * c));
const relative = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const size = Math.max(...Array.from(b, Math.abs));
  return deviation(
    Array.from(a, (v) => v / size),
    Array.from(b, (v) => v / size),
  );
};

for (const size of [1e154, 1e200, 1e300, 1e-154, 1e-200, 1e-300]) {
  test(`lstsq under S2, Y = X·M, entries of size ${size}, gives M`, async () => {
    const X = times(testSamples(20, 2, 1), size);
    const M = [2, -1, -1, 2];
    const Y = X.map(([a, b]) => [2 * a - b, 2 * b - a]);
    const fit = await lstsq(X, Y, S2, S2);
    assert.is(fit.rank, 2);
    assert.ok(deviation(fit.coefficients.data, M) < 1e-14, `${fit.coefficients.data}`);
  });
}

test('lstsq of X and Y of sizes far apart, with weights, intercept and ridge, on every type of component', async () => {
  for (const rep of [D4, Q8, multiple(2, permutationRepresentation(catalogue.cyclic(3)))]) {
    const D = rep.dimension;
    const [X, Y] = [testSamples(40, D, 3), testSamples(40, D, 4)];
    const weights = X.map((_, n) => 1 + (n % 5));
    const cases: readonly LeastSquaresOptions[] = [{}, { intercept: true }, { ridge: 0.5, intercept: true }];
    for (const options of cases) {
      const plain = await lstsq(X, Y, rep, rep, { weights, ...options });
      for (const [a, b, w] of [
        [2 ** 700, 2 ** -300, 1],
        [2 ** -600, 2 ** 400, 2 ** 900],
        [2 ** 990, 2 ** 990, 2 ** -900],
      ]) {
        // Powers of two change nothing but exponents: the same bits. Nor does a ridge in the same units.
        const ridge = options.ridge === undefined ? {} : { ridge: options.ridge * a * a * w };
        if (ridge.ridge !== undefined && !(ridge.ridge > 0 && ridge.ridge < Number.POSITIVE_INFINITY)) continue;
        const scaled = await lstsq(times(X, a), times(Y, b), rep, rep, {
          ...options,
          ...ridge,
          weights: weights.map((v) => v * w),
        });
        const expected = plain.coefficients.data.map((v) => v * (b / a));
        assert.ok(relative(scaled.coefficients.data, expected) < 1e-13, `${a} ${b} ${w}`);
        assert.ok(
          relative(
            scaled.intercept,
            plain.intercept.map((v) => v * b),
          ) < 1e-13 || !('intercept' in options),
        );
        assert.is(scaled.rank, plain.rank);
      }
    }
  }
});

test('lstsqOf from moments of extreme size', async () => {
  const X = testSamples(30, 4, 5);
  const Y = X.map((x) => x.map((v, i) => 3 * v + x[(i + 2) % 4]));
  for (const size of [1e-300, 1e-160, 1e160, 1e300]) {
    const moments = await new SymmetricMoments(D4, D4).push({ x: times(X, size), y: times(Y, size) });
    const { coefficients, rank } = await lstsqOf(moments, { intercept: true });
    assert.is(rank, 4);
    assert.ok(deviation(coefficients.data, [3, 0, 1, 0, 0, 3, 0, 1, 1, 0, 3, 0, 0, 1, 0, 3]) < 1e-11);
  }
});

for (const m of [1e9, 1e12, 1e15]) {
  test(`cov under S2 of rows [m+1,m+2],[m+3,m+4],[m+5,m+9], m = ${m}, is 9.25`, async () => {
    const X = [
      [m + 1, m + 2],
      [m + 3, m + 4],
      [m + 5, m + 9],
    ];
    const S = await cov(X, S2);
    assert.ok(Math.abs(S.at(0, 0) - 9.25) < 1e-14, `${S.at(0, 0)}`);
    assert.ok(Math.abs(S.at(0, 1) - 6.25) < 1e-14, `${S.at(0, 1)}`);
    assert.ok(Math.abs((await varMean(X, S2)).variance[0] - 9.25) < 1e-14);
    const half = await new SymmetricMoments(S2).push(X.slice(0, 2));
    half.merge(await new SymmetricMoments(S2).push(X.slice(2)));
    assert.ok(Math.abs(half.block(1, 0, 0, 'invariant-mean').data[0] - 9) < 1e-13);
  });
}

test('a mean of 2^49 costs estimates no digits: three actions', async () => {
  for (const rep of [D4, Q8, permutationRepresentation(new PermutationGroup([[1, 0, 2, 4, 3, 5]]))]) {
    const D = rep.dimension;
    const X = testSamples(30, D, 6).map((row) => row.map((v) => Math.round(v * 8)));
    const shifted = X.map((row) => row.map((v) => v + 2 ** 49));
    assert.ok(deviation((await cov(shifted, rep)).data, (await cov(X, rep)).data) < 1e-13);
    const pca = async (rows: number[][]) => (await SymmetricPCA.fit(rows, rep)).axes.map((a) => a.variance);
    assert.ok(deviation(await pca(shifted), await pca(X)) < 1e-12);
    const cross = async (rows: number[][]) => (await crossCov(rows, rows, rep, rep)).data;
    assert.ok(deviation(await cross(shifted), await cross(X)) < 1e-13);
    const fit = async (rows: number[][]) => (await lstsq(rows, X, rep, rep, { intercept: true })).coefficients.data;
    assert.ok(deviation(await fit(shifted), await fit(X)) < 1e-11);
  }
});

test('weights of any finite size are weights', async () => {
  const X = testSamples(12, 4, 8);
  const weights = X.map((_, n) => 1 + (n % 4));
  const plain = { cov: await cov(X, D4, { weights }), mean: await mean(X, D4, { weights }) };
  const errors = await meanStandardErrors(X, D4, { weights });
  for (const w of [1e-300, 1e-200, 1e200, 4e307 / 8]) {
    const scaled = weights.map((v) => v * w);
    assert.ok(deviation((await cov(X, D4, { weights: scaled })).data, plain.cov.data) < 1e-14);
    assert.ok(deviation(await mean(X, D4, { weights: scaled }), plain.mean) < 1e-14);
    assert.ok(deviation(await meanStandardErrors(X, D4, { weights: scaled }), errors) < 1e-14);
    const normal = await EquivariantNormal.fit(X, D4, { weights: scaled, prior: { samples: 2 } });
    const expected = await EquivariantNormal.fit(X, D4, { weights, prior: { samples: 2 } });
    assert.ok(deviation((await normal.covariance()).data, (await expected.covariance()).data) < 1e-14);
  }
});

test('estimates of squares: scaled while float64 holds the result, else refused with the size named', async () => {
  const X = testSamples(20, 4, 9);
  const S = await cov(X, D4);
  for (const size of [2 ** 500, 2 ** -500]) {
    assert.equal(
      (await cov(times(X, size), D4)).data,
      S.data.map((v) => v * size * size),
    );
  }
  for (const size of [1e160, 1e300, 1e-160, 1e-300]) {
    const data = times(X, size);
    for (const estimate of [
      () => cov(data, D4),
      () => varMean(data, D4),
      () => whitening(data, D4),
      () => SymmetricPCA.fit(data, D4),
      () => EquivariantNormal.fit(data, D4),
      () => meanStandardErrors(data, D4),
    ]) {
      await refuses('INVALID_ARGUMENT', estimate, /variances of size 1e-?\d\d\d/);
    }
    assert.ok(relative(await mean(times(X, size), D4), times([[...(await mean(X, D4))]], size)[0]) < 1e-14);
  }
  const error = await covarianceStandardErrors(
    S.map((v) => v * 1e300),
    D4,
    20,
  );
  assert.ok(Math.abs(error(0, 1) / (await covarianceStandardErrors(S, D4, 20))(0, 1) / 1e300 - 1) < 1e-14);
});

test('tests and searches do not see the scale', async () => {
  const X = testSamples(20, 4, 10);
  const plain = await likelihoodRatioTest(X, D4);
  const found = await findSymmetry(X, { steps: 24 });
  for (const size of [1e-300, 1e-160, 1e160, 1e300]) {
    const scaled = await likelihoodRatioTest(times(X, size), D4);
    // log det Σ is of size 2·4·690 and known to ε of that; times N = 20
    assert.ok(Math.abs(scaled.statistic - plain.statistic) < 1e-10);
    const shift = -20 * 4 * Math.log(size);
    assert.ok(Math.abs(scaled.null.logLikelihood - plain.null.logLikelihood - shift) < 1e-9);
    const search = await findSymmetry(times(X, size), { steps: 24 });
    assert.is(search.group.order, found.group.order);
    assert.ok(Math.abs(search.best.score - found.best.score - shift) < 1e-9);
  }
});

test.run();
