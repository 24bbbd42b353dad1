import { openBackend, standardNormals } from '@isotypic/numeric';
import { unchangedBasis } from '@isotypic/numeric/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Float64Pipeline } from '../../dist/backend/float64-pipeline.js';
import { StepCounts } from '../../dist/backend/steps.js';
import { withBlas } from '../../dist/kernels/arena.js';
import { PlainBlas } from '../../dist/kernels/plain-blas.js';
import { fourierPlan } from '../../dist/pipeline/fourier.js';
import { openRunner } from '../../dist/pipeline/runner.js';
import { blocksFor, changeOfBasis, SHAPES, space } from './spaces.js';
import { checkAverages, checkPipeline } from './suite.js';

test('every operation agrees with its definition on the WebAssembly kernels', async () => {
  const backend = await openBackend();
  assert.is(backend.info().engine, 'wasm-simd');
  await checkPipeline(backend);
  await checkAverages(backend);
  await backend.close();
});

const plainTwin = () => new Float64Pipeline(withBlas(new PlainBlas(), openRunner), new StepCounts(), 'a test');

test('and on the plain twin', async () => {
  const pipeline = plainTwin();
  await checkPipeline(pipeline, SHAPES, [1, 130]);
  await checkAverages(pipeline, [1, 130]);
});

test('characters of abelian groups go through fast transforms, other matrices do not', () => {
  for (const shape of SHAPES) {
    for (const summand of changeOfBasis(shape, 1).summands) {
      const isAbelian = summand.cycles !== undefined && summand.points.length >= 16;
      assert.is(
        fourierPlan(summand) !== null && summand.cycles !== undefined,
        isAbelian && !hasLargePrime(summand.cycles),
      );
      // The same matrix said to be of characters that it is not of.
      if (isAbelian && summand.cycles?.length === 1) {
        const data = summand.matrix.data.slice();
        data[0] += 1e-9;
        assert.is(fourierPlan({ ...summand, matrix: { ...summand.matrix, data } }), null);
      }
    }
  }
});

const hasLargePrime = (cycles: readonly number[] = []) => cycles.some((n) => [17, 19, 23].some((p) => n % p === 0));

test('means far from zero cost no digits: chunks are centered on their own', async () => {
  const backend = await openBackend();
  const near = space({ components: [[2, 2]], summands: [4] }, 3000, 5);
  const data = near.rows.data.map((v, e) => Math.round(2 ** 20 * v) / 2 ** 20 + 2 ** 24 * (1 + (e % 4)));
  const exact = near.rows.data.map((v) => Math.round(2 ** 20 * v) / 2 ** 20);
  const request = { pairs: [[0, 0]] as const, centered: true };
  const shift = Float64Array.from({ length: 4 }, (_, j) => 2 ** 24 * (1 + j) + 0.25);
  const far = await backend.pooledGrams({ ...request, spaces: [{ ...near, rows: { ...near.rows, data }, shift }] });
  const want = await backend.pooledGrams({ ...request, spaces: [{ ...near, rows: { ...near.rows, data: exact } }] });
  far.grams[0][0].data.forEach((v, e) => {
    assert.ok(Math.abs(v - want.grams[0][0].data[e]) <= 1e-13 * want.grams[0][0].data[0]);
  });
  await backend.close();
});

test('numbers that are not finite are seen', async () => {
  const backend = await openBackend();
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const at of [0, 5, 998]) {
      const { rows, basis } = space({ components: [[3, 1]], summands: [1, 1, 1] }, 333, 1);
      rows.data[at] = bad;
      for (const pairs of [[[0, 0]] as const, []]) {
        const found = await backend.pooledGrams({ spaces: [{ rows, basis }], pairs, centered: true });
        assert.not.ok(found.isFinite);
      }
    }
  }
  await backend.close();
});

test('coordinates that Gram matrices kept serve residuals of these samples until others take their place', async () => {
  const backend = await openBackend();
  const [x, y] = [1, 2].map((seed) => space(SHAPES[3], 333, seed));
  const basis = x.basis;
  const pair = [x, { ...y, basis }];
  const others = [3, 4].map((seed) => ({ ...space(SHAPES[3], 333, seed), basis }));
  const blocks = blocksFor(basis, basis);
  const grams = (spaces: typeof pair) =>
    backend.pooledGrams({ spaces, pairs: [[1, 0]], centered: false, forResiduals: true });
  const residuals = () => backend.blockResiduals({ x: pair[0], y: pair[1], blocks });
  const before = await residuals();
  await grams(pair);
  x.rows.data[0] += 1; // seen only by who reads the rows again
  assert.equal(await residuals(), before);
  await grams(others);
  const after = await residuals();
  assert.not.equal(after, before);
  x.rows.data[0] -= 1;
  assert.equal(await residuals(), before);
  await backend.close();
});

/** Cells in long runs, one of them in two; one longer than a run may be; and cells that lie in no runs. */
const LABELS = [
  Int32Array.from({ length: 97 }, (_, j) => (j < 40 || j >= 57 ? 0 : 1)),
  Int32Array.from({ length: 5001 }, (_, j) => (j < 5000 ? 1 : 0)),
  Int32Array.from({ length: 60 }, (_, j) => j % 3),
];

test('means over cells of variables are those of the means of variables', async () => {
  const plain = plainTwin();
  const backend = await openBackend();
  for (const pipeline of [backend, plain]) {
    for (const label of LABELS) {
      const D = label.length;
      const basis = unchangedBasis(D, [{ offset: 0, width: D, pooled: 1 }]);
      const shift = Float64Array.from(label, (cell) => 1e9 * (cell + 1));
      for (const N of [1, 37, 300]) {
        const rows = standardNormals(N, D, N).map((v, _, j) => v + shift[j]);
        const roots = N === 37 ? Float64Array.from({ length: N }, (_, n) => 0.5 + (n % 3)) : undefined;
        const request = { spaces: [{ rows, basis, shift }], pairs: [], centered: true, roots };
        const [columns, cells] = [
          await pipeline.pooledGrams(request),
          await pipeline.pooledGrams({ ...request, cells: [label] }),
        ];
        const [want, got] = [columns, cells].map(({ means }) => overCells(means[0], label));
        // what is left of the shift, of the order of 1, to the rounding of at most 1100 terms
        for (const [c, mean] of got.entries()) {
          assert.ok(Math.abs(mean - want[c]) <= 1100 * 2 ** -52, `${D}, ${N}, ${c}`);
        }
      }
    }
  }
  await backend.close();
});

function overCells(means: Float64Array, label: Int32Array): number[] {
  const [sums, sizes]: [number[], number[]] = [[], []];
  label.forEach((cell, j) => {
    sums[cell] = (sums[cell] ?? 0) + means[j];
    sizes[cell] = (sizes[cell] ?? 0) + 1;
  });
  return sums.map((sum, c) => sum / sizes[c]);
}

test('cells that are not one for each variable are refused', async () => {
  const backend = await openBackend();
  const { rows, basis } = space({ components: [[3, 1]], summands: [1, 1, 1] }, 5, 1);
  for (const [label, code] of [
    [Int32Array.of(0, 0), 'SHAPE_MISMATCH'],
    [Int32Array.of(0, -1, 0), 'INVALID_ARGUMENT'],
  ] as const) {
    try {
      await backend.pooledGrams({ spaces: [{ rows, basis }], pairs: [], centered: true, cells: [label] });
      assert.unreachable();
    } catch (error) {
      assert.is((error as { code?: string }).code, code);
    }
  }
  await backend.close();
});

test('factors that are not those of the matrix are refused', async () => {
  const backend = await openBackend();
  const { rows, basis } = space({ components: [[6, 1]], summands: [{ orbits: [4, 2] }] }, 5, 1);
  const [{ factors, ...summand }] = basis.summands;
  assert.ok(factors);
  const [first, ...others] = factors?.blocks ?? [];
  const scaled = { ...first, matrix: first.matrix.data.map((v) => 1.001 * v) };
  const data = { ...first.matrix, data: scaled.matrix };
  const wrong = { ...summand, factors: { ...factors, blocks: [{ ...first, matrix: data }, ...others] } };
  try {
    await backend.toCoordinates({ rows, basis: { ...basis, summands: [wrong] } });
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'INVALID_ARGUMENT');
  }
  await backend.close();
});

test.run();
