/** Elementary number theory that only the packages of this workspace see. */
import { binomial, factorial } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('binomial coefficients: quotients of factorials, 0 outside 0 ≤ k ≤ n', () => {
  for (let n = 0; n <= 70; n++) {
    for (let k = 0; k <= n; k++) {
      assert.is(binomial(n, k), factorial(n) / (factorial(k) * factorial(n - k)), `C(${n}, ${k})`);
    }
    assert.is(binomial(n, -1), 0n);
    assert.is(binomial(n, n + 1), 0n);
  }
});

test.run();
