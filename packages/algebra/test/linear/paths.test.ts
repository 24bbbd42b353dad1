import {
  determinant,
  type EliminationMethod,
  Fraction,
  inverse,
  Matrix,
  nullspace,
  randomSource,
  rank,
  rationals,
  rref,
  solve,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Rational matrices of every kind that elimination finds hard. */
const kinds: Record<string, (n: number, below: (b: number) => number) => Matrix<Fraction>> = {
  random: (n, below) => Matrix.build(rationals, n, n, () => new Fraction(below(19) - 9)),
  'with fractions': (n, below) => Matrix.build(rationals, n, n, () => new Fraction(below(19) - 9, below(5) + 1)),
  'rank-deficient': (n, below) => {
    const inner = Math.max(0, Math.floor(n / 2));
    const left = Matrix.build(rationals, n, inner, () => new Fraction(below(7) - 3));
    return left.times(Matrix.build(rationals, inner, n, () => new Fraction(below(7) - 3)));
  },
  'ill-scaled': (n, below) =>
    Matrix.build(
      rationals,
      n,
      n,
      (i, j) => new Fraction(BigInt(below(19) - 9) * 10n ** BigInt(3 * i), 7n ** BigInt(j)),
    ),
  sparse: (n, below) => Matrix.build(rationals, n, n, () => new Fraction(below(10) === 0 ? below(9) - 4 : 0)),
  'identity minus permutation': (n, below) => {
    const images = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = below(i + 1);
      [images[i], images[j]] = [images[j] as number, images[i] as number];
    }
    return Matrix.build(rationals, n, n, (i, j) => new Fraction((i === j ? 1 : 0) - (images[j] === i ? 1 : 0)));
  },
  Hilbert: (n) => Matrix.build(rationals, n, n, (i, j) => new Fraction(1, i + j + 1)),
  wide: (n, below) => Matrix.build(rationals, Math.ceil(n / 2), n, () => new Fraction(below(5) - 2)),
  tall: (n, below) => Matrix.build(rationals, n, Math.ceil(n / 2), () => new Fraction(below(5) - 2)),
};
const methods: EliminationMethod[] = ['auto', 'fraction-free', 'modular', 'sparse'];

function agree(m: Matrix<Fraction>, label: string, twin: EliminationMethod): void {
  const expected = rref(m, { method: twin });
  for (const method of methods) {
    const found = rref(m, { method });
    assert.equal(found.pivots, expected.pivots, `${label}: pivots by ${method}`);
    assert.ok(found.matrix.equals(expected.matrix), `${label}: rref by ${method}`);
    assert.is(rank(m, { method }), expected.pivots.length, `${label}: rank by ${method}`);
    assert.ok(nullspace(m, { method }).equals(nullspace(m, { method: twin })), `${label}: nullspace by ${method}`);
    const image = m.times(Matrix.build(rationals, m.cols, 2, (i, j) => new Fraction(((i * 7 + j) % 5) - 2)));
    const solution = solve(m, image, { method });
    assert.ok(m.times(solution).equals(image), `${label}: solve by ${method}`);
    assert.ok(solution.equals(solve(m, image, { method: twin })), `${label}: solve by ${method}`);
    if (m.rows !== m.cols) continue;
    const det = determinant(m, { method: twin });
    assert.ok(rationals.eql(determinant(m, { method }), det), `${label}: determinant by ${method}`);
    if (!rationals.isZero(det) && m.rows <= 20) {
      assert.ok(m.times(inverse(m, { method })).equals(Matrix.identity(rationals, m.rows)), `${label}: inverse`);
    }
  }
}

for (const [name, make] of Object.entries(kinds)) {
  test(`all paths agree with plain fractions: ${name}`, () => {
    const random = randomSource(7);
    for (const n of [0, 1, 2, 3, 5, 10, 20]) agree(make(n, random.below), `${name} n=${n}`, 'plain');
  });
  test(`all paths agree with fraction-free elimination: ${name}, n = 50`, () => {
    if (name === 'ill-scaled' || name === 'with fractions' || name === 'Hilbert') return;
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
