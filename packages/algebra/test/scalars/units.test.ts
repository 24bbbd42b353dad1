import { eulerPhi, gcd, unitGenerators } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the generators are units and give all of them', () => {
  for (let n = 1; n <= 400; n++) {
    const generators = unitGenerators(n);
    assert.ok(generators.every((g) => g > 1 && g < n && gcd(g, n) === 1));
    const reached = new Set([1 % n]);
    for (const a of reached) for (const g of generators) reached.add((a * g) % n);
    assert.is(reached.size, eulerPhi(n), `n = ${n}`);
  }
});

test('large moduli cost a factorization, not a list of their units', () => {
  const n = 232792560; // lcm of 1 … 20
  const generators = unitGenerators(n);
  assert.is(generators.length, 9); // −1 and 5 modulo 16, one for each of 9, 5, 7, 11, 13, 17, 19
  assert.ok(generators.every((g) => gcd(g, n) === 1));
});

test.run();
