/** Estimates by blocks on bases that are operators, against matrices from the matrix of the same basis. */
import { actionOnSubsets, catalogue, type PermutationGroup } from '@isotypic/algebra';
import { type Backend, type Float64Matrix, openBackend } from '@isotypic/numeric';
import {
  directSum,
  isotypicDecompositions,
  multiple,
  type PermutationRepresentation,
  permutationRepresentation,
  regularRepresentation,
} from '@isotypic/reps';
import {
  cov,
  covarianceOf,
  crossCov,
  EquivariantNormal,
  type IsotypicStructure,
  isotypicStructure,
  lstsq,
  lstsqOf,
  PredictiveNormal,
  type StructuredMap,
  SymmetricMoments,
  SymmetricPCA,
  structureOf,
  varMean,
  whitening,
} from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, testRandom, testSamples } from '../support/data.js';

const onPairs = (group: PermutationGroup) => permutationRepresentation(group, actionOnSubsets(group, 2).generators);
const twin = (reps: readonly PermutationRepresentation[]) =>
  reps.reduce((a, b) => directSum(a, b) as PermutationRepresentation);

/** One of small families, each in as many summands as drawn: real, complex and quaternionic components. */
const FAMILIES: readonly ((copies: number) => readonly PermutationRepresentation[])[] = [
  (m) => Array.from({ length: m }, () => permutationRepresentation(catalogue.cyclic(5))),
  (m) => Array.from({ length: m }, () => regularRepresentation(catalogue.cyclic(18))),
  (m) => Array.from({ length: m }, () => permutationRepresentation(catalogue.dihedral(6))),
  (m) => Array.from({ length: m }, () => regularRepresentation(catalogue.quaternion())),
  (m) => [permutationRepresentation(catalogue.symmetric(6)), ...Array.from({ length: m }, () => onPairs(S6))],
];
const S6 = catalogue.symmetric(6);

/**
 * Structures of both representations, their bases as matrices and as operators; without the representations, so that
 * two of them are joined as they are and not decomposed again.
 */
function structuresOf(reps: readonly PermutationRepresentation[], options: { readonly largestGram?: number } = {}) {
  const decompositions = isotypicDecompositions(reps);
  const dense = decompositions.map((d) => isotypicStructure(d.orthonormalBasis(), d.components));
  const operators = decompositions.map((d) => isotypicStructure(d.structuredBasis(options), d.components));
  return { dense, operators };
}

const entries = (M: { readonly rows: number; readonly cols: number }, random: () => number) =>
  Array.from({ length: 12 }, () => [Math.floor(random() * M.rows), Math.floor(random() * M.cols)] as const);

/** Whether a map by blocks is this matrix, in all that it can do. */
async function assertSame(map: StructuredMap, matrix: Float64Matrix, tolerance: number): Promise<void> {
  const random = testRandom(matrix.rows);
  assert.equal([map.rows, map.cols], [matrix.rows, matrix.cols]);
  assert.ok(deviation((await map.toMatrix()).data, matrix.data) < tolerance);
  for (const [i, j] of entries(matrix, random)) assert.ok(Math.abs(map.entry(i, j) - matrix.at(i, j)) < tolerance);
  const x = Float64Array.from({ length: matrix.cols }, () => random() - 0.5);
  const image = Float64Array.from({ length: matrix.rows }, (_, i) => x.reduce((s, v, j) => s + matrix.at(i, j) * v, 0));
  assert.ok(deviation(map.apply(x), image) < tolerance * Math.sqrt(matrix.cols));
}

async function assertEstimates(
  {
    dense,
    operators,
  }: { readonly dense: readonly IsotypicStructure[]; readonly operators: readonly IsotypicStructure[] },
  N: number,
  options: { readonly weights?: number[]; readonly backend?: Backend },
  tolerance: number,
): Promise<void> {
  const [X, Y] = dense.map(({ dimension }, a) => testSamples(N, dimension, 5 + a).map((row) => row.map((v) => v + 3)));
  const weights = options.weights === undefined ? {} : { weights: options.weights };
  const form = { ...options, form: 'structured' } as const;
  const [dX, dY] = dense;
  const [oX, oY] = operators;
  const S = await cov(X, dX, weights);
  const blocks = await cov(X, oX, form);
  await assertSame(blocks, S, tolerance);
  const spread = await varMean(X, oX, options);
  assert.ok(deviation(blocks.diagonal(), spread.variance) < tolerance);
  assert.ok(
    deviation(
      spread.variance,
      spread.mean.map((_, i) => S.at(i, i)),
    ) < tolerance,
  );
  assert.ok(deviation(spread.mean, (await varMean(X, dX, weights)).mean) < tolerance);
  await assertSame(await crossCov(X, Y, oX, oY, form), await crossCov(X, Y, dX, dY, weights), tolerance);
  for (const extra of [{ ridge: 0.3 }, { ridge: 0.3, intercept: true }]) {
    const expected = await lstsq(X, Y, dX, dY, { ...weights, ...extra });
    const found = await lstsq(X, Y, oX, oY, { ...form, ...extra });
    await assertSame(found.coefficients, expected.coefficients, tolerance * 10);
    assert.ok(deviation(found.intercept, expected.intercept) < tolerance * 10);
    assert.ok(Math.abs(found.residual - expected.residual) < tolerance * expected.residual * 10);
    assert.equal([found.rank, found.parameters], [expected.rank, expected.parameters]);
  }
  const prior = { prior: { samples: 4 } };
  const normal = await EquivariantNormal.fit(X, oX, { ...options, ...prior });
  const expected = await EquivariantNormal.fit(X, dX, { ...weights, ...prior });
  const sigma = await normal.covariance({ form: 'structured' });
  const matrix = await expected.covariance();
  await assertSame(sigma, matrix, tolerance);
  assert.ok(deviation(sigma.apply(sigma.solve(X[0])), X[0]) < tolerance * 1e3);
  assert.ok(Math.abs(sigma.logDeterminant() - expected.logDeterminant()) < tolerance * X[0].length);
  const some = X.slice(0, 9);
  const density = await expected.logProb(some);
  assert.ok(
    deviation(await normal.logProb(some, { ...(options.backend && { backend: options.backend }) }), density) <
      tolerance * 10,
  );
}

test('structured forms equal the dense ones to 1e-12, on operators and with weights', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(FAMILIES.length - 1),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      async (family, mX, mY, weighted) => {
        const reps = [twin(FAMILIES[family](mX)), twin(FAMILIES[family](mY))];
        const N = 25;
        const weights = weighted ? { weights: Array.from({ length: N }, (_, n) => 0.5 + (n % 4)) } : {};
        await assertEstimates(structuresOf(reps, { largestGram: 3 }), N, weights, 1e-12);
      },
    ),
    { numRuns: 12 },
  );
});

test('orbits that go through an operator row by row: S33 on pairs beside its points, in chunks of weighted rows', async () => {
  const S33 = catalogue.symmetric(33);
  const [points, pairs] = [permutationRepresentation(S33), onPairs(S33)];
  const structures = structuresOf([pairs, twin([points, pairs])]);
  assert.ok(structures.operators[0].operator?.orbits.some((orbit) => orbit.points.length === 528));
  const weights = Array.from({ length: 30 }, (_, n) => 1 + (n % 3));
  await assertEstimates(structures, 30, { weights }, 1e-11);
});

test('a cycle of 2100 points goes through its transform', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(2100));
  const operators = [structureOf(rep)];
  assert.ok(operators[0].operator !== undefined);
  const dense = [isotypicStructure(operators[0].basis, operators[0].components, rep)]; // cycles, so without factors
  const X = testSamples(6, 2100, 1);
  const S = await cov(X, dense[0], { normalization: 'n' });
  const blocks = await cov(X, operators[0], { normalization: 'n', form: 'structured' });
  for (const [i, j] of entries(S, testRandom(3))) assert.ok(Math.abs(blocks.entry(i, j) - S.at(i, j)) < 1e-13);
  const normal = await EquivariantNormal.fit(X, operators[0]);
  const expected = await EquivariantNormal.fit(X, dense[0]);
  assert.ok(deviation(await normal.logProb(X), await expected.logProb(X)) < 1e-11);
  const draws = await normal.sample(3, { seed: 4 });
  assert.ok(deviation(draws.data, (await expected.sample(3, { seed: 4 })).data) < 1e-12);
});

for (const engine of ['cpu', 'webasm'] as const) {
  test(`on gpu (${engine}) as in single precision`, async () => {
    const backend = await openBackend({ kind: 'gpu', engine });
    try {
      const reps = [twin(FAMILIES[0](2)), twin(FAMILIES[0](1))];
      await assertEstimates(structuresOf(reps), 25, { backend }, 2e-5);
    } finally {
      await backend.close();
    }
  });
}

test('few samples of many copies: the covariance holds the samples, and says when it is singular', async () => {
  for (const group of [catalogue.dihedral(4), catalogue.cyclic(4), catalogue.quaternion()]) {
    const rep = multiple(600, regularRepresentation(group)) as PermutationRepresentation;
    const D = rep.dimension;
    const X = testSamples(7, D, 2);
    const weights = [1, 2, 1, 3, 1, 1, 2];
    for (const options of [{}, { weights }, { center: 'sample-mean', normalization: 'n-1' }] as const) {
      const blocks = await cov(X, rep, { ...options, form: 'structured' });
      assert.is(blocks.holds, 'samples');
      const moments = await new SymmetricMoments(rep).push(X, 'weights' in options ? { weights } : {});
      const { weights: _, ...estimate } = { weights: undefined, ...options };
      const expected = await covarianceOf(moments, { ...estimate, form: 'structured' });
      assert.is(expected.holds, 'blocks');
      for (const [i, j] of entries(blocks, testRandom(1))) {
        assert.ok(Math.abs(blocks.entry(i, j) - expected.entry(i, j)) < 1e-13);
      }
      const x = Float64Array.from({ length: D }, (_, i) => Math.sin(i));
      assert.ok(deviation(blocks.apply(x), expected.apply(x)) < 1e-12);
      const diagonal = expected.diagonal();
      assert.ok(deviation(blocks.diagonal(), diagonal) < 1e-13);
      assert.ok(deviation((await varMean(X, rep, options)).variance, diagonal) < 1e-13);
      assert.ok(deviation((await varMean(X, rep, options)).mean, moments.invariantMean()) < 1e-14);
      blocks.blocks.forEach(({ data }, k) => {
        assert.ok(deviation(data, expected.blocks[k].data) < 1e-13);
      });
      await refuses('NOT_POSITIVE_DEFINITE', () => blocks.solve(x), /rank at most/);
      await refuses('NOT_POSITIVE_DEFINITE', () => blocks.logDeterminant(), /rank at most/);
    }
  }
});

test('whitening, principal components and predictive laws by blocks', async () => {
  const rep = twin(FAMILIES[2](2));
  const { dense, operators } = structuresOf([rep], { largestGram: 3 });
  const X = testSamples(40, rep.dimension, 8);
  const [W, V] = [await whitening(X, dense[0]), await whitening(X, operators[0], { form: 'structured' })];
  await assertSame(V.matrix, W.matrix, 1e-12);
  await assertSame(V.inverse, W.inverse, 1e-12);
  assert.ok(deviation(V.mean, W.mean) < 1e-14);
  const [p, q] = [await SymmetricPCA.fit(X, dense[0]), await SymmetricPCA.fit(X, operators[0])];
  assert.ok(
    deviation(
      q.axes.map((a) => a.variance),
      p.axes.map((a) => a.variance),
    ) < 1e-12,
  );
  const B = q.basis(0);
  const { scores, columns } = await q.transform(X, { axes: 1 });
  const center = X[3].map((v, i) => v - q.mean[i]);
  for (let r = 0; r < columns[0].to; r++) {
    const score = center.reduce((sum, v, i) => sum + v * B.at(i, r), 0);
    assert.ok(Math.abs(score - scores.at(3, r)) < 1e-12);
  }
  for (const kind of ['copies', 'blocks'] as const) {
    const [h, k] = [new PredictiveNormal(dense[0], kind), new PredictiveNormal(dense[0], kind)];
    const theta = Array.from({ length: h.parameters.total }, (_, i) => Math.sin(i) / 3);
    const expected = await h.moments(theta);
    await assertSame((await k.moments(theta, { form: 'structured' })).covariance, expected.covariance, 1e-12);
  }
  const full = new PredictiveNormal(permutationRepresentation(catalogue.cyclic(2)), 'full');
  await refuses('INVALID_ARGUMENT', () => full.moments([0, 0, 0, 0, 0], { form: 'structured' }), /full/);
});

test('moments that are streamed and merged, and what is refused with its size', async () => {
  const { dense, operators } = structuresOf([twin(FAMILIES[4](1)), onPairs(S6)], { largestGram: 3 });
  const [X, Y] = dense.map(({ dimension }, a) => testSamples(40, dimension, a + 1));
  const parts = [0, 20].map((from) => ({ x: X.slice(from, from + 20), y: Y.slice(from, from + 20) }));
  const [a, b] = await Promise.all(parts.map((part) => new SymmetricMoments(operators[0], operators[1]).push(part)));
  const found = await lstsqOf(a.merge(b), { form: 'structured', intercept: true });
  const expected = await lstsq(X, Y, dense[0], dense[1], { intercept: true });
  await assertSame(found.coefficients, expected.coefficients, 1e-11);
  const again = SymmetricMoments.fromJSON(JSON.parse(JSON.stringify(a.toJSON())), operators[0], operators[1]);
  assert.is(again.count, 40);
  assert.ok(
    deviation(operators[0].basis.data, isotypicStructure(operators[0].basis, dense[0].components).basis.data) < 1e-15,
  );
  const large = permutationRepresentation(catalogue.cyclic(20_000));
  await refuses(
    'OUT_OF_MEMORY',
    () => new SymmetricMoments(multiple(20_000, trivial) as PermutationRepresentation),
    /2\^28/,
  );
  const rows = testSamples(2, 20_000, 1);
  const blocks = await cov(rows, large, { form: 'structured' });
  await refuses('OUT_OF_MEMORY', () => blocks.toMatrix(), /20000×20000/);
  await refuses('OUT_OF_MEMORY', () => cov(rows, large), /20000/);
});

const trivial = permutationRepresentation(catalogue.cyclic(1));

test.run();
