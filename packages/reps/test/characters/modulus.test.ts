/** Arithmetic on doubles modulo primes of every size, against BigInt. */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isPrime, Modulus, splittingPrime } from '../../dist/characters/modulus.js';

/**
 * Primes from where products are single doubles to where they go through BigInt; 2²⁵·⁹ leaves room for one product
 * only.
 */
const primes = [2, 3, 12289, 2 ** 25.6, 2 ** 25.9, 2 ** 30, 2 ** 40, 2 ** 49.5, 2 ** 49.7, 2 ** 49.9, 2 ** 51].map(
  (bound) => (bound < 10_000 ? bound : splittingPrime(4, bound)),
);

for (const p of primes) {
  const modulus = new Modulus(p);
  const residue = fc.bigInt(0n, BigInt(p) - 1n).map(Number);

  test(`modulo ${p}: products`, () => {
    fc.assert(
      fc.property(residue, residue, (a, b) => BigInt(modulus.mul(a, b)) === (BigInt(a) * BigInt(b)) % BigInt(p)),
    );
    for (const a of [0, 1, p - 1]) assert.is(BigInt(modulus.mul(a, p - 1)), (BigInt(a) * BigInt(p - 1)) % BigInt(p));
  });

  test(`modulo ${p}: dot products, products by entry and elimination`, () => {
    const vectors = fc.integer({ min: 1, max: 40 }).chain((n) => {
      const vector = fc.array(fc.oneof(residue, fc.constant(p - 1)), { minLength: n, maxLength: n });
      return fc.tuple(vector, vector);
    });
    fc.assert(
      fc.property(vectors, residue, ([v, w], c) => {
        const expected = v.reduce((sum, x, i) => sum + BigInt(x) * BigInt(w[i]), 0n) % BigInt(p);
        assert.is(BigInt(modulus.dot(Float64Array.from(v), Float64Array.from(w))), expected);
        const entries = modulus.multiply(Float64Array.from(v), Float64Array.from(w));
        entries.forEach((x, i) => {
          assert.is(BigInt(x), (BigInt(v[i]) * BigInt(w[i])) % BigInt(p));
        });
        const target = Float64Array.from(v);
        modulus.eliminate(target, Float64Array.from(w), c);
        target.forEach((x, i) => {
          const difference = (BigInt(v[i]) - BigInt(c) * BigInt(w[i])) % BigInt(p);
          assert.is(BigInt(x), (difference + BigInt(p)) % BigInt(p));
        });
      }),
    );
  });

  test(`modulo ${p}: products just above a multiple of p, whose rounded quotient may be one too small`, () => {
    for (let k = 1; k <= 500; k++) {
      // spread over the field by the golden ratio
      const a = 1 + Math.floor(((k * 0.6180339887498949) % 1) * (p - 1));
      assert.is(modulus.mul(a, modulus.inv(a)), 1 % p, `${a}`);
    }
  });

  test(`modulo ${p}: inverses`, () => {
    fc.assert(
      fc.property(
        residue.filter((a) => a !== 0),
        (a) => modulus.mul(a, modulus.inv(a)) === 1 % p,
      ),
    );
  });
}

test('primality above 2²⁶ is that of trial division', () => {
  const byDivision = (n: number): boolean => {
    for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false;
    return n % 2 === 1;
  };
  for (let n = 2 ** 26; n < 2 ** 26 + 2000; n++) assert.is(isPrime(n), byDivision(n), `${n}`);
  // a Carmichael number with three large factors, and strong pseudoprimes to the bases 2, 3, 5 and 2, …, 13
  for (const n of [1729 * 294409, 25326001, 3474749660383]) assert.is(isPrime(n), false, `${n}`);
});

test.run();
