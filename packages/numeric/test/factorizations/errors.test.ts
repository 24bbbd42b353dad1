import {
  cholesky,
  choleskySolve,
  Float64Matrix,
  leastSquares,
  logDeterminant,
  qr,
  solveLower,
  svd,
  symmetricEigen,
  symmetricExp,
  symmetricLog,
  tryCholesky,
} from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

test('Cholesky names the pivot that is not positive', async () => {
  for (const n of [1, 5, 40, 100]) {
    for (const bad of [0, Math.floor(n / 2), n - 1]) {
      const A = Float64Matrix.generate(n, n, (i, j) => (i === j ? (i === bad ? -3 : 2) : 0));
      const error = await refuses('NOT_POSITIVE_DEFINITE', () => cholesky(A));
      assert.is(error.details.pivot, bad);
      assert.is(error.details.value, -3);
    }
  }
});

test('an attempt at Cholesky answers with the pivot, and counts rounding as zero', () => {
  for (const n of [2, 17, 40]) {
    const L = Float64Matrix.generate(n, n, (i, j) => (j > i ? 0 : i === j ? 3 : ((i * 7 + j * 3) % 5) / n));
    // L Lᵀ with its last row the first one again: singular, and the last pivot is rounding of either sign.
    const row = (i: number): Float64Array => L.row(i === n - 1 ? 0 : i);
    const A = Float64Matrix.generate(n, n, (i, j) => row(i).reduce((sum, x, k) => sum + (x * row(j)[k]) / 3, 0));
    const attempt = tryCholesky(A);
    assert.ok('pivot' in attempt && attempt.pivot === n - 1, JSON.stringify(attempt));
    const shifted = A.map((x, i, j) => (i === j ? x + 1 : x));
    const found = tryCholesky(shifted);
    assert.ok('L' in found);
    assert.equal(found.L.data, cholesky(shifted).data);
  }
});

test('shapes and non-finite entries are refused before work starts', async () => {
  for (const run of [cholesky, symmetricEigen, logDeterminant]) {
    await refuses('SHAPE_MISMATCH', () => run([[1, 2]]));
  }
  for (const run of [cholesky, symmetricEigen, qr, svd]) {
    await refuses('NOT_FINITE', () => run([[Number.POSITIVE_INFINITY]]));
    await refuses('NOT_FINITE', () => run([[Number.NaN]]));
  }
  await refuses('SHAPE_MISMATCH', () => leastSquares([[1, 2]], [[1], [2]]), '2×1');
  await refuses('SHAPE_MISMATCH', () => choleskySolve([[1]], [[1], [2]]));
  const singular = await refuses('SINGULAR', () =>
    solveLower(
      [
        [1, 0],
        [1, 0],
      ],
      [[1], [1]],
    ),
  );
  assert.is(singular.details.rank, 1);
});

test('the logarithm of a matrix that is not positive definite is refused, and undoes the exponential', async () => {
  await refuses('NOT_POSITIVE_DEFINITE', () =>
    symmetricLog([
      [1, 2],
      [2, 1],
    ]),
  );
  for (const n of [0, 1, 2, 5, 30]) {
    const A = Float64Matrix.generate(n, n, (i, j) => Math.cos(i + j) / (n + 1));
    const back = symmetricLog(symmetricExp(A));
    // ‖A‖ < 1: exp A has condition below e², its eigen-decomposition an error below 30·n·ε·e, divided by its least
    // eigenvalue > 1/e in the logarithm.
    const bound = 60 * Math.max(1, n) * Number.EPSILON * Math.E ** 2;
    assert.ok(back.map((x, i, j) => x - A.at(i, j)).norm() <= bound);
  }
});
test.run();
