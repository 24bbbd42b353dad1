import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation, type Representation, regularRepresentation } from '@isotypic/reps';
import { covarianceOf, crossCovarianceOf, type GivenSums, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, testSamples } from '../support/data.js';

/** The sums of rows z about a shift, with weights. */
function sumsOf(Z: readonly ArrayLike<number>[], weights: readonly number[], shift: readonly number[]): GivenSums {
  const n = shift.length;
  const sums = new Float64Array(n);
  const products = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  Z.forEach((z, r) => {
    for (let i = 0; i < n; i++) {
      sums[i] += weights[r] * (z[i] - shift[i]);
      for (let j = 0; j < n; j++) products[i][j] += weights[r] * (z[i] - shift[i]) * (z[j] - shift[j]);
    }
  });
  const weight = weights.reduce((a, b) => a + b, 0);
  const squaredWeight = weights.reduce((a, b) => a + b * b, 0);
  return { count: Z.length, weight, squaredWeight, shift, sums, products };
}

const actions: readonly Representation[] = [
  permutationRepresentation(catalogue.dihedral(4)),
  regularRepresentation(catalogue.cyclic(5)),
  regularRepresentation(catalogue.quaternion()),
  permutationRepresentation(new PermutationGroup([[1, 0, 2, 4, 3]])),
];

test('moments from sums are those of the rows pushed: real, complex and quaternionic, weighted', async () => {
  for (const rep of actions) {
    const D = rep.dimension;
    const rows = testSamples(40, D, 3).map((row) => row.map((v, i) => v + 3 * (i % 2)));
    const weights = rows.map((_, r) => 0.5 + (r % 3));
    const pushed = await new SymmetricMoments(rep).push(rows, { weights });
    const made = SymmetricMoments.fromSums(
      rep,
      sumsOf(
        rows,
        weights,
        Array.from({ length: D }, (_, i) => 0.1 * i),
      ),
    );
    assert.is(made.count, 40);
    assert.ok(Math.abs(made.effectiveCount / pushed.effectiveCount - 1) < 1e-14);
    for (const center of ['sample-mean', 'invariant-mean'] as const) {
      const [a, b] = [await covarianceOf(made, { center }), await covarianceOf(pushed, { center })];
      assert.ok(deviation(a.data, b.data) < 1e-13, `${rep} ${center}`);
    }
    assert.ok(deviation(made.invariantMean(), pushed.invariantMean()) < 1e-14);
    made.merge(pushed);
    assert.is(made.count, 80);
    const doubled = await covarianceOf(made, { normalization: 'n' });
    const once = await covarianceOf(pushed, { normalization: 'n' });
    assert.ok(deviation(doubled.data, once.data) < 1e-13);
  }
});

test('of pairs (x, y) too', async () => {
  const x = permutationRepresentation(catalogue.cyclic(4));
  const y = regularRepresentation(catalogue.cyclic(4));
  const [X, Y] = [testSamples(30, 4, 1), testSamples(30, 4, 2)];
  Y.forEach((row, r) => {
    row.forEach((_, i) => {
      row[i] += X[r][(i + 1) % 4];
    });
  });
  const pushed = await new SymmetricMoments(x, y).push({ x: X, y: Y });
  const Z = X.map((row, r) => [...row, ...Y[r]]);
  const made = SymmetricMoments.fromSums(x, sumsOf(Z, new Array(30).fill(1), new Array(8).fill(0.25)), y);
  const [a, b] = [await crossCovarianceOf(made), await crossCovarianceOf(pushed)];
  assert.ok(deviation(a.data, b.data) < 1e-13);
});

test('blocks keep the digits of a component 1e-9 times another one, which a matrix of products loses', () => {
  const rep = permutationRepresentation(catalogue.cyclic(2));
  const rows = Array.from({ length: 50 }, (_, r) => {
    const [large, small] = [1e9 * Math.sin(r), Math.cos(3 * r)];
    return [large + small, large - small];
  });
  const given = sumsOf(rows, new Array(50).fill(1), [0, 0]);
  const squares = [0, 0];
  for (const [a, b] of rows) {
    squares[0] += (a + b) ** 2 / 2;
    squares[1] += (a - b) ** 2 / 2;
  }
  const blocks = squares.map((v) => ({ data: Float64Array.of(v), rows: 1, cols: 1 }));
  const relative = (moments: SymmetricMoments) =>
    Math.abs(moments.block(1, 0, 0, 'invariant-mean').data[0] / squares[1] - 1);
  assert.ok(relative(SymmetricMoments.fromSums(rep, { ...given, products: { blocks } })) < 1e-14);
  assert.ok(relative(SymmetricMoments.fromSums(rep, given)) > 1e-9);
});

test('sums that no rows have are refused, by name', async () => {
  const [rep] = actions;
  const good = sumsOf(testSamples(10, 4, 1), new Array(10).fill(1), [0, 0, 0, 0]);
  const refused = (change: Partial<GivenSums>) => () => SymmetricMoments.fromSums(rep, { ...good, ...change });
  await refuses('SHAPE_MISMATCH', refused({ shift: [0, 0] }), /shift of length 4/);
  await refuses('SHAPE_MISMATCH', refused({ products: [[1]] }), /products to be 4×4/);
  await refuses('NOT_FINITE', refused({ sums: [0, Number.NaN, 0, 0] }), /sums/);
  await refuses('INVALID_ARGUMENT', refused({ weight: 0 }), /positive sums of weights/);
  await refuses('INVALID_ARGUMENT', refused({ products: { blocks: [] } }), /3 blocks/);
  const tiny = Array.from({ length: 4 }, () => new Array(4).fill(1e-300));
  await refuses('INVALID_ARGUMENT', refused({ products: tiny }), /Scale the data/);
  assert.is(SymmetricMoments.fromSums(rep, { ...good, count: 0 }).count, 0);
});

test.run();
