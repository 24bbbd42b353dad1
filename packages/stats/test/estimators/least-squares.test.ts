import { catalogue } from '@isotypic/algebra';
import { leastSquares } from '@isotypic/numeric';
import { directSum, intertwiners, multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { lstsq, lstsqOf, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { orbitAugmentation } from '../support/brute-force.js';
import { deviation, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

/** min ‖Y − XAᵀ‖ over all matrices, for data to which every group element was applied: equivariant by uniqueness. */
function augmentedLeastSquares(X: number[][], Y: number[][], matrices: readonly Float64Array[]): Float64Array {
  const solution = leastSquares(orbitAugmentation(X, matrices), orbitAugmentation(Y, matrices), {
    relativeTolerance: 1e-12,
  }).solution;
  return solution.transpose().data;
}

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;
  const Y = testSamples(40, D, 5);
  const X = testSamples(40, D, 6);

  test(`${name}: the minimizer is that of all images of the samples`, async () => {
    const { coefficients, degreesOfFreedom, parameters } = await lstsq(X, Y, structure, structure);
    assert.ok(deviation(coefficients.data, augmentedLeastSquares(X, Y, matrices)) < 1e-11);
    assert.is(degreesOfFreedom, 40 * D - parameters);
  });

  test(`${name}: with two samples, or repeated columns of rank one, the solution of minimum norm`, async () => {
    const few = await lstsq(X.slice(0, 1), Y.slice(0, 1), structure, structure);
    assert.ok(deviation(few.coefficients.data, augmentedLeastSquares(X.slice(0, 1), Y.slice(0, 1), matrices)) < 1e-10);
    const flat = X.map((x) => x.map(() => x[0]));
    const { coefficients, rank } = await lstsq(flat, Y, structure, structure);
    assert.ok(deviation(coefficients.data, augmentedLeastSquares(flat, Y, matrices)) < 1e-10);
    assert.ok(rank < D);
  });

  test(`${name}: noise-free data are fitted to rounding`, async () => {
    const truth = (await lstsq(X, Y, structure, structure)).coefficients;
    const clean = X.map((x) => Array.from({ length: D }, (_, i) => x.reduce((s, v, j) => s + truth.at(i, j) * v, 0)));
    const { coefficients, residual } = await lstsq(X, clean, structure, structure);
    assert.ok(deviation(coefficients.data, truth.data) < 1e-13);
    assert.ok(Math.sqrt(residual) < 1e-13 * Math.sqrt(40 * D));
  });

  test(`${name}: from moments as from data, with ridge and intercept`, async () => {
    const shifted = X.map((x) => x.map((v) => v + 1));
    for (const options of [{}, { ridge: 2.5 }, { intercept: true }, { ridge: 0.1, intercept: true }]) {
      const moments = await new SymmetricMoments(structure, structure).push({ x: shifted, y: Y });
      const a = await lstsqOf(moments, options);
      const b = await lstsq(shifted, Y, structure, structure, options);
      assert.ok(deviation(a.coefficients.data, b.coefficients.data) < 1e-10);
      assert.ok(deviation(a.intercept, b.intercept) < 1e-10);
      assert.ok(Math.abs(a.residual - b.residual) < 1e-10 * b.residual);
    }
  });

  test(`${name}: the ridge solution is that of data with √λ·I appended`, async () => {
    const ridge = 1.7;
    const extra = Array.from({ length: D }, (_, i) =>
      Array.from({ length: D }, (_, j) => (i === j ? Math.sqrt(ridge) : 0)),
    );
    const zero = extra.map((row) => row.map(() => 0));
    const a = await lstsq(X, Y, structure, structure, { ridge });
    const b = await lstsq([...X, ...extra], [...Y, ...zero], structure, structure);
    assert.ok(deviation(a.coefficients.data, b.coefficients.data) < 1e-12);
  });

  test(`${name}: an intercept is the column of ones, in Y^G`, async () => {
    const shifted = X.map((x) => x.map((v) => v + 1));
    const { coefficients, intercept, residual } = await lstsq(shifted, Y, structure, structure, { intercept: true });
    // No step along the intercept or the coefficients lowers the loss: its gradient in V^G is zero.
    const r = shifted.map((x, n) =>
      Y[n].map((y, i) => y - intercept[i] - x.reduce((s, v, j) => s + coefficients.at(i, j) * v, 0)),
    );
    const total = r.reduce((s, row) => s + row.reduce((t, v) => t + v * v, 0), 0);
    assert.ok(Math.abs(total - residual) < 1e-11 * total);
    const mean = r[0].map((_, i) => r.reduce((s, row) => s + row[i], 0) / r.length);
    const invariant = mean.map((_, i) =>
      matrices.reduce((s, M) => s + mean.reduce((t, v, j) => t + M[i * D + j] * v, 0) / matrices.length, 0),
    );
    assert.ok(deviation(invariant, new Array(D).fill(0)) < 1e-13);
    const moved = matrices.map((M) => intercept.map((_, i) => intercept.reduce((t, v, j) => t + M[i * D + j] * v, 0)));
    for (const image of moved) assert.ok(deviation(image, intercept) < 1e-14);
  });
}

test('with enough data the parameters are the dimension of Hom_G, also for multiplicities above 1', async () => {
  for (const G of [catalogue.cyclic(3), catalogue.quaternion()]) {
    const X = multiple(2, regularRepresentation(G));
    const Y = multiple(3, regularRepresentation(G));
    const N = 3 * X.dimension;
    const fit = await lstsq(testSamples(N, X.dimension, 1), testSamples(N, Y.dimension, 2), X, Y);
    assert.is(fit.parameters, intertwiners(X, Y).dimension);
    assert.is(fit.degreesOfFreedom, N * Y.dimension - fit.parameters);
    assert.is(fit.rank, X.dimension);
  }
});

test('a component that is 1e-9 of another has its full rank: the scale of each is its own', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(3));
  const X = testSamples(12, 3, 7).map((x, n) => x.map((v) => 1 + n / 7 + 1e-9 * v));
  assert.is((await lstsq(X, testSamples(12, 3, 8), rep, rep)).rank, 3);
});

test('blocks of complex type are so exactly, from moments too: [[a, −b], [b, a]]', async () => {
  const X = multiple(2, regularRepresentation(catalogue.cyclic(3)));
  const data = { x: testSamples(9, 6, 3), y: testSamples(9, 6, 4) };
  for (const options of [{}, { ridge: 0.5 }]) {
    const moments = await new SymmetricMoments(X, X).push(data);
    const block = (await lstsqOf(moments, options)).blocks[1];
    assert.equal([block.rows, block.cols], [4, 4]);
    const at = (i: number, j: number) => block.data[i * 4 + j];
    for (const i of [0, 2]) {
      for (const j of [0, 2]) {
        assert.is(at(i, j), at(i + 1, j + 1));
        assert.is(at(i + 1, j), -at(i, j + 1));
      }
    }
  }
});

test('data that cannot be are refused by name', async () => {
  const { structure } = HAND_MADE[0];
  const cases: [() => Promise<unknown>, string, RegExp][] = [
    [() => lstsq([[1, 2, 3]], [[1, 2, 3, 4]], structure, structure), 'SHAPE_MISMATCH', /X with 4 columns/],
    [() => lstsq([[1, 2, 3, 4]], [], structure, structure), 'SHAPE_MISMATCH', /as many rows/],
    [() => lstsq([[1, 2, 3, 4]], [[1, Number.NaN, 3, 4]], structure, structure), 'NOT_FINITE', /Y.*row 0, column 1/],
    [() => lstsq([[1, 2, 3, 4]], [[1, 2, 3, 4]], structure, structure, { ridge: -1 }), 'INVALID_ARGUMENT', /ridge/],
    [() => lstsq([[1, 2, 3, 4]], [[1, 2, 3, 4]], structure, structure, { weights: [0] }), 'INVALID_ARGUMENT', /row 0/],
  ];
  for (const [call, code, message] of cases) {
    try {
      await call();
      assert.unreachable();
    } catch (error) {
      assert.is((error as { code: string }).code, code);
      assert.match((error as Error).message, message);
    }
  }
});

test('ridge where columns are nearly collinear: that of the rows √λ·I set below the data', async () => {
  for (const [rep, D] of [
    [permutationRepresentation(catalogue.cyclic(2)), 2],
    [directSum(permutationRepresentation(catalogue.cyclic(4)), permutationRepresentation(catalogue.cyclic(4))), 8],
  ] as const) {
    const base = testSamples(40, D, 3);
    // the second half repeats the first but for 1e-5, so that no Cholesky of the Gram matrix is well conditioned
    const X = base.map((row) => row.map((v, j) => (j < D / 2 ? v : row[j - D / 2] + 1e-5 * v)));
    const Y = testSamples(40, D, 4);
    const ridge = 1e-9;
    const { coefficients } = await lstsq(X, Y, rep, rep, { ridge });
    const unit = Array.from({ length: D }, (_, i) =>
      Array.from({ length: D }, (_, j) => (i === j ? Math.sqrt(ridge) : 0)),
    );
    const zeros = unit.map((row) => row.map(() => 0));
    const twin = await lstsq([...X, ...unit], [...Y, ...zeros], rep, rep);
    assert.ok(deviation(coefficients.data, twin.coefficients.data) < 1e-6, `${coefficients} ${twin.coefficients}`);
    const plain = await lstsq(X, Y, rep, rep);
    assert.ok(deviation(coefficients.data, plain.coefficients.data) > 1e-3, 'the penalty is felt');
  }
});

test.run();
