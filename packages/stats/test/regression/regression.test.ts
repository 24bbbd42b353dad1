/**
 * Standard errors, tests and intervals against statsmodels on the expanded design: vectors/estimates/regression.json.
 */
import { PermutationGroup } from '@isotypic/algebra';
import { multiple, permutationRepresentation } from '@isotypic/reps';
import { type EquivariantRegression, regression, regressionOf, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readVector, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

interface Errors {
  errors: number[][];
  interceptErrors: number[];
  meanErrors: number[];
}

interface Case {
  name: string;
  generators: number[][];
  copies: [number, number];
  X: number[][];
  Y: number[][];
  weights: number[] | null;
  x: number[];
  coefficients: number[][];
  scalar: Errors & { variance: number; degreesOfFreedom: number; rSquared: number; F: number };
  invariant: Errors & {
    components: { degree: number; parameters: number; variance: number; degreesOfFreedom: number; F?: number }[];
  };
}

interface Several {
  X: number[][];
  Y: number[][];
  x: number[];
  pValue: number;
  coefficients: number[][];
  errors: number[][];
  intercepts: number[][];
  pValues: number[][];
  intervals: number[][];
  meanIntervals: number[][];
  rSquared: number[];
  confidence: number[][][];
}

const { cases, several } = readVector<{ cases: Case[]; several: Several }>('estimates/regression.json');

const near = (a: number, b: number, what: string, tolerance = 1e-9) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1e-3, Math.abs(b)), `${what}: ${a} against ${b}`);

function actions({ generators, copies }: Pick<Case, 'generators' | 'copies'>) {
  const rep = permutationRepresentation(new PermutationGroup(generators, { degree: generators[0].length }));
  return copies.map((n) => (n === 1 ? rep : multiple(n, rep)));
}

function sameErrors(found: EquivariantRegression, expected: Errors, c: Case): void {
  expected.errors.forEach((row, i) => {
    row.forEach((error, j) => {
      const tested = found.coefficient(i, j);
      near(tested.estimate, c.coefficients[i][j], `A[${i}, ${j}]`);
      near(tested.standardError, error, `error of A[${i}, ${j}]`);
    });
    near(found.interceptOf(i).standardError, expected.interceptErrors[i], `error of b[${i}]`);
  });
  found.predict(c.x).standardErrors.forEach((error, i) => {
    near(error, expected.meanErrors[i], `error of the mean response ${i}`);
  });
}

for (const c of cases) {
  const { X, Y } = c;
  const weights = c.weights ?? undefined;
  const [repX, repY] = actions(c);

  test(`${c.name}: with one variance for all errors it is ordinary least squares`, async () => {
    const found = await regression(X, Y, repX, repY, { weights, errors: 'scalar' });
    sameErrors(found, c.scalar, c);
    near(found.rSquared, c.scalar.rSquared, 'R²');
    near(found.components[0].variances[0], c.scalar.variance, 'variance');
    assert.is(found.coefficient(0, 0).degreesOfFreedom, c.scalar.degreesOfFreedom);
    assert.is(found.fit.degreesOfFreedom, c.scalar.degreesOfFreedom);
    near(found.test?.statistic ?? Number.NaN, c.scalar.F, 'F');
  });

  test(`${c.name}: with an invariant covariance of the errors it is one regression for each component`, async () => {
    const found = await regression(X, Y, repX, repY, { weights });
    sameErrors(found, c.invariant, c);
    const left = [...c.invariant.components];
    for (const { degreesOfFreedom, parameters, variances, test: effect } of found.components) {
      const at = left.findIndex((k) => Math.abs(k.variance / variances[0] - 1) < 1e-9);
      assert.ok(at >= 0, `variance ${variances[0]}`);
      const [expected] = left.splice(at, 1);
      assert.equal([degreesOfFreedom, parameters], [expected.degreesOfFreedom, expected.parameters]);
      assert.is(effect?.kind, 'F');
      near(effect?.statistic ?? Number.NaN, expected.F ?? Number.NaN, 'F of a component');
    }
    assert.is(left.length, 0);
  });

  test(`${c.name}: from moments it is the same to half the digits`, async () => {
    if (weights !== undefined) return;
    const moments = await new SymmetricMoments(repX, repY).push({ x: X, y: Y });
    const [a, b] = [await regressionOf(moments), await regression(X, Y, repX, repY)];
    near(a.coefficient(0, 0).standardError, b.coefficient(0, 0).standardError, 'error', 1e-7);
    near(a.rSquared, b.rSquared, 'R²', 1e-7);
    near(a.test?.pValue ?? 0, b.test?.pValue ?? 1, 'p', 1e-5);
  });
}

test('several responses without symmetry are regressions of their own, tested together by Wilks’ Λ', async () => {
  const { X, Y } = several;
  const [repX, repY] = actions({ generators: [[0]], copies: [3, 2] });
  const found = await regression(X, Y, repX, repY);
  for (const i of [0, 1]) {
    for (const j of [0, 1, 2]) {
      const { estimate, standardError, pValue, interval, degreesOfFreedom } = found.coefficient(i, j);
      near(estimate, several.coefficients[i][j], 'coefficient');
      near(standardError, several.errors[i][j], 'error');
      near(pValue, several.pValues[i][j], 'p');
      near(interval[0], several.confidence[i][j][0], 'interval');
      near(interval[1], several.confidence[i][j][1], 'interval');
      assert.is(degreesOfFreedom, 10);
    }
    const { estimate, standardError, t, pValue } = found.interceptOf(i);
    [estimate, standardError, t, pValue].forEach((v, k) => {
      near(v, several.intercepts[i][k], 'intercept');
    });
    const { intervals, meanIntervals } = found.predict(several.x);
    for (const k of [0, 1]) {
      near(intervals[i][k], several.intervals[i][k], 'prediction interval');
      near(meanIntervals[i][k], several.meanIntervals[i][k], 'interval of the mean');
    }
  }
  assert.is(found.test?.kind, 'wilks');
  // exact for two responses by Rao's F; the saddlepoint approximation is off by a few per mille
  near(found.test?.pValue ?? Number.NaN, several.pValue, 'p of Wilks’ Λ', 0.01);
});

for (const { name, structure } of HAND_MADE) {
  const D = structure.dimension;

  test(`${name}: errors scale with the data, at any size, and frequencies are repeated rows`, async () => {
    const [X, Y] = [testSamples(2 * D + 3, D, 3), testSamples(2 * D + 3, D, 4)];
    const plain = await regression(X, Y, structure, structure);
    const scale = (rows: number[][], by: number) => rows.map((x) => x.map((v) => v * by));
    const large = await regression(scale(X, 2 ** 500), scale(Y, 2 ** 300), structure, structure);
    near(large.coefficient(0, D - 1).standardError * 2 ** 200, plain.coefficient(0, D - 1).standardError, 'scaled');
    near(large.test?.pValue ?? 0, plain.test?.pValue ?? 1, 'p', 1e-6);
    const [at] = scale(X, 2 ** 500);
    const width = ({ intervals }: { intervals: readonly (readonly [number, number])[] }) =>
      intervals[0][1] - intervals[0][0];
    near(width(large.predict(at)) / 2 ** 300, width(plain.predict(X[0])), 'width of a prediction', 1e-6);
    const frequencies = X.map((_, n) => 1 + (n % 3));
    const repeat = (rows: number[][]) => rows.flatMap((x, n) => Array.from({ length: frequencies[n] }, () => x));
    const a = await regression(X, Y, structure, structure, { frequencies });
    const b = await regression(repeat(X), repeat(Y), structure, structure);
    near(a.coefficient(0, 0).standardError, b.coefficient(0, 0).standardError, 'with frequencies');
    near(a.rSquared, b.rSquared, 'R² with frequencies');
  });
}

test('what has no standard errors is refused by name', async () => {
  const [repX, repY] = actions({ generators: [[0]], copies: [3, 1] });
  const refusal = async (X: number[][], Y: number[][]) =>
    regression(X, Y, repX, repY).then(
      () => 'nothing',
      (e) => e.message,
    );
  const Y = testSamples(9, 1, 1);
  assert.match(
    await refusal(
      testSamples(9, 3, 2).map(([a, b]) => [a, b, a + b]),
      Y,
    ),
    /linearly dependent/,
  );
  assert.match(await refusal(testSamples(3, 3, 2), Y.slice(0, 3)), /linearly dependent/);
  assert.match(await refusal(testSamples(4, 3, 2), Y.slice(0, 4)), /residuals to estimate errors from/);
  const X = testSamples(9, 3, 2);
  const moments = await new SymmetricMoments(repX, repY).push({ x: X, y: X.map(([a, b]) => [a - b]) });
  let text = '';
  await regressionOf(moments).catch((e) => {
    text = e.message;
  });
  assert.match(text, /moments do not tell from rounding/);
});

test.run();
