import { Fraction, Matrix, nullspace, randomSource, rank, rationals, solve } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agree, kinds } from './hard-systems.js';

for (const [name, make] of Object.entries(kinds)) {
  test(`all paths agree with plain fractions: ${name}, n = 50`, () => {
    agree(make(50, randomSource(11).below), `${name} n=50`, 'plain');
  });
  test(`all paths agree with fraction-free elimination: ${name}, n = 100`, () => {
    agree(make(100, randomSource(13).below), `${name} n=100`, 'fraction-free');
  });
}

// At 200 the twin takes minutes where entries are long: those are checked against their own equations instead.
for (const [name, make] of Object.entries(kinds)) {
  test(`all paths agree: ${name}, n = 200`, () => {
    const m = make(200, randomSource(17).below);
    const kernel = nullspace(m);
    assert.ok(m.times(kernel).isZero());
    assert.is(rank(m), m.cols - kernel.cols);
    assert.is(rank(kernel), kernel.cols);
    const rhs = m.times(Matrix.build(rationals, m.cols, 1, (i) => new Fraction((i % 5) - 2)));
    assert.ok(m.times(solve(m, rhs)).equals(rhs));
    for (const method of ['modular', 'sparse'] as const) assert.ok(nullspace(m, { method }).equals(kernel), method);
    if (name === 'random' || name === 'rank-deficient') {
      assert.ok(nullspace(m, { method: 'fraction-free' }).equals(kernel), 'fraction-free');
    }
  });
}

test.run();
