import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation, trivialRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, lstsq, mean, reynolds, timeAsSamples } from '@isotypic/stats';
import { tableFromArrays } from 'apache-arrow';
import { Matrix } from 'ml-matrix';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { readCsv } from '../support/data.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const borings = readCsv('cork-borings.csv');

test('numbers that no one looks at first are refused all the same, wherever they stand', async () => {
  const fixed = trivialRepresentation(rep.group);
  const ones = borings.map(() => [1]);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const row of [0, 13, 27]) {
      for (const column of [0, 3]) {
        const X = borings.map((r, n) => r.map((v, j) => (n === row && j === column ? bad : v)));
        const place = new RegExp(`row ${row}, column ${column}`);
        await refuses('NOT_FINITE', () => cov(X, rep), place);
        await refuses('NOT_FINITE', () => lstsq(X, borings, rep, rep), place);
        await refuses('NOT_FINITE', () => lstsq(borings, X, rep, rep, { intercept: true }), place);
        // Y has components that X lacks.
        await refuses('NOT_FINITE', () => lstsq(ones, X, fixed, rep), place);
      }
    }
  }
});

test('rows, layouts, ml-matrix and Arrow tables are the same samples', async () => {
  const expected = await mean(borings, rep);
  const flat = borings.flat();
  const column = (j: number) => ({ length: 28, get: (i: number) => borings[i][j] });
  const forms = [
    borings.map((r) => Float64Array.from(r)),
    { data: Float64Array.from(flat), rows: 28, cols: 4 },
    { data: flat, rows: 28, cols: 4 },
    { data: Float32Array.from(flat), rows: 28, cols: 4 },
    { rows: 28, columns: 4, get: (i: number, j: number) => borings[i][j] },
    new Matrix(borings),
    tableFromArrays(
      Object.fromEntries(['n', 'e', 's', 'w'].map((name, j) => [name, Float64Array.from(borings, (r) => r[j])])),
    ),
    { numRows: 28, numCols: 4, getChildAt: column },
  ];
  for (const form of forms) assert.equal(await mean(form, rep), expected);
});

test('time steps become samples, explicitly', () => {
  // n = 2, D = 2, T = 3: x[n][d][t] = 100n + 10d + t.
  const data = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112];
  const { rows, cols, data: out } = timeAsSamples({ data, shape: [2, 2, 3] });
  assert.equal([rows, cols], [6, 2]);
  assert.equal(Array.from(out), [0, 10, 1, 11, 2, 12, 100, 110, 101, 111, 102, 112]);
  assert.throws(
    () => timeAsSamples({ data, shape: [2, 2, 2] }),
    (e: { code: string }) => e.code === 'SHAPE_MISMATCH',
  );
});

test('what is wrong with the data is said by name', async () => {
  const bad = borings.map((r) => [...r]);
  bad[5][1] = Number.POSITIVE_INFINITY;
  const cases: [() => Promise<unknown>, string, RegExp][] = [
    [() => cov(bad, rep, { missing: 'drop' }), 'NOT_FINITE', /Infinity in row 5, column 1/],
    [() => mean([[1, 2, 3]], rep), 'SHAPE_MISMATCH', /4 columns.*1×3/],
    [
      () =>
        mean(
          [
            [1, 2, 3, 4],
            [1, 2],
          ],
          rep,
        ),
      'SHAPE_MISMATCH',
      /row 1/,
    ],
    [() => mean([], rep), 'TOO_FEW_SAMPLES', /at least 1/],
    [() => cov([[1, 2, 3, 4]], rep), 'TOO_FEW_SAMPLES', /at least 2/],
    [() => cov(borings, rep, { weights: [1, 2] }), 'SHAPE_MISMATCH', /28/],
    [() => cov(borings, rep, { weights: borings.map((_, n) => (n === 3 ? -1 : 1)) }), 'INVALID_ARGUMENT', /row 3/],
    [() => mean('borings' as never, rep), 'INVALID_ARGUMENT', /rows of numbers/],
    [() => mean(borings, {} as never), 'INVALID_ARGUMENT', /representation/],
    [
      () => lstsq(borings, borings, rep, permutationRepresentation(catalogue.cyclic(4))),
      'INVALID_ARGUMENT',
      /one group/,
    ],
    [() => EquivariantNormal.fit(borings, rep, { shrinkage: 2 }), 'INVALID_ARGUMENT', /shrinkage/],
  ];
  for (const [call, code, message] of cases) {
    try {
      await call();
      assert.unreachable(String(message));
    } catch (error) {
      assert.is((error as { code: string }).code, code, (error as Error).message);
      assert.match((error as Error).message, message);
    }
  }
  assert.throws(
    () => reynolds([1, 2], rep),
    (e: { code: string }) => e.code === 'SHAPE_MISMATCH',
  );
  assert.throws(
    () => reynolds([1, 2, Number.NaN, 0], rep),
    (e: { code: string }) => e.code === 'NOT_FINITE',
  );
});

test('one sample has a variance where the mean is known', async () => {
  // Without invariant vectors nothing is estimated but the variance: N = 1 is enough, and 1/N is unbiased.
  const sign = permutationRepresentation(catalogue.cyclic(2));
  const S = await cov([[1, -1]], sign, { normalization: 'n' });
  assert.equal(
    Array.from(S.data),
    [1, -1, -1, 1].map((v) => v * S.at(0, 0)),
  );
});

test.run();
