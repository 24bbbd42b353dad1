/** Data in a proper subspace: refused with its place, or tested on the subspace. */
import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { numericRepresentation, permutationRepresentation } from '@isotypic/reps';
import { compareSymmetries, likelihoodRatioTest, ScatterMatrix } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { testSamples } from '../support/data.js';

const s4 = permutationRepresentation(catalogue.symmetric(4));
const parts = testSamples(40, 4, 3).map((row) => {
  const positive = row.map((v) => Math.exp(v));
  const sum = positive.reduce((a, b) => a + b, 0);
  return positive.map((v) => (100 * v) / sum);
});

/** Helmert's orthonormal basis of the vectors with sum 0, one a column. */
const helmert = [1, 2, 3].map((k) => [0, 1, 2, 3].map((i) => (i < k ? 1 : i === k ? -k : 0) / Math.sqrt(k * (k + 1))));
const inHelmert = (x: readonly number[]) => helmert.map((h) => h.reduce((s, v, i) => s + v * x[i], 0));

test('parts that add up to 100: the test on the support is that of the standard representation', async () => {
  const matrices = s4.images.map(({ images }) =>
    helmert.map((row) => helmert.map((col) => row.reduce((s, v, i) => s + v * col[[...images].indexOf(i)], 0))),
  );
  const standard = numericRepresentation(catalogue.symmetric(4), matrices);
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    const on = await likelihoodRatioTest(parts, s4, { hypothesis, support: 'data' });
    const direct = await likelihoodRatioTest(parts.map(inHelmert), standard, { hypothesis });
    assert.ok(
      Math.abs(on.statistic - direct.statistic) < 1e-9 * direct.statistic,
      `${on.statistic} ${direct.statistic}`,
    );
    assert.equal([on.dimension, on.degreesOfFreedom], [3, direct.degreesOfFreedom]);
    assert.ok(Math.abs((on.saddlepointPValue ?? 0) - (direct.saddlepointPValue ?? 1)) < 1e-9);
  }
});

test('on data without a relation the support is everything', async () => {
  const X = testSamples(30, 4, 8);
  const [on, full] = [await likelihoodRatioTest(X, s4, { support: 'data' }), await likelihoodRatioTest(X, s4)];
  assert.equal([on.statistic, on.dimension], [full.statistic, 4]);
});

test('a subspace that the group moves is no support: one constant column', async () => {
  const X = testSamples(30, 4, 8).map(([a, b, c]) => [a, b, c, 7]);
  const error = await refuses('NOT_POSITIVE_DEFINITE', () => likelihoodRatioTest(X, s4), /variable 3/);
  assert.equal((error.details as { variables: number[] }).variables, [3]);
  // the average over the group is not singular, so that the data are, on its support
  await refuses('NOT_POSITIVE_DEFINITE', () => likelihoodRatioTest(X, s4, { support: 'data' }), /variable 3/);
});

test('singular where only a sign component is', async () => {
  const d4 = permutationRepresentation(catalogue.dihedral(4));
  const X = testSamples(30, 4, 8).map(([a, b, c]) => [a, b, c, a - b + c]);
  const error = await refuses('NOT_POSITIVE_DEFINITE', () => likelihoodRatioTest(X, d4), /not testable/);
  const { components, variables } = error.details as { components: string[]; variables: number[] };
  assert.is(components.length, 1);
  assert.equal(variables, [0, 1, 2, 3]);
  const { rows } = await compareSymmetries(X, [d4]);
  assert.match(rows[0].singular ?? '', /singular: on component/);
  assert.is(rows[0].fit, undefined);
});

test('no restriction, nothing tested', async () => {
  const trivial = permutationRepresentation(new PermutationGroup([], { degree: 3 }));
  const result = await likelihoodRatioTest(testSamples(10, 3, 1), trivial);
  assert.equal([result.degreesOfFreedom, result.pValue, result.statistic], [0, undefined, 0]);
  assert.match(result.advice ?? '', /nothing was tested/);
});

test('the score statistic, against its definition with the exchange of two variables', async () => {
  const rep = permutationRepresentation(new PermutationGroup([Permutation.fromImages([1, 0])]));
  const X = [
    [1, 4],
    [2, 1],
  ];
  const result = await likelihoodRatioTest(X, rep, { randomizations: 20, seed: 1 });
  // in (sum, difference)/√2 the moment about the invariant mean is [[a, c], [c, b]], its average diag(a, b)
  const coordinates = X.map(([x, y]) => [(x + y - 4) / Math.SQRT2, (x - y) / Math.SQRT2]);
  const mean = (f: (z: number[]) => number) => (f(coordinates[0]) + f(coordinates[1])) / 2;
  const [a, b, c] = [mean(([p]) => p * p), mean(([, q]) => q * q), mean(([p, q]) => p * q)];
  const expected = (2 * c * c) / (a * b) + (2 * mean(([, q]) => q) ** 2) / b;
  assert.is(result.kind, 'score');
  assert.ok(Math.abs(result.statistic - expected) < 1e-12, `${result.statistic} ${expected}`);
  assert.equal([result.alternative, result.pValue], [undefined, undefined]);
  assert.ok((result.randomizationPValue ?? 0) > 0);
});

test('a scatter matrix has no samples to move', async () => {
  const scatter = new ScatterMatrix(4).push(testSamples(30, 4, 8));
  await refuses(
    'INVALID_ARGUMENT',
    () => likelihoodRatioTest(scatter, s4, { randomizations: 9 }),
    /samples themselves/,
  );
  assert.is(
    (await likelihoodRatioTest(scatter, s4)).statistic,
    (await likelihoodRatioTest(testSamples(30, 4, 8), s4)).statistic,
  );
});

test.run();
