import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, meanStandardErrors, parameters, symmetricSummary } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, readCsv, testSamples } from '../support/data.js';
import { quaternionRegular } from '../support/structures.js';

const borings = readCsv('cork-borings.csv');
const d4 = permutationRepresentation(catalogue.dihedral(4));

test('the summary of the cork borings has one mean and three covariances', async () => {
  assert.equal(parameters(d4), { mean: 1, covariance: 3 });
  const { mean, covariance } = await symmetricSummary(borings, d4);
  const S = await cov(borings, d4);
  assert.equal(mean[0].variables, [0, 1, 2, 3]);
  assert.equal(
    covariance.map((p) => p.pairs.length),
    [4, 4, 2],
  );
  for (const p of covariance) for (const [i, j] of p.pairs) assert.ok(Math.abs(S.at(i, j) - p.value) < 1e-11);
  // √(1ᵀΣ1/16/28), written out for the circulant.
  const sum = covariance[0].value + 2 * covariance[1].value + covariance[2].value;
  assert.ok(Math.abs(mean[0].standardError - Math.sqrt(sum / 4 / 28)) < 1e-12);
  assert.ok(deviation(await meanStandardErrors(borings, d4), new Array(4).fill(mean[0].standardError)) < 1e-14);
});

test('standard errors of covariances are the spread of repeated samples', async () => {
  const { structure } = quaternionRegular(1);
  const truth = await EquivariantNormal.fit(testSamples(40, 8, 1), structure);
  const [N, R] = [12, 1500];
  const draws = await truth.sample(N * R, { seed: 5 });
  const sums = [0, 0];
  const squares = [0, 0];
  for (let r = 0; r < R; r++) {
    const S = await cov({ rows: N, cols: 8, data: draws.data.subarray(r * N * 8, (r + 1) * N * 8) }, structure);
    [S.at(0, 0), S.at(0, 3)].forEach((v, k) => {
      sums[k] += v;
      squares[k] += v * v;
    });
  }
  const big = await symmetricSummary(draws, structure);
  const entry = (i: number, j: number) =>
    big.covariance.find((p) => p.pairs.some(([a, b]) => a === i && b === j))?.standardError as number;
  [entry(0, 0), entry(0, 3)].forEach((se, k) => {
    const spread = Math.sqrt(squares[k] / R - (sums[k] / R) ** 2);
    // The standard error scales with 1/√N up to the N−1 of the trivial component (4 % at N = 12); a sample standard
    // deviation of R = 1500 has a relative error of about 1/√(2R) = 1.8 %: four of those and the 4 %.
    assert.ok(Math.abs((se * Math.sqrt(R)) / spread - 1) < 0.12, `${se * Math.sqrt(R)} ${spread}`);
  });
});

test.run();
