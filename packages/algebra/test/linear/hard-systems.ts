/** Rational systems of every kind that elimination finds hard, and what it means that all paths agree on one. */
import {
  determinant,
  type EliminationMethod,
  Fraction,
  inverse,
  Matrix,
  nullspace,
  rank,
  rationals,
  rref,
  solve,
} from '@isotypic/algebra';
import * as assert from 'uvu/assert';

/** Rational matrices of every kind that elimination finds hard. */
export const kinds: Record<string, (n: number, below: (b: number) => number) => Matrix<Fraction>> = {
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

/**
 * rref, rank, kernel, solutions, determinant and (for small ones) inverse are the same on every path as on the twin.
 */
export function agree(m: Matrix<Fraction>, label: string, twin: EliminationMethod): void {
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
