import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';
import { blocksFor, space } from './pipeline/spaces.js';

const SHAPE = { components: [[2, 1]] as const, summands: [1, 1] };

test('products and Gram matrices of plain matrices', async () => {
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
    const product = await backend.multiply(A, B);
    // Each sum of k products has an error below k·ε·Σ|a||b| ≤ k·ε·‖A‖‖B‖ (Higham, §3.1), on both sides.
    const bound = 2 * Math.max(m, k) * Number.EPSILON * A.norm() * Math.max(A.norm(), B.norm());
    const sum = (terms: number, term: (p: number) => number) => {
      let total = 0;
      for (let p = 0; p < terms; p++) total += term(p);
      return total;
    };
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        assert.ok(Math.abs(product.at(i, j) - sum(k, (p) => A.at(i, p) * B.at(p, j))) <= bound);
      }
    }
    const G = await backend.gram(A);
    assert.equal(G.transpose().data, G.data);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j <= i; j++) assert.ok(Math.abs(G.at(i, j) - sum(m, (p) => A.at(p, i) * A.at(p, j))) <= bound);
    }
  }
  await refuses('SHAPE_MISMATCH', () => backend.multiply([[1, 2]], [[1, 2]]), '1×2 times 1×2');
  await backend.close();
});

test('operands that do not fit, numbers that are not finite, and closed backends are refused', async () => {
  const good = space(SHAPE, 4, 1);
  const { rows, basis } = good;
  const blocks = blocksFor(basis, basis);
  const short = { ...good, rows: new Float64Matrix(3, 2) };
  const narrow = { ...good, rows: new Float64Matrix(4, 1) };
  const twice = { ...basis, summands: [basis.summands[0], basis.summands[0]] };
  const bad = { ...good, rows: Float64Matrix.generate(4, 2, () => Number.NaN) };
  const pair = [[0, 0]] as const;
  for (const open of [
    await openBackend({ finite: true }),
    await openBackend({ kind: 'gpu', engine: 'cpu', finite: true }),
  ]) {
    for (const run of [
      () => open.pooledGrams({ spaces: [narrow], pairs: pair, centered: false }),
      () => open.pooledGrams({ spaces: [good, short], pairs: pair, centered: false }),
      () => open.pooledGrams({ spaces: [good], pairs: pair, centered: false, roots: Float64Array.of(1) }),
      () => open.pooledGrams({ spaces: [{ ...good, shift: Float64Array.of(1) }], pairs: pair, centered: false }),
      () => open.blockResiduals({ x: good, y: short, blocks }),
      () => open.blockResiduals({ x: good, y: good, blocks: [] }),
      () => open.blockResiduals({ x: good, y: good, blocks: [Float64Matrix.identity(3)] }),
      () => open.toCoordinates(narrow),
      () => open.fromCoordinates({ coordinates: narrow.rows, from: basis, to: basis }),
      () => open.fromCoordinates({ coordinates: rows, from: basis, to: basis, shift: [1] }),
      () => open.squaredLengths(narrow, blocks),
    ]) {
      await refuses('SHAPE_MISMATCH', run);
    }
    for (const run of [
      () => open.pooledGrams({ spaces: [], pairs: pair, centered: false }),
      () => open.pooledGrams({ spaces: [good], pairs: [[1, 0]], centered: false }),
      () => open.toCoordinates({ rows, basis: twice }),
      () => open.fromCoordinates({ coordinates: rows, from: basis, to: { ...basis } }),
    ]) {
      await refuses('INVALID_ARGUMENT', run);
    }
    for (const run of [
      () => open.pooledGrams({ spaces: [bad], pairs: pair, centered: false }),
      () =>
        open.blockResiduals({
          x: good,
          y: good,
          blocks: [new Float64Matrix(2, 2, new Float64Array(4).fill(Number.NaN))],
        }),
      () => open.toCoordinates(bad),
      () => open.fromCoordinates({ coordinates: bad.rows, from: basis, to: basis }),
      () => open.squaredLengths(bad, blocks),
      () => open.groupAverage([[Number.POSITIVE_INFINITY]], []),
    ]) {
      await refuses('NOT_FINITE', run);
    }
    await open.close();
    for (const run of [() => open.toCoordinates(good), () => open.groupAverage([[1]], [])]) {
      await refuses('INVALID_ARGUMENT', run);
    }
  }
});

test.run();
