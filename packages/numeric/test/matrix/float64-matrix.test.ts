import { IsotypicError } from '@isotypic/algebra';
import { Float64Matrix } from '@isotypic/numeric';
import { Float64, Table, tableFromArrays, vectorFromArray } from 'apache-arrow';
import { Matrix as MlMatrix } from 'ml-matrix';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const code = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof IsotypicError ? error.code : String(error);
  }
  return undefined;
};

test('from reads rows, layouts, ml-matrix and Arrow tables alike', () => {
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const arrow = { numRows: 2, numCols: 3, getChildAt: (j: number) => ({ length: 2, get: (i: number) => rows[i][j] }) };
  const sources = [
    rows,
    { data: [1, 2, 3, 4, 5, 6], rows: 2, cols: 3 },
    new MlMatrix(rows),
    arrow,
    rows.map((r) => Float32Array.from(r)),
  ];
  for (const source of sources) assert.equal(Float64Matrix.from(source).toRows(), rows);
});

test('tables and record batches of apache-arrow itself are read, missing values as NaN', () => {
  const table = tableFromArrays({
    east: Float64Array.of(1.5, -2, 3),
    west: Float32Array.of(0.5, 4, 8),
    count: Int32Array.of(1, 2, 3),
    long: BigInt64Array.of(10n, 20n, 30n),
  });
  const rows = [
    [1.5, 0.5, 1, 10],
    [-2, 4, 2, 20],
    [3, 8, 3, 30],
  ];
  assert.equal(Float64Matrix.from(table).toRows(), rows);
  assert.equal(Float64Matrix.from(table.slice(1, 3)).toRows(), rows.slice(1));
  assert.equal(Float64Matrix.from(table.batches[0]).toRows(), rows);
  const gaps = new Table({ x: vectorFromArray([1, null, 3], new Float64()) });
  assert.equal(Float64Matrix.from(gaps).toRows(), [[1], [Number.NaN], [3]]);
  assert.is(
    code(() => Float64Matrix.from(gaps, { finite: true })),
    'NOT_FINITE',
  );
  assert.is(
    code(() => Float64Matrix.from(tableFromArrays({ name: ['a', 'b'] }))),
    'INVALID_ARGUMENT',
  );
});

test('a float64 layout is wrapped, not copied, and rows are views', () => {
  const data = Float64Array.of(1, 2, 3, 4);
  const M = Float64Matrix.from({ data, rows: 2, cols: 2 });
  M.row(1)[0] = 7;
  M.rowRange(0, 1).data[1] = 9;
  assert.equal([...data], [1, 9, 7, 4]);
});

test('bad input is refused by kind', () => {
  assert.is(
    code(() => Float64Matrix.from([[1, 2], [3]])),
    'SHAPE_MISMATCH',
  );
  assert.is(
    code(() => Float64Matrix.from({ data: [1], rows: 1, cols: 2 })),
    'SHAPE_MISMATCH',
  );
  assert.is(
    code(() => Float64Matrix.from([[1, Number.NaN]], { finite: true })),
    'NOT_FINITE',
  );
  assert.is(
    code(() => Float64Matrix.from(7 as never)),
    'INVALID_ARGUMENT',
  );
  assert.is(
    code(() => new Float64Matrix(1e8, 1e8)),
    'OUT_OF_MEMORY',
  );
  assert.is(
    code(() => new Float64Matrix(-1, 2)),
    'INVALID_ARGUMENT',
  );
  assert.is(
    code(() => Float64Matrix.from([[1]]).row(1)),
    'INVALID_ARGUMENT',
  );
});

test('transpose agrees with its definition across tile edges', () => {
  const M = Float64Matrix.generate(33, 70, (i, j) => 100 * i + j);
  const T = M.transpose();
  for (let i = 0; i < 33; i++) for (let j = 0; j < 70; j++) assert.is(T.at(j, i), M.at(i, j));
});

test('printing aligns decimal points and elides the middle', () => {
  assert.is(
    Float64Matrix.from([
      [1, 0.5],
      [-20, 3.25],
    ]).toString(),
    '2×2\n  1  0.5\n-20  3.25',
  );
  assert.is(new Float64Matrix(0, 3).toString(), '0×3');
  const large = Float64Matrix.generate(100, 2, (i) => i)
    .toString()
    .split('\n');
  assert.is(large.length, 10);
  assert.ok(large[5].includes('⋮'));
  assert.is(Float64Matrix.from([[1e-9, 1e20]]).toString(), '1×2\n1e-9  1e+20');
});

test('the Frobenius norm neither overflows nor vanishes', () => {
  assert.is(Float64Matrix.from([[3e300, 4e300]]).norm(), 5e300);
  assert.ok(Math.abs(Float64Matrix.from([[3e-300, 4e-300]]).norm() / 5e-300 - 1) < 1e-15);
  assert.is(new Float64Matrix(2, 2).norm(), 0);
});

test.run();
