import { Cyclotomic, cyclotomics, Fraction, primeField, rationals } from '@isotypic/algebra';
import { fieldLaws } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rational = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([n, d]) => new Fraction(n, d));
const cyclotomic = (conductors: readonly number[], size: bigint) =>
  fc
    .tuple(
      fc.constantFrom(...conductors),
      fc.array(fc.tuple(fc.nat(59), fc.bigInt({ min: -size, max: size }), fc.bigInt({ min: 1n, max: size })), {
        maxLength: 4,
      }),
    )
    .map(([n, terms]) =>
      Cyclotomic.fromExponents(
        n,
        terms.map(([e, a, b]) => [e, new Fraction(a, b)] as const),
      ),
    );

test('ℚ', () => fieldLaws(rationals, rational, { seed: 1 }));
for (const p of [2, 3, 5, 101, 67108859]) {
  test(`GF(${p})`, () => fieldLaws(primeField(p), fc.nat(p - 1), { seed: 1 }));
}
test('cyclotomic numbers of mixed small conductors', () =>
  fieldLaws(cyclotomics, cyclotomic([1, 2, 3, 4, 5, 8, 9, 12], 9n), { seed: 1, runs: 60 }));
test('cyclotomic numbers of one conductor with coefficients beyond 53 bits', () =>
  fieldLaws(cyclotomics, cyclotomic([15], 10n ** 18n), { seed: 1, runs: 40 }));
test('cyclotomic numbers of conductor 60', () =>
  fieldLaws(cyclotomics, cyclotomic([60, 20], 5n), { seed: 1, runs: 30 }));

test('a broken field is caught, with the law named', () => {
  const broken = { ...primeField(7), mul: (a: number, b: number) => (a * b + (a === 3 && b === 4 ? 1 : 0)) % 7 };
  assert.throws(() => fieldLaws(broken, fc.nat(6), { seed: 1 }));
});

test.run();
