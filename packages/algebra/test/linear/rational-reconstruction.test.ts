import { Cyclotomic, cyclotomics, Matrix, nullspace } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reconstructVector } from '../../dist/linear/rational-reconstruction.js';

/** Primes below 2²⁴ that are 1 modulo 35: modulo all of them −1/35 looks like the integer (m − 1)/35. */
const PRIMES = [16776971n, 16776901n, 16776691n, 16776481n, 16775431n];

function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, t0, t1] = [m, ((a % m) + m) % m, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
  }
  return t0;
}

test('fractions whose denominator divides m − 1 are not taken for integers', () => {
  const m = PRIMES.reduce((a, b) => a * b);
  const thirtyFifth = inverse(35n, m);
  for (const vector of [[-1n], [-1n, 5n], [-6n, 11n, 1n], [1n, -35n, 0n]]) {
    const found = reconstructVector(
      vector.map((n) => (n * thirtyFifth) % m),
      m,
    );
    assert.ok(found);
    // n/35 as found: numerator·35 = n·denominator
    assert.equal(
      found?.numerators.map((n) => n * 35n),
      vector.map((n) => n * (found?.denominator ?? 0n)),
    );
  }
});

test('a vector of small fractions is recovered from its residues', () => {
  const m = PRIMES.reduce((a, b) => a * b);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 999 }),
      (numerators, denominator) => {
        const d = inverse(BigInt(denominator), m);
        const found = reconstructVector(
          numerators.map((n) => (BigInt(n) * d) % m),
          m,
        );
        assert.ok(found);
        assert.equal(
          found?.numerators.map((n) => n * BigInt(denominator)),
          numerators.map((n) => BigInt(n) * (found?.denominator ?? 0n)),
        );
      },
    ),
  );
});

test('a kernel over ℚ(ζ₃₅) whose coordinates are −1/35 of a root of unity is found', () => {
  const zeta = Cyclotomic.rootOfUnity(35);
  const system = Matrix.fromRows(cyclotomics, [
    [Cyclotomic.fromRational(35).times(zeta), Cyclotomic.one, Cyclotomic.rootOfUnity(35, 3)],
    [Cyclotomic.fromRational(70), Cyclotomic.rootOfUnity(35, 34).times(Cyclotomic.fromRational(2)), Cyclotomic.one],
  ]);
  for (const method of ['auto', 'modular'] as const) {
    const kernel = nullspace(system, { method });
    assert.is(kernel.cols, 1);
    assert.ok(system.times(kernel).isZero());
  }
});

test.run();
