/** Covariances about a known mean, rows with frequencies, and moments of a covariance that is known. */
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  covarianceOf,
  crossCov,
  EquivariantNormal,
  irrepNorms,
  likelihoodRatioTest,
  lstsq,
  mean,
  ScatterMatrix,
  SymmetricMoments,
  SymmetricPCA,
  symmetricSummary,
  varMean,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupAverage, plainCrossMoment, plainMean } from '../support/brute-force.js';
import { deviation, readCsv, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (e) => e.message,
  );

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;

  test(`${name}: about a known mean the covariance is the averaged moment about it, divided by N`, async () => {
    const X = testSamples(9, D, 21).map((x) => x.map((v) => v + 100));
    const known = X[0].map((_, i) => 100 + Math.cos(i));
    const expected = groupAverage(plainCrossMoment(X, X, 9, known, known), matrices, matrices);
    const S = await cov(X, structure, { center: known });
    assert.ok(deviation(S.data, expected) < 1e-12);
    const huge = X.map((x) => x.map((v) => v * 2 ** 300));
    const scaled = await cov(huge, structure, { center: known.map((v) => v * 2 ** 300) });
    assert.ok(
      deviation(
        scaled.data.map((v) => v * 2 ** -600),
        expected,
      ) < 1e-12,
    );
    const { mean: center, variance } = await varMean(X, structure, { center: known });
    assert.equal(Array.from(center), known);
    assert.ok(
      deviation(
        variance,
        known.map((_, i) => S.at(i, i)),
      ) < 1e-13,
    );
  });

  test(`${name}: rows with frequencies count as often as they say`, async () => {
    const X = testSamples(6, D, 8);
    const weights = X.map((_, n) => 1 + n / 10);
    const frequencies = [2, 1, 4, 1, 1, 3];
    const repeat = <T>(list: readonly T[]): T[] =>
      list.flatMap((v, n) => Array.from({ length: frequencies[n] }, () => v));
    const a = await symmetricSummary(X, structure, { weights, frequencies });
    const b = await symmetricSummary(repeat(X), structure, { weights: repeat(weights) });
    assert.is(a.samples, 12);
    const numbers = (s: typeof a) => s.covariance.flatMap((p) => [p.value, p.standardError]);
    assert.ok(deviation(numbers(a), numbers(b)) < 1e-12);
    assert.ok(deviation(await mean(X, structure, { frequencies }), await mean(repeat(X), structure)) < 1e-13);
    const fits = await Promise.all([
      lstsq(X, X, structure, structure, { ridge: 1, frequencies }),
      lstsq(repeat(X), repeat(X), structure, structure, { ridge: 1 }),
    ]);
    assert.is(fits[0].degreesOfFreedom, fits[1].degreesOfFreedom);
    assert.ok(deviation(fits[0].coefficients.data, fits[1].coefficients.data) < 1e-11);
  });

  test(`${name}: moments of mean and covariance are those of the samples`, async () => {
    const N = 11;
    const X = testSamples(N, D, 5).map((x) => x.map((v, i) => v + 30 + i));
    const mu = plainMean(X);
    const S = plainCrossMoment(X, X, N - 1, mu, mu);
    const moments = await SymmetricMoments.fromCovariance({ data: S, rows: D, cols: D }, mu, N, structure);
    for (const center of ['sample-mean', 'invariant-mean'] as const) {
      const expected = await cov(X, structure, { center });
      assert.ok(deviation((await covarianceOf(moments, { center })).data, expected.data) < 1e-12);
    }
    assert.ok(deviation(moments.invariantMean(), await mean(X, structure)) < 1e-13);
    const more = testSamples(4, D, 6);
    const both = await covarianceOf(await moments.push(more));
    assert.ok(deviation(both.data, (await cov([...X, ...more], structure)).data) < 1e-12);
  });
}

const d4 = permutationRepresentation(catalogue.dihedral(4));
const borings = readCsv('cork-borings.csv');

test('a test from the printed covariance is that from the samples', async () => {
  const mu = plainMean(borings);
  const S = plainCrossMoment(borings, borings, 27, mu, mu);
  const scatter = ScatterMatrix.fromCovariance({ data: S, rows: 4, cols: 4 }, mu, 28);
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    const expected = await likelihoodRatioTest(borings, d4, { hypothesis });
    const found = await likelihoodRatioTest(scatter, d4, { hypothesis });
    assert.ok(Math.abs(found.statistic - expected.statistic) <= found.roundingBound, `${found.roundingBound}`);
    assert.ok(found.roundingBound < 1e-9);
  }
});

test('a singular covariance has no test, whatever its rounding', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const X = testSamples(20, 3, seed).map((x) => [...x, x[0] + x[1] - x[2]]);
    const mu = plainMean(X);
    const S = plainCrossMoment(X, X, 19, mu, mu);
    const scatter = ScatterMatrix.fromCovariance({ data: S, rows: 4, cols: 4 }, mu, 20);
    const none = permutationRepresentation(new PermutationGroup([], { degree: 4 }));
    const text = await refusal(likelihoodRatioTest(scatter, none, { hypothesis: 'covariance' }));
    assert.match(text, /not testable/, `seed ${seed}`);
  }
});

test('a scatter matrix of rows with frequencies is that of the rows repeated', async () => {
  const frequencies = [1, 2, 7, 1000, 3];
  const X = testSamples(5, 3, 4);
  const a = new ScatterMatrix(3).push(X, { frequencies });
  const b = new ScatterMatrix(3).push(X.flatMap((x, n) => Array.from({ length: frequencies[n] }, () => x)));
  assert.is(a.count, 1013);
  assert.ok(deviation(a.covariance().data, b.covariance().data) < 1e-15);
  assert.ok(deviation(a.mean(), b.mean()) < 1e-15);
  assert.is(new ScatterMatrix(3).push(X, { frequencies: X.map(() => 2 ** 40) }).count, 5 * 2 ** 40);
});

test('scores about a known mean are taken about it', async () => {
  const pca = await SymmetricPCA.fit(borings, d4, { center: [50, 50, 50, 50] });
  assert.equal(Array.from(pca.mean), [50, 50, 50, 50]);
});

test('what is no known mean, frequency or covariance is refused by name', async () => {
  const X = testSamples(4, 4, 3);
  assert.match(await refusal(cov(X, d4, { center: [1, 2] })), /center of length 4/);
  assert.match(await refusal(crossCov(X, X, d4, d4, { center: [1, 2, 3, 4] })), /for moments of pairs/);
  assert.match(await refusal(cov(X, d4, { frequencies: [1, 2, 0, 1] })), /integers from 1 on.*Leave the row out/s);
  assert.match(await refusal(cov(X, d4, { frequencies: [1, 2, 0.5, 1] })), /Fractions are weights/);
  assert.match(await refusal(cov(X, d4, { frequencies: [1, 2] })), /one frequency a row/);
  const of = (S: number[][], n = 5) =>
    refusal(SymmetricMoments.fromCovariance(S, [0, 0], n, permutationRepresentation(catalogue.cyclic(2))));
  assert.match(
    await of([
      [1, 2],
      [3, 4],
    ]),
    /a symmetric covariance/,
  );
  assert.match(
    await of([
      [1, 2],
      [2, 1],
    ]),
    /positive semidefinite/,
  );
  assert.match(
    await of(
      [
        [1, 0],
        [0, 1],
      ],
      1,
    ),
    /samples to be/,
  );
});

test('weights and frequencies are refused by functions of single rows, which have no use for them', async () => {
  const X = testSamples(3, 4, 3);
  const normal = await EquivariantNormal.fit(borings, d4);
  const pca = await SymmetricPCA.fit(borings, d4);
  for (const options of [{ weights: [1, 2, 3] }, { frequencies: [1, 2, 3] }] as object[]) {
    const [name] = Object.keys(options);
    for (const work of [normal.logProb(X, options), pca.transform(X, options), irrepNorms(X, d4, options)]) {
      assert.match(await refusal(work), new RegExp(name));
    }
  }
});

test.run();
