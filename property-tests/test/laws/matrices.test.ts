import { Cyclotomic, cyclotomics, type EliminationMethod, Fraction, primeField, rationals } from '@isotypic/algebra';
import { assertLaws, matrixLaws } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';

const rational = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => new Fraction(n, d));
const cyclotomic = fc
  .tuple(fc.constantFrom(3, 4, 5, 8), fc.nat(7), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2, max: 2 }))
  .map(([n, e, a, b]) =>
    Cyclotomic.fromExponents(n, [
      [e, a],
      [0, b],
    ]),
  );

for (const method of ['auto', 'plain', 'fraction-free', 'modular', 'sparse'] as EliminationMethod[]) {
  test(`ℚ, ${method}`, () => assertLaws(matrixLaws(rationals, rational, { method, seed: 2, size: 6 })));
}
for (const p of [2, 3, 101]) {
  test(`GF(${p})`, () => assertLaws(matrixLaws(primeField(p), fc.nat(p - 1), { seed: 2, size: 6 })));
}
for (const method of ['auto', 'plain', 'modular'] as EliminationMethod[]) {
  test(`cyclotomic numbers, ${method}`, () =>
    assertLaws(matrixLaws(cyclotomics, cyclotomic, { method, seed: 2, size: 3, runs: 10 })));
}

test.run();
