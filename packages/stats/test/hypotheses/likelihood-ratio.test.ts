import { compareSymmetries, cov, likelihoodRatioTest, mean, minimumSampleSize } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../support/data.js';
import { cyclicRegular, dihedralSquare, symmetricNatural } from '../support/structures.js';

const borings = readCsv('cork-borings.csv');
const [d4, c4, s4] = [dihedralSquare().structure, cyclicRegular(4, 1).structure, symmetricNatural(4).structure];

test('cork borings under the dihedral group: mean and covariance', async () => {
  for (const value of await mean(borings, d4)) assert.is(value.toFixed(4), '47.8929');
  const S = await cov(borings, d4, { normalization: 'n', center: 'sample-mean' });
  assert.equal(
    [S.at(0, 0), S.at(0, 1), S.at(0, 2)].map((v) => v.toFixed(4)),
    ['261.8865', '226.2755', '221.6952'],
  );
});

test('cork borings: the likelihood-ratio statistics and their degrees of freedom', async () => {
  const cases = [
    [d4, 'covariance', '21.0188', 7],
    [d4, 'mean-and-covariance', '35.3349', 10],
    [c4, 'covariance', '21.0188', 7],
    [c4, 'mean-and-covariance', '35.3349', 10],
    [s4, 'covariance', '21.6243', 8],
    [s4, 'mean-and-covariance', '35.7988', 11],
  ] as const;
  for (const [structure, hypothesis, statistic, df] of cases) {
    const result = await likelihoodRatioTest(borings, structure, { hypothesis });
    assert.is(result.statistic.toFixed(4), statistic);
    assert.is(result.degreesOfFreedom, df);
    assert.ok((result.bartlettPValue ?? 0) > (result.pValue ?? 1), 'small samples exaggerate the statistic');
  }
});

test('tests against a subgroup add up to the test against no symmetry', async () => {
  const whole = await likelihoodRatioTest(borings, s4, { hypothesis: 'covariance' });
  const upper = await likelihoodRatioTest(borings, s4, { hypothesis: 'covariance', against: d4 });
  const lower = await likelihoodRatioTest(borings, d4, { hypothesis: 'covariance' });
  assert.ok(Math.abs(whole.statistic - upper.statistic - lower.statistic) < 1e-9);
  assert.is(whole.degreesOfFreedom, upper.degreesOfFreedom + lower.degreesOfFreedom);
});

test('compareSymmetries agrees with the single tests', async () => {
  const { rows } = await compareSymmetries(borings, [c4, d4, s4], { hypothesis: 'covariance' });
  assert.is(rows[1].statistic?.toFixed(4), '21.0188');
  assert.is(rows[2].degreesOfFreedom, 8);
  assert.is(rows[3].index, -1);
});

test('the sample size at which a covariance exists', () => {
  assert.is(minimumSampleSize(symmetricNatural(5).structure), 2);
  assert.is(minimumSampleSize(symmetricNatural(5).structure, { mean: 'free' }), 2);
  assert.is(minimumSampleSize(cyclicRegular(4, 3).structure), 4);
});

test('too few samples are refused with the number that is needed', async () => {
  try {
    await likelihoodRatioTest(borings.slice(0, 4), d4);
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code: string }).code, 'TOO_FEW_SAMPLES');
    assert.is((error as { details: { minimum: number } }).details.minimum, 5);
  }
});

test('compareSymmetries has the saddlepoint p-value of the likelihood-ratio test', async () => {
  const reps = [c4, d4, s4];
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    const { rows } = await compareSymmetries(borings, reps, { hypothesis });
    for (const [k, rep] of reps.entries()) {
      const test = await likelihoodRatioTest(borings, rep, { hypothesis });
      assert.ok(test.saddlepointPValue !== undefined);
      assert.is(rows[k].saddlepointPValue, test.saddlepointPValue);
    }
    assert.is(rows[3].saddlepointPValue, undefined);
  }
});

test.run();
