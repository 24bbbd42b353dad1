import { catalogue } from '@isotypic/algebra';
import { Float64Matrix, leastSquares, logDeterminant } from '@isotypic/numeric';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, lstsq, mean, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

const multiply = (A: Float64Matrix, B: Float64Matrix) =>
  Float64Matrix.generate(A.rows, B.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < A.cols; k++) sum += A.at(i, k) * B.at(k, j);
    return sum;
  });
const inverse = (A: Float64Matrix) => leastSquares(A, Float64Matrix.identity(A.rows)).solution;
const trace = (A: Float64Matrix) => Array.from({ length: A.rows }, (_, i) => A.at(i, i)).reduce((a, b) => a + b, 0);
const column = (x: ArrayLike<number>) => Float64Matrix.generate(x.length, 1, (i) => x[i]);

for (const { name, structure } of HAND_MADE) {
  const D = structure.dimension;
  const Z = testSamples(4 * D, D, 2).map((row) => row.map((v) => v + 1));

  test(`${name}: entropy, divergence and distance are those of the dense matrices`, async () => {
    const p = await EquivariantNormal.fit(Z.slice(0, 2 * D + 2), structure);
    const q = await EquivariantNormal.fit(Z, structure);
    const [P, Q] = [await p.covariance(), await q.covariance()];
    assert.ok(Math.abs(p.logDeterminant() - logDeterminant(P)) < 1e-10 * D);
    assert.ok(Math.abs(p.entropy() - (D * Math.log(2 * Math.PI * Math.E) + logDeterminant(P)) / 2) < 1e-10 * D);
    const delta = column(q.mean.map((v, i) => v - p.mean[i]));
    const inverseQ = inverse(Q);
    const kl =
      (trace(multiply(inverseQ, P)) +
        multiply(delta.transpose(), multiply(inverseQ, delta)).at(0, 0) -
        D +
        logDeterminant(Q) -
        logDeterminant(P)) /
      2;
    assert.ok(Math.abs(p.klDivergence(q) - kl) < 1e-10 * Math.max(1, kl));
    assert.ok(Math.abs(p.klDivergence(p)) < 1e-12 * D);
    const x = column(Z[0].map((v, i) => v - p.mean[i]));
    const distance = Math.sqrt(multiply(x.transpose(), multiply(inverse(P), x)).at(0, 0));
    assert.ok(Math.abs((await p.mahalanobis([Z[0]]))[0] - distance) < 1e-10 * distance);
  });

  test(`${name}: draws have the distribution's moments, the same for the same seed`, async () => {
    const normal = await EquivariantNormal.fit(Z, structure);
    const N = 20_000;
    const draws = await normal.sample(N, { seed: 4 });
    assert.equal((await normal.sample(3, { seed: 4 })).data, draws.data.slice(0, 3 * D));
    const S = await cov(draws, structure, { normalization: 'n' });
    const target = await normal.covariance();
    // Entries of a sample covariance have standard errors below √2·max Σ/√N; six of them, over at most 256 entries.
    const largest = Math.max(...target.data);
    for (let k = 0; k < S.data.length; k++)
      assert.ok(Math.abs(S.data[k] - target.data[k]) < (6 * 1.5 * largest) / Math.sqrt(N));
    const m = await mean(draws, structure);
    for (let i = 0; i < D; i++) assert.ok(Math.abs(m[i] - normal.mean[i]) < 6 * Math.sqrt(largest / N));
  });

  test(`${name}: marginal and conditional under an equivariant map are those of the dense matrices`, async () => {
    const normal = await EquivariantNormal.fit(Z, structure);
    const { coefficients: A } = await lstsq(testSamples(3 * D, D, 8), testSamples(3 * D, D, 9), structure, structure);
    const S = await normal.covariance();
    const marginal = await normal.marginal(A, structure);
    const ASA = multiply(A, multiply(S, A.transpose()));
    assert.ok(deviation((await marginal.covariance()).data, ASA.data) < 1e-12);
    assert.ok(deviation(marginal.mean, multiply(A, column(normal.mean)).data) < 1e-13);
    const noise = await EquivariantNormal.fit(testSamples(4 * D, D, 10), structure);
    const R = await noise.covariance();
    const { residual, gain, meanGiven } = await normal.conditional(A, structure, { noise });
    const total = Float64Matrix.generate(D, D, (i, j) => ASA.at(i, j) + R.at(i, j));
    const K = multiply(multiply(S, A.transpose()), inverse(total));
    assert.ok(deviation(gain.data, K.data) < 1e-11);
    const KAS = multiply(K, multiply(A, S));
    assert.ok(
      deviation(
        (await residual.covariance()).data,
        S.data.map((v, i) => v - KAS.data[i]),
      ) < 1e-11,
    );
    const y = testSamples(1, D, 12)[0];
    const predicted = multiply(A, column(normal.mean)).data;
    const innovation = column(y.map((v, i) => v - predicted[i] - noise.mean[i]));
    const expected = multiply(K, innovation).data.map((v, i) => v + normal.mean[i]);
    assert.ok(deviation(meanGiven(y), expected) < 1e-11);
  });
}

test('a prior or shrinkage makes one sample enough', async () => {
  const rep = multiple(3, regularRepresentation(catalogue.dihedral(3)));
  const X = testSamples(1, 18, 3);
  const bare = await EquivariantNormal.fit(X, rep);
  assert.throws(
    () => bare.entropy(),
    (e: { code: string }) => e.code === 'NOT_POSITIVE_DEFINITE',
  );
  const withPrior = await EquivariantNormal.fit(X, rep, { prior: { samples: 2, variance: 0.5 } });
  assert.ok(Number.isFinite(withPrior.entropy()));
  // (N·C + ν·σ²I)/(N + ν), entry by entry.
  const [C, P] = [await bare.covariance(), await withPrior.covariance()];
  const expected = C.data.map((v, at) => (v + (at % 19 === 0 ? 2 * 0.5 : 0)) / 3);
  assert.ok(deviation(P.data, expected) < 1e-13);
});

test('full shrinkage leaves one variance per irreducible copy', async () => {
  const rep = multiple(2, permutationRepresentation(catalogue.symmetric(3)));
  const normal = await EquivariantNormal.fit(testSamples(9, 6, 3), rep, { shrinkage: 1 });
  for (const { data, rows } of normal.blocks) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) if (i !== j) assert.is(data[i * rows + j], 0);
  }
});

test('means and covariances that are not invariant are refused', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(3));
  const I = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const refused = async (mu: number[], S: number[][]) => {
    try {
      await EquivariantNormal.from(rep, mu, S);
      return '';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  assert.is(await refused([1, 1, 1], I), '');
  assert.is(await refused([1, 2, 1], I), 'INVALID_ARGUMENT');
  assert.is(await refused([1, 1, 1], [[2, 0, 0], I[1], I[2]]), 'INVALID_ARGUMENT');
});

test('the fit from merged moments is the fit from the rows', async () => {
  const rep = regularRepresentation(catalogue.quaternion());
  const X = testSamples(30, 8, 6);
  const half = await new SymmetricMoments(rep).push(X.slice(0, 11));
  half.merge(await new SymmetricMoments(rep).push(X.slice(11)));
  const [a, b] = [EquivariantNormal.fromMoments(half), await EquivariantNormal.fit(X, rep)];
  assert.ok(deviation((await a.covariance()).data, (await b.covariance()).data) < 1e-13);
});

test.run();
