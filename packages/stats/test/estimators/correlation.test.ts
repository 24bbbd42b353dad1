import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { correlation, correlationOf, cov, SymmetricMoments, symmetricSummary } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, readCsv, readVector, testRandom, testSamples } from '../support/data.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const trivial = permutationRepresentation(new PermutationGroup([], { degree: 2 }));

test('correlations are those of the covariance, at any scale of the data, and stream', async () => {
  const X = readCsv('cork-borings.csv');
  const S = await cov(X, rep);
  const R = await correlation(X, rep);
  assert.ok(
    deviation(
      R.data,
      S.data.map((s) => s / S.at(0, 0)),
    ) < 1e-14,
  );
  assert.is(R.at(1, 1), 1);
  const huge = X.map((x) => x.map((v) => v * 1e300));
  assert.ok(deviation((await correlation(huge, rep)).data, R.data) < 1e-14);
  const moments = await new SymmetricMoments(rep).push(X);
  assert.equal((await correlationOf(moments)).data, R.data);
});

test('without symmetry the error of a correlation is (1 − r²)/√N', async () => {
  const X = readCsv('cork-borings.csv').map(([a, b]) => [a, b]);
  const { covariance } = await symmetricSummary(X, trivial, { normalization: 'n', center: 'sample-mean' });
  const pair = covariance.find((p) => !p.variance);
  assert.ok(pair);
  const r = pair.correlation;
  const expected = (1 - r * r) / Math.sqrt(X.length);
  assert.ok(Math.abs(pair.correlationError - expected) < 1e-12);
});

test('without symmetry intervals are those of SciPy and of R’s cor.test', async () => {
  const { cases } = readVector<{ cases: [string, number, number, number, number, number, number][] }>(
    'estimates/correlation.json',
  );
  for (const [name, i, j, level, r, low, high] of cases) {
    const X = readCsv(`${name}.csv`).map((x) => [x[i], x[j]]);
    const { covariance } = await symmetricSummary(X, trivial, { center: 'sample-mean', level });
    const pair = covariance.find((p) => !p.variance);
    [pair?.correlation, ...(pair?.correlationInterval ?? [])].forEach((v, k) => {
      assert.ok(Math.abs((v ?? Number.NaN) - [r, low, high][k]) < 1e-12, `${name} ${i} ${j}: ${v}`);
    });
  }
});

test('under a symmetry the error of a correlation is the spread of its estimates', async () => {
  const random = testRandom(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const estimates: number[] = [];
  let reported = 0;
  const R = 800;
  for (let r = 0; r < R; r++) {
    const X = Array.from({ length: 60 }, () => {
      const shared = normal();
      return Array.from({ length: 4 }, () => shared + normal());
    });
    const { covariance } = await symmetricSummary(X, rep);
    const pair = covariance.find((p) => !p.variance);
    assert.ok(pair);
    estimates.push(pair.correlation);
    reported += pair.correlationError / R;
  }
  const center = estimates.reduce((a, b) => a + b, 0) / R;
  const spread = Math.sqrt(estimates.reduce((sum, x) => sum + (x - center) ** 2, 0) / R);
  // A standard deviation from 800 draws is right to 2.5 %: four of those
  assert.ok(Math.abs(reported / spread - 1) < 0.1, `${reported} against ${spread}`);
});

test('a variable that does not vary has no correlation: refused by its number', async () => {
  const X = testSamples(5, 2, 2).map(([a]) => [a, 3]);
  let text = '';
  await correlation(X, trivial, { center: 'sample-mean' }).catch((e) => {
    text = e.message;
  });
  assert.match(text, /variables that vary.*variable 1/s);
});

test.run();
