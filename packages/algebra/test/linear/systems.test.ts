import {
  Cyclotomic,
  cyclotomics,
  determinant,
  type Field,
  IsotypicError,
  inverse,
  Matrix,
  nullspace,
  primeField,
  rank,
  rationals,
  rref,
  solve,
  toFloat64,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const fields: [Field<unknown>, fc.Arbitrary<unknown>][] = [
  [
    rationals,
    fc
      .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 3 }))
      .map(([a, b]) => rationals.parse(`${a}/${b}`)),
  ],
  [primeField(2), fc.integer({ min: 0, max: 1 })],
  [primeField(7), fc.integer({ min: 0, max: 6 })],
  [
    cyclotomics,
    fc
      .tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -1, max: 1 }), fc.constantFrom(3, 4, 5))
      .map(([a, b, n]) => Cyclotomic.parse(`${a}+${b}*E(${n})`)),
  ],
] as unknown as [Field<unknown>, fc.Arbitrary<unknown>][];

for (const [field, element] of fields) {
  const matrix = fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
    .chain(([rows, cols]) =>
      fc
        .array(element, { minLength: rows * cols, maxLength: rows * cols })
        .map((entries) => new Matrix(field, rows, cols, entries)),
    );

  test(`${field.name}: rank + nullity = columns, and the kernel is killed`, () => {
    fc.assert(
      fc.property(matrix, (m) => {
        const kernel = nullspace(m);
        assert.is(rank(m) + kernel.cols, m.cols);
        assert.ok(m.times(kernel).isZero());
        assert.is(rank(kernel), kernel.cols);
        assert.is(rank(m.transpose()), rank(m));
        const reduced = rref(m);
        assert.ok(rref(reduced.matrix).matrix.equals(reduced.matrix));
      }),
      { numRuns: 40 },
    );
  });

  test(`${field.name}: inverses, determinants and solutions`, () => {
    fc.assert(
      fc.property(matrix, (m) => {
        if (m.rows !== m.cols) return;
        const n = m.rows;
        const det = determinant(m);
        if (rank(m) < n) {
          assert.ok(field.isZero(det));
          assert.throws(
            () => inverse(m),
            (e: unknown) => e instanceof IsotypicError && e.code === 'SINGULAR' && e.details.rank === rank(m),
          );
          return;
        }
        const inv = inverse(m);
        assert.ok(m.times(inv).equals(Matrix.identity(field, n)));
        assert.ok(field.eql(field.mul(det, determinant(inv)), field.one));
        const b = Array.from({ length: n }, (_, i) => field.fromInteger(i + 1));
        const x = new Matrix(field, n, 1, solve(m, b));
        assert.ok(m.times(x).equals(new Matrix(field, n, 1, b)));
      }),
      { numRuns: 40 },
    );
  });
}

test('an inconsistent system is refused with its rank', () => {
  const m = Matrix.fromRows(
    rationals,
    [
      [1, 2],
      [2, 4],
    ].map((r) => r.map((x) => rationals.fromInteger(x))),
  );
  try {
    solve(m, [rationals.one, rationals.one]);
    assert.unreachable();
  } catch (e) {
    assert.ok(e instanceof IsotypicError && e.code === 'SINGULAR');
    assert.is((e as IsotypicError).details.rank, 1);
  }
});

test('mixing fields names both', () => {
  const a = Matrix.identity(primeField(5), 2);
  const b = Matrix.identity(primeField(7), 2);
  assert.throws(() => a.times(b), /GF\(5\).*GF\(7\)/);
});

test('toFloat64 rounds each entry once', () => {
  const m = Matrix.fromRows(
    cyclotomics,
    [
      ['1/3', 'E(5)+E(5)^4'],
      ['E(8)-E(8)^3', '0'],
    ].map((r) => r.map(Cyclotomic.parse)),
  );
  assert.equal(Array.from(toFloat64(m).data), [1 / 3, (Math.sqrt(5) - 1) / 2, Math.SQRT2, 0]);
});

test.run();
