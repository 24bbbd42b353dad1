import { divisors, eulerPhi, factor, gcd, isPrime, lcm } from '@isotypic/algebra';
import { gcdBig, isqrt, unitGenerators } from '@isotypic/algebra/internal';
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

test('gcd(NaN, 3) and other numbers that are no integers are refused', () => {
  const refused = (call: () => unknown, text: RegExp): void => assert.throws(call, text);
  refused(() => gcd(Number.NaN, 3), /gcd: expected a to be an integer, got NaN/);
  refused(() => gcd(3, 0.5), /b to be an integer/);
  refused(() => gcd(Number.POSITIVE_INFINITY, 2), /a to be an integer/);
  refused(() => lcm(2, Number.NaN), /b to be an integer/);
  refused(() => lcm(2 ** 52 - 1, 2 ** 52 - 3), /Multiply bigints/);
  refused(() => gcdBig(4 as never, 6n), /a to be a bigint.*4n/);
  refused(() => isqrt(-1n), /n to be a bigint from 0n on/);
  refused(() => factor(0), /n to be an integer from 1 on/);
  refused(() => eulerPhi(Number.NaN), /n to be an integer from 1 on/);
  refused(() => divisors(-4), /n to be an integer from 1 on/);
  refused(() => unitGenerators(1.5), /n to be an integer from 1 on/);
  refused(() => isPrime('7' as never), /n to be an integer/);
  assert.is(isPrime(Number.NaN), false);
  assert.is(gcd(-4, 6), 2);
});

test.run();
