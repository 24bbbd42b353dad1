import { determinant, Fraction, Matrix, nullspace, randomSource, rank, rationals, solve } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The multi-modular, sparse and fraction-free paths at the sizes where they are used. */
for (const n of [100, 200]) {
  test(`all paths agree at n = ${n}`, () => {
    const { below } = randomSource(n);
    const r = Math.floor(0.9 * n);
    const left = Matrix.build(rationals, n, r, () => new Fraction(below(7) - 3));
    const image = Array.from({ length: n }, (_, i) => (37 * i + 11) % n);
    const inputs = {
      random: Matrix.build(rationals, n, n, () => new Fraction(below(19) - 9)),
      'rank-deficient': left.times(Matrix.build(rationals, r, n, () => new Fraction(below(7) - 3))),
      sparse: Matrix.build(rationals, n, n, () => new Fraction(below(n) < 3 ? below(9) - 4 : 0)),
      'identity minus permutation': Matrix.build(
        rationals,
        n,
        n,
        (i, j) => new Fraction((i === j ? 1 : 0) - (image[j] === i ? 1 : 0)),
      ),
    };
    for (const [name, m] of Object.entries(inputs)) {
      const kernel = nullspace(m, { method: 'fraction-free' });
      const rhs = m.times(Matrix.build(rationals, n, 1, (i) => new Fraction((i % 5) - 2)));
      const solution = solve(m, rhs, { method: 'fraction-free' });
      const det = determinant(m, { method: 'fraction-free' });
      for (const method of ['auto', 'modular', 'sparse'] as const) {
        assert.ok(nullspace(m, { method }).equals(kernel), `${name}: nullspace by ${method}`);
        assert.is(rank(m, { method }), n - kernel.cols, `${name}: rank by ${method}`);
        assert.ok(solve(m, rhs, { method }).equals(solution), `${name}: solve by ${method}`);
        assert.ok(rationals.eql(determinant(m, { method }), det), `${name}: determinant by ${method}`);
      }
    }
  });
}

test.run();
