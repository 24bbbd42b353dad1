import { determinant, Fraction, Matrix, nullspace, randomSource, rank, rationals, solve } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agree, kinds } from './hard-systems.js';

/** Fractions of hundreds of digits: plain elimination takes many minutes at 50, fraction-free at 100. */
const LONGEST = 'ill-scaled';

for (const [name, make] of Object.entries(kinds)) {
  const twin = name === LONGEST ? 'fraction-free' : 'plain';
  test(`all paths agree with ${twin} elimination: ${name}, n = 50`, () => {
    agree(make(50, randomSource(11).below), `${name} n=50`, twin);
  });
}

/**
 * Where the twin would take minutes, answers are held against their own equations, and the fast paths against each
 * other.
 */
for (const n of [100, 200]) {
  for (const [name, make] of Object.entries(kinds)) {
    test(`all paths agree: ${name}, n = ${n}`, () => {
      const m = make(n, randomSource(n).below);
      const kernel = nullspace(m);
      assert.ok(m.times(kernel).isZero());
      assert.is(rank(m), m.cols - kernel.cols);
      assert.is(rank(kernel), kernel.cols);
      const rhs = m.times(Matrix.build(rationals, m.cols, 1, (i) => new Fraction((i % 5) - 2)));
      assert.ok(m.times(solve(m, rhs)).equals(rhs));
      const square = m.rows === m.cols;
      const det = square ? determinant(m) : rationals.zero;
      if (square) assert.is(rationals.isZero(det), kernel.cols > 0);
      const twins = n === 100 && name !== LONGEST ? (['fraction-free'] as const) : [];
      for (const method of ['modular', 'sparse', ...twins] as const) {
        assert.ok(nullspace(m, { method }).equals(kernel), `nullspace by ${method}`);
        if (square) assert.ok(rationals.eql(determinant(m, { method }), det), `determinant by ${method}`);
      }
    });
  }
}

test.run();
