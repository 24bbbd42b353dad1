/** Roots in abelian fields, against fields made by hand: a random sum of roots of unity and its own conjugates. */
import { Cyclotomic, cyclotomics, gcd, Polynomial } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { abelianRoots } from '../../dist/scalars/abelian-roots.js';

/** ∏ (x − σθ) over the distinct conjugates, as integers: θ is an algebraic integer. */
function minimalPolynomial(θ: Cyclotomic): bigint[] {
  const product = θ
    .conjugates()
    .reduce((f, root) => f.times(Polynomial.linear(cyclotomics, root)), new Polynomial(cyclotomics, [Cyclotomic.one]));
  return product.coefficients.map((c) => {
    const { s, n, d } = c.toFraction();
    assert.is(d, 1n);
    return s * n;
  });
}

const primesUpTo = (n: number): number[] =>
  Array.from({ length: n - 1 }, (_, i) => i + 2).filter((p) =>
    Array.from({ length: p - 2 }, (_, i) => i + 2).every((d) => p % d !== 0),
  );

const element = fc
  .record({
    n: fc.constantFrom(5, 7, 8, 9, 11, 12, 13, 15, 16, 20, 21, 24, 25, 27, 28, 35, 36, 40, 63, 91),
    exponents: fc.array(fc.tuple(fc.nat(90), fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 4 }),
    // Sums over a group of units make elements of proper subfields.
    unit: fc.nat(90),
  })
  .map(({ n, exponents, unit }) => {
    const x = Cyclotomic.fromExponents(
      n,
      exponents.map(([e, c]) => [e % n, c] as const),
    );
    const u = Array.from({ length: n }, (_, k) => (unit + k) % n).find((k) => gcd(k, n) === 1) as number;
    let sum = x;
    for (let power = u; power !== 1; power = (power * u) % n) sum = sum.plus(x.galois(power));
    return { n, θ: sum };
  })
  .filter(({ θ }) => θ.conjugates().length <= 12);

test('the roots of the minimal polynomial of a sum of roots of unity are its conjugates', () => {
  fc.assert(
    fc.property(element, ({ θ }) => {
      const roots = abelianRoots(minimalPolynomial(θ), primesUpTo(97));
      const text = (xs: readonly Cyclotomic[]): string[] => xs.map(String).sort();
      assert.equal(text(roots ?? []), text(θ.conjugates()));
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('polynomials with another Galois group, or ramified elsewhere, are refused', () => {
  assert.is(abelianRoots([1n, -4n, 0n, 1n], primesUpTo(300)), null); // x³ − 4x + 1: group S₃, discriminant 229
  assert.is(abelianRoots([1n, 0n, -4n, -1n, 1n], primesUpTo(2000)), null); // x⁴ − x³ − 4x² + 1, S₄
  assert.is(abelianRoots([-1n, -2n, 1n, 1n], [2, 3, 5]), null); // x³ + x² − 2x − 1, of conductor 7
  assert.is(abelianRoots([-1n, -2n, 1n, 1n], [7])?.length, 3);
});

test.run();
