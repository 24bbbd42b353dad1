/** Two representations whose irreducibles come in different orders, and supports that fall apart into blocks. */
import { catalogue, toFloat64 } from '@isotypic/algebra';
import { Float64Matrix, leastSquares, qr } from '@isotypic/numeric';
import {
  directSum,
  multiple,
  numericRepresentation,
  permutationRepresentation,
  regularRepresentation,
  signRepresentation,
} from '@isotypic/reps';
import {
  cov,
  covarianceParameters,
  crossCov,
  EquivariantNormal,
  irrepNorms,
  lstsq,
  quadraticInvariants,
  structureOf,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { structuresOf } from '../../dist/structure/structure-of.js';
import { groupAverage, orbitAugmentation, plainCrossMoment, plainMean } from '../support/brute-force.js';
import { deviation, testSamples } from '../support/data.js';

const G = catalogue.symmetric(4);
const natural = permutationRepresentation(G);
const sign = signRepresentation(G);
const pairs = [
  [natural, directSum(sign, natural)],
  [directSum(sign, natural), natural],
  [directSum(sign, sign), natural],
  [multiple(2, natural), regularRepresentation(G)],
] as const;

for (const [repX, repY] of pairs) {
  const elements = (rep: (typeof pairs)[number][0]) => [...G.elements()].map((g) => toFloat64(rep.matrix(g)).data);

  test(`${repX} to ${repY}: as with every group element applied`, async () => {
    const [ex, ey] = [elements(repX), elements(repY)];
    const X = testSamples(30, repX.dimension, 1);
    const Y = testSamples(30, repY.dimension, 2);
    const C = await crossCov(X, Y, repX, repY, { normalization: 'n' });
    const [mx, my] = [plainMean(orbitAugmentation(X, ex)), plainMean(orbitAugmentation(Y, ey))];
    assert.ok(deviation(C.data, groupAverage(plainCrossMoment(X, Y, 30, mx, my), ey, ex)) < 1e-13);
    const { coefficients } = await lstsq(X, Y, repX, repY);
    const plain = leastSquares(orbitAugmentation(X, ex), orbitAugmentation(Y, ey), { relativeTolerance: 1e-12 });
    assert.ok(deviation(coefficients.data, plain.solution.transpose().data) < 1e-11);
  });
}

test('two representations are decomposed together once, in either order', () => {
  const [x, y] = [multiple(2, natural), regularRepresentation(G)];
  const [X, Y] = structuresOf('test', x, y);
  assert.is(structuresOf('test', x, y)[0], X);
  const [back, forth] = structuresOf('test', y, x);
  assert.ok(back === Y && forth === X);
  // and by their structures too, which say of which representations they are
  assert.is(structuresOf('test', structureOf(x), structureOf(y))[1], Y);
  try {
    structuresOf('test', x, regularRepresentation(catalogue.symmetric(3)));
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'INVALID_ARGUMENT');
  }
});

test('marginals and conditionals between different representations', async () => {
  const repX = directSum(sign, natural, natural);
  const X = testSamples(60, 9, 5);
  const normal = await EquivariantNormal.fit(X, repX);
  const { coefficients: A } = await lstsq(X, testSamples(60, 4, 6), repX, natural);
  const marginal = await normal.marginal(A, natural);
  const S = await normal.covariance();
  const dense = (M: Float64Matrix, N: Float64Matrix) =>
    Float64Matrix.generate(M.rows, N.cols, (i, j) => M.row(i).reduce((sum, v, k) => sum + v * N.at(k, j), 0));
  const ASA = dense(dense(A, S), A.transpose());
  assert.ok(deviation((await marginal.covariance()).data, ASA.data) < 1e-12);
  // The law of the images of the samples, fitted directly, is that marginal: A is equivariant.
  const images = X.map((x) => Array.from(dense(A, new Float64Matrix(9, 1, Float64Array.from(x))).data));
  const direct = await EquivariantNormal.fit(images, natural);
  assert.ok(Math.abs(marginal.klDivergence(direct)) < 1e-10);
  const { residual, meanGiven } = await normal.conditional(A, natural);
  // Given A x = y exactly: the mean maps to y, and A has no variance left.
  const y = testSamples(1, 4, 7)[0];
  assert.ok(deviation(dense(A, new Float64Matrix(9, 1, meanGiven(y))).data, y) < 1e-11);
  const left = dense(dense(A, await residual.covariance()), A.transpose());
  assert.ok(deviation(left.data, new Float64Array(16)) < 1e-12);
});

test('a rotated basis: a numeric representation and eigenproblems give the same estimates', async () => {
  const G3 = catalogue.alternating(4);
  const exact = multiple(2, permutationRepresentation(G3));
  const D = exact.dimension;
  const { Q } = qr(Float64Matrix.from(testSamples(D, D, 1)), { pivot: false });
  const dense = (M: Float64Matrix, N: Float64Matrix) =>
    Float64Matrix.generate(M.rows, N.cols, (i, j) => M.row(i).reduce((sum, v, k) => sum + v * N.at(k, j), 0));
  const turn = (M: Float64Matrix) => dense(dense(Q, M), Q.transpose());
  const generators = exact.generatorMatrices.map((M) => turn(Float64Matrix.from(toFloat64(M))));
  const X = Float64Matrix.from(testSamples(30, D, 2));
  const expected = turn(await cov(X, exact));
  const rotated = dense(X, Q.transpose());
  const source = numericRepresentation(G3, generators);
  assert.ok(deviation((await cov(rotated, source)).data, expected.data) < 1e-13);
  const { coefficients } = await lstsq(rotated, rotated, source, source, { ridge: 3 });
  const plain = turn((await lstsq(X, X, exact, exact, { ridge: 3 })).coefficients);
  assert.ok(deviation(coefficients.data, plain.data) < 1e-12);
});

test('quadratic invariants are as many as the parameters of a covariance, and independent', async () => {
  for (const rep of [
    multiple(2, natural),
    regularRepresentation(catalogue.quaternion()),
    multiple(2, regularRepresentation(catalogue.cyclic(3))),
  ]) {
    const X = testSamples(60, rep.dimension, 8);
    const { values, invariants } = await quadraticInvariants(X, rep);
    assert.is(invariants.length, covarianceParameters(structureOf(rep)));
    assert.is(leastSquares(values, new Float64Matrix(60, 1)).rank, invariants.length);
    const norms = await irrepNorms(X, rep);
    const length = (row: ArrayLike<number>) => Math.hypot(...Array.from(row));
    X.forEach((x, n) => {
      assert.ok(Math.abs(length(norms.row(n)) - length(x)) < 1e-12 * length(x), 'norms add up to the norm');
    });
  }
});

test('invariants of the other components keep their digits beside a large mean', async () => {
  for (const rep of [
    multiple(2, natural),
    regularRepresentation(catalogue.quaternion()),
    multiple(2, regularRepresentation(catalogue.cyclic(3))),
  ]) {
    // ten bits after the point and thirty before it: the sums are exact
    const X = testSamples(20, rep.dimension, 9).map((row) => row.map((x) => Math.round(x * 1024) / 1024));
    const moved = X.map((row) => row.map((x) => x + 2 ** 30));
    const { components } = structureOf(rep);
    const isOther = components.flatMap((c) => new Array<boolean>(c.multiplicity).fill(!c.isTrivial));
    const [own, far] = [await irrepNorms(X, rep), await irrepNorms(moved, rep)];
    own.data.forEach((norm, at) => {
      if (isOther[at % own.cols]) assert.ok(Math.abs(far.data[at] - norm) < 1e-12, `${norm} became ${far.data[at]}`);
    });
    const trivial = components.filter((c) => c.isTrivial).map((c) => c.label);
    const [squares, shifted] = [await quadraticInvariants(X, rep), await quadraticInvariants(moved, rep)];
    squares.values.data.forEach((value, at) => {
      const { label } = squares.invariants[at % squares.invariants.length];
      if (!trivial.includes(label)) assert.ok(Math.abs(shifted.values.data[at] - value) < 1e-11, label);
    });
  }
});

test('an irreducible that one side lacks sends nothing to it', async () => {
  const X = testSamples(9, 2, 3);
  const Y = testSamples(9, 4, 4);
  const { coefficients, rank, parameters } = await lstsq(X, Y, directSum(sign, sign), natural);
  assert.ok(coefficients.data.every((v) => v === 0));
  assert.equal([rank, parameters], [0, 0]);
  assert.is(structureOf(natural).components.length, 2);
});

test.run();
