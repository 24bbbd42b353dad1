import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

test('products on the float64 backend agree with the definition', async () => {
  const backend = await openBackend();
  for (const [m, k, n] of [
    [0, 2, 3],
    [1, 1, 1],
    [3, 5, 2],
    [17, 65, 9],
    [70, 300, 33],
  ]) {
    const A = standardNormals(m, k, 1);
    const B = standardNormals(k, n, 2);
    const slow = Float64Matrix.generate(m, n, (i, j) => {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += A.at(i, p) * B.at(p, j);
      return sum;
    });
    // Each sum of k products has an error below k·ε·Σ|a||b| ≤ k·ε·‖A‖‖B‖ (Higham, §3.1), on both sides.
    const bound = 2 * k * Number.EPSILON * A.norm() * B.norm();
    for (const fast of [
      await backend.multiply(A, B),
      await backend.multiplyTransposed(A, B.transpose()),
      await backend.crossGram(A.transpose(), B),
    ]) {
      fast.data.forEach((x, e) => {
        assert.ok(Math.abs(x - slow.data[e]) <= bound);
      });
    }
    const G = await backend.gram(A);
    const H = await backend.crossGram(A, A);
    const gramBound = 2 * m * Number.EPSILON * A.norm() ** 2;
    G.data.forEach((x, e) => {
      assert.ok(Math.abs(x - H.data[e]) <= gramBound);
    });
    assert.equal(G.transpose().data, G.data);
  }
  await backend.close();
});

test('operands that do not fit, and closed backends, are refused', async () => {
  const backend = await openBackend({ finite: true });
  await refuses('SHAPE_MISMATCH', () => backend.multiply([[1, 2]], [[1, 2]]), '1×2 times 1×2');
  const block = { inStart: 0, outStart: 0, matrix: Float64Matrix.identity(1) };
  for (const open of [backend, await openBackend({ kind: 'gpu', engine: 'cpu', finite: true })]) {
    const bad = { ...block, matrix: Float64Matrix.from([[Number.NaN]]) };
    for (const run of [
      () => open.gram([[Number.NaN]]),
      () => open.logDensity([[Number.POSITIVE_INFINITY]], [0], [[1]]),
      () => open.applyBlocks([[1]], [bad], 1),
      () => open.blockResidual([[1]], [bad], [[1]]),
      () => open.applyInBasis([[1]], [[1]], [bad], [[1]]),
    ]) {
      await refuses('NOT_FINITE', run);
    }
    await refuses('SHAPE_MISMATCH', () => open.blockResidual([[1]], [block], [[1], [2]]));
    await refuses('SHAPE_MISMATCH', () => open.applyInBasis([[1, 2]], [[1]], [block], [[1]]));
    await open.close();
    for (const run of [() => open.gram([[1]]), () => open.applyBlocks([[1]], [block], 1)]) {
      await refuses('INVALID_ARGUMENT', run);
    }
  }
});
test.run();
