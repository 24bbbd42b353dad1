/**
 * Estimators that are wrong, or only not the best, are caught by the law that speaks about it; those of stats obey all.
 */
import { catalogue, type Float64Layout, toFloat64 } from '@isotypic/algebra';
import { leastSquares as dense, Float64Matrix } from '@isotypic/numeric';
import { assertLaws, type Rows, type StatisticsImplementation, statisticsLaws } from '@isotypic/property-tests';
import {
  directSum,
  type ExactRepresentation,
  multiple,
  permutationRepresentation,
  regularRepresentation,
  signRepresentation,
} from '@isotypic/reps';
import { cov, invariantProjector, lstsq, mean } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

const right = (rep: ExactRepresentation, targets = rep): StatisticsImplementation => ({
  mean: (X) => mean(X, rep),
  covariance: (X) => cov(X, rep, { normalization: 'n' }),
  leastSquares: async (X, Y) => (await lstsq(X, Y, rep, targets)).coefficients,
});

const pairs: readonly (readonly [string, ExactRepresentation, ExactRepresentation?])[] = [
  ['cyclic(3)', permutationRepresentation(catalogue.cyclic(3))],
  ['dihedral(4), twice', multiple(2, permutationRepresentation(catalogue.dihedral(4)))],
  ['the regular representation of the quaternions', regularRepresentation(catalogue.quaternion())],
];
for (const [title, rep, targets] of pairs) {
  test(`the estimators of stats under ${title} obey the laws`, () =>
    assertLaws(statisticsLaws(right(rep, targets), rep, { runs: 8 })));
}
test('the estimators of stats with targets of another kind obey the laws', () => {
  const G = catalogue.symmetric(3);
  const [X, Y] = [permutationRepresentation(G), directSum(signRepresentation(G), permutationRepresentation(G))];
  return assertLaws(statisticsLaws(right(X, Y), X, { targets: Y, runs: 8 }));
});

const rep = permutationRepresentation(catalogue.cyclic(4));
const honest = right(rep);
const elements = [...rep.group.elements()].map((g) => toFloat64(rep.matrix(g)));
const plainMean = (X: Rows) => X[0].map((_, i) => X.reduce((sum, x) => sum + x[i] / X.length, 0));

/** ρ(g)Aρ(g)ᵀ averaged over the group. */
function projected(A: Float64Layout): Float64Layout {
  const n = A.rows;
  const data = new Float64Array(n * n);
  for (const { data: g } of elements) {
    // permutation matrices: row i has its 1 in column p[i]
    const p = Array.from({ length: n }, (_, i) => g.subarray(i * n, (i + 1) * n).indexOf(1));
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) data[i * n + j] += A.data[p[i] * n + p[j]] / elements.length;
  }
  return { data, rows: n, cols: n };
}

function moment(X: Rows, mu: ArrayLike<number>, N = X.length): Float64Layout {
  const n = X[0].length;
  const data = new Float64Array(n * n);
  for (const x of X)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) data[i * n + j] += ((x[i] - mu[i]) * (x[j] - mu[j])) / N;
  return { data, rows: n, cols: n };
}

const unconstrained = (X: Rows, Y: Rows): Float64Layout =>
  dense(Float64Matrix.from(X), Float64Matrix.from(Y), { relativeTolerance: 1e-11 }).solution.transpose();
const invariantMean = (X: Rows) => {
  const P = invariantProjector(rep);
  const x = plainMean(X);
  return x.map((_, i) => x.reduce((sum, v, j) => sum + P.at(i, j) * v, 0));
};

const mutants: readonly (readonly [string, string, StatisticsImplementation])[] = [
  ['the plain mean', 'the mean is fixed by the group', { mean: plainMean }],
  ['the plain mean, moved', 'the mean stays when each sample is moved', { mean: plainMean }],
  [
    'a mean that is fixed but not closest',
    'the mean is the fixed vector closest to the samples',
    { mean: async (X) => (await mean(X, rep)).map((v) => v * (1 + 1e-9)) },
  ],
  [
    'the mean of the first sample',
    'the mean does not look at the order of samples',
    { mean: (X) => invariantMean(X.slice(0, 1)) },
  ],
  [
    'the mean of absolute values',
    'mean(−2X) = −2·mean(X)',
    { mean: (X) => invariantMean(X.map((x) => x.map(Math.abs))) },
  ],
  [
    'the sample covariance',
    'the covariance commutes with the group',
    { covariance: (X) => moment(X, invariantMean(X)) },
  ],
  [
    'division by N − 1',
    'the covariance is the equivariant matrix closest to the plain one',
    { covariance: (X) => projected(moment(X, invariantMean(X), Math.max(1, X.length - 1))) },
  ],
  [
    'the covariance about the plain mean',
    'the covariance stays when each sample is moved',
    { covariance: (X) => projected(moment(X, plainMean(X))) },
  ],
  [
    'the second moment about 0',
    'fixed vectors shift nothing, and cov(−2X) = 4·cov(X)',
    {
      covariance: (X) =>
        projected(
          moment(
            X,
            X[0].map(() => 0),
          ),
        ),
    },
  ],
  [
    'a diagonal covariance',
    'the covariance is the equivariant matrix closest to the plain one',
    {
      covariance: async (X) => {
        const S = await cov(X, rep, { normalization: 'n' });
        return { data: S.data.map((v, at) => (at % 5 === 0 ? v : 0)), rows: 4, cols: 4 };
      },
    },
  ],
  [
    'one triangle',
    'the covariance is symmetric',
    {
      covariance: async (X) => {
        const S = await cov(X, rep, { normalization: 'n' });
        return { data: S.data.map((v, at) => (at % 4 > Math.floor(at / 4) ? 0 : v)), rows: 4, cols: 4 };
      },
    },
  ],
  [
    'a covariance of the wrong sign off the diagonal',
    'xᵀSx ≥ 0',
    {
      covariance: async (X) => {
        const S = await cov(X, rep, { normalization: 'n' });
        return { data: S.data.map((v, at) => (at % 5 === 0 ? v : -3 * v)), rows: 4, cols: 4 };
      },
    },
  ],
  [
    'the covariance of the samples but the last',
    'the covariance does not look at the order of samples',
    { covariance: (X) => projected(moment(X.slice(0, Math.max(1, X.length - 1)), invariantMean(X))) },
  ],
  ['unconstrained least squares', 'the map is equivariant', { leastSquares: unconstrained }],
  [
    'unconstrained least squares, projected',
    'the residual is orthogonal to all that an equivariant map can change',
    { leastSquares: (X, Y) => projected(unconstrained(X, Y)) },
  ],
  [
    'ridge',
    'an equivariant map is recovered from what it does',
    { leastSquares: async (X, Y) => (await lstsq(X, Y, rep, rep, { ridge: 1e-3 })).coefficients },
  ],
  [
    'the transposed map',
    'the residual is orthogonal to all that an equivariant map can change',
    { leastSquares: async (X, Y) => (await lstsq(X, Y, rep, rep)).coefficients.transpose() },
  ],
  [
    'unconstrained least squares, projected, of moved samples',
    'the map does no worse when each sample is moved',
    { leastSquares: (X, Y) => projected(unconstrained(X, Y)) },
  ],
];
for (const [title, law, wrong] of mutants) {
  test(`caught: ${title}`, () => caughtBy(law, statisticsLaws(wrong, rep, { seed: 1, runs: 40 })));
}

test('right estimators break no law', async () => {
  assert.equal(await brokenLaws(statisticsLaws(honest, rep, { seed: 1, runs: 40 })), []);
});

test.run();
