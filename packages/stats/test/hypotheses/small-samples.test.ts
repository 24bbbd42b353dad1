/** p-values at small N, and the second published data set. */
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { Float64Matrix, logDeterminant } from '@isotypic/numeric';
import { matrixRepresentation, permutationRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, likelihoodRatioTest } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../support/data.js';

/** Frets' heads: length and breadth of the first son, then of the second; brothers exchanged. */
const heads = readCsv('frets-heads.csv');
const brothers = permutationRepresentation(new PermutationGroup([[2, 3, 0, 1]]));

const moment = (rows: number[][], mu: number[]) =>
  Float64Matrix.generate(4, 4, (i, j) => rows.reduce((s, r) => s + (r[i] - mu[i]) * (r[j] - mu[j]), 0) / rows.length);
const meanOf = (rows: number[][]) => [0, 1, 2, 3].map((j) => rows.reduce((s, r) => s + r[j], 0) / rows.length);
const exchanged = (i: number) => (i + 2) % 4;

test("Frets' heads under the exchange of brothers, against averages over the two orders", async () => {
  assert.is(heads.length, 25);
  const mu = meanOf(heads);
  const free = moment(heads, mu);
  const symmetric = (S: Float64Matrix) => S.map((v, i, j) => (v + S.at(exchanged(i), exchanged(j))) / 2);
  const both = mu.map((v, i) => (v + mu[exchanged(i)]) / 2);
  const expected = {
    covariance: 25 * (logDeterminant(symmetric(free)) - logDeterminant(free)),
    'mean-and-covariance': 25 * (logDeterminant(symmetric(moment(heads, both))) - logDeterminant(free)),
  };
  // 10 free covariances against 2·3 on the sums and differences: [v, c; c, v] blocks.
  const degrees = { covariance: 10 - 6, 'mean-and-covariance': 10 - 6 + 2 };
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    const result = await likelihoodRatioTest(heads, brothers, { hypothesis });
    assert.ok(Math.abs(result.statistic - expected[hypothesis]) < 1e-10 * Math.max(1, expected[hypothesis]));
    assert.is(result.degreesOfFreedom, degrees[hypothesis]);
    const p = result.pValue ?? 0;
    assert.ok(p > 0 && p < 1);
  }
});

test('the same data as a matrix representation give the same test', async () => {
  const swap = [
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ];
  const a = await likelihoodRatioTest(heads, matrixRepresentation(catalogue.cyclic(2), [swap]), { randomizations: 20 });
  const b = await likelihoodRatioTest(heads, brothers);
  assert.ok(Math.abs(a.statistic - b.statistic) < 1e-10);
  assert.is(b.randomizationPValue, undefined);
});

test('under the null hypothesis Bartlett-corrected p-values are uniform where plain ones are not', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const S = await cov(readCsv('cork-borings.csv'), rep);
  const normal = await EquivariantNormal.from(rep, [3, 3, 3, 3], S);
  const [N, R] = [9, 600];
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    const draws = await normal.sample(N * R, { seed: 11 });
    let [plain, corrected, statistic, expected] = [0, 0, 0, 0];
    for (let r = 0; r < R; r++) {
      const result = await likelihoodRatioTest(draws.rowRange(r * N, (r + 1) * N), rep, { hypothesis });
      if ((result.pValue ?? 1) < 0.1) plain++;
      if ((result.bartlettPValue ?? 1) < 0.1) corrected++;
      statistic += result.statistic / R;
      expected = result.degreesOfFreedom / (result.bartlettFactor ?? 0);
    }
    // A mean of R statistics with variance about 2·df·(expected/df)²: four standard errors.
    const df = hypothesis === 'covariance' ? 7 : 10;
    assert.ok(Math.abs(statistic - expected) < 4 * Math.sqrt((2 * expected ** 2) / df / R), `${statistic} ${expected}`);
    // 60 expected at 10 %, standard deviation 7.3: within four of them; the plain test rejects far more often.
    assert.ok(Math.abs(corrected - 60) < 30, `${corrected}`);
    assert.ok(plain > 100, `${plain}`);
  }
});

test('randomized p-values: small where brothers differ, ordinary where they do not', async () => {
  const options = { randomizations: 99, seed: 2 } as const;
  const same = await likelihoodRatioTest(heads, brothers, options);
  // First sons made longer and broader by two standard deviations.
  const moved = heads.map(([a, b, c, d]) => [a + 20, b + 15, c, d]);
  const different = await likelihoodRatioTest(moved, brothers, options);
  assert.is(different.randomizationPValue, 0.01);
  assert.ok((same.randomizationPValue ?? 0) > 0.01);
  assert.is((await likelihoodRatioTest(heads, brothers, options)).randomizationPValue, same.randomizationPValue);
});

test.run();
