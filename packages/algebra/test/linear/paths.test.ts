import { determinant, Fraction, Matrix, nullspace, randomSource, rank, rationals, rref } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agree, kinds } from './hard-systems.js';

const LONG_ENTRIES = ['ill-scaled', 'with fractions', 'Hilbert'];

for (const [name, make] of Object.entries(kinds)) {
  test(`all paths agree with plain fractions: ${name}`, () => {
    const random = randomSource(7);
    for (const n of [0, 1, 2, 3, 5, 10, 20]) agree(make(n, random.below), `${name} n=${n}`, 'plain');
  });
  // Entries of hundreds of digits make the twin slow at 50: those kinds run at 50 and beyond in the slow suite.
  if (LONG_ENTRIES.includes(name)) continue;
  test(`all paths agree with fraction-free elimination: ${name}, n = 50`, () => {
    agree(make(50, randomSource(11).below), `${name} n=50`, 'fraction-free');
  });
}

test('a planted bad prime is caught by the exact check', () => {
  const p = 16777213; // the first prime that would be used
  const of = (rows: number[][]) =>
    Matrix.fromRows(
      rationals,
      rows.map((r) => r.map((x) => new Fraction(x))),
    );
  const filler = Matrix.build(rationals, 6, 6, (i, j) => new Fraction(((i * i + 3 * j + i * j) % 11) - 5));
  // modulo p the first column is 0, or two columns are equal, or the determinant is 0: over ℚ none of it is true
  const rows = filler.toRows();
  const multiples = rows.map((row, i) => [new Fraction(p * (i + 1)), ...row]);
  for (const m of [
    of([
      [p, 1, 1, 2, 0, 3],
      [0, 1, 0, 1, 1, 1],
      [2 * p, 2, 2, 4, 0, 6],
      [0, 3, 1, 1, 2, 1],
      [p, 5, 1, 4, 1, 5],
    ]),
    Matrix.fromRows(rationals, multiples),
    of([
      [1, p + 1, 3, 1, 2, 2],
      [1, 1, 2, 2, 1, 1],
      [2, 2, 1, 1, 5, 3],
      [1, 1, 7, 3, 1, 4],
      [3, 3, 9, 2, 1, 1],
    ]),
  ]) {
    for (const method of ['modular', 'sparse'] as const) {
      const primes = [p, 16777199, 16777183];
      const expected = rref(m, { method: 'plain' });
      assert.equal(rref(m, { method, primes }).pivots, expected.pivots);
      assert.ok(rref(m, { method, primes }).matrix.equals(expected.matrix));
      assert.is(rank(m, { method, primes }), expected.pivots.length);
      // with nothing but the bad prime there is no answer rather than a wrong one
      assert.throws(() => rref(m, { method, primes: [p] }));
    }
  }
  const singularModP = of([
    [p, 0],
    [0, 1],
  ]);
  assert.is(determinant(singularModP, { method: 'modular' }).toFraction(), String(p));
});

test('elimination reports its columns and keeps to its budget', () => {
  const m = Matrix.build(rationals, 10, 14, (i, j) => new Fraction(((i * i + 3 * j + i * j * j) % 23) - 11));
  const seen: number[] = [];
  const kernel = nullspace(m, { method: 'modular', onProgress: ({ done }) => seen.push(done) });
  assert.equal(
    seen,
    Array.from({ length: kernel.cols }, (_, k) => k),
  );
  assert.throws(
    () => nullspace(m, { method: 'modular', budget: 2 }),
    (e: unknown) => (e as { code?: string }).code === 'BUDGET_EXCEEDED',
  );
});

test.run();
