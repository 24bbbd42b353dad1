import {
  cyclotomics,
  type Field,
  Fraction,
  finiteField,
  IsotypicError,
  primeField,
  rationals,
} from '@isotypic/algebra';
import { assertLaws, cyclotomic, fieldLaws, rational } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

function holds<T>(title: string, field: Field<T>, element: fc.Arbitrary<T>, runs = 100): void {
  for (const { name, check } of fieldLaws(field, element, { seed: 1, runs })) test(`${title}, ${name}`, check);
}

holds('ℚ', rationals, rational());
for (const p of [2, 3, 5, 101, 67108859]) holds('prime fields', primeField(p), fc.nat(p - 1));
for (const q of [4, 8, 9, 25, 49]) holds('finite fields', finiteField(q), fc.nat(q - 1), 30);
holds('cyclotomic numbers of mixed small conductors', cyclotomics, cyclotomic(), 60);
const large = cyclotomic({ conductors: [15], size: 10n ** 18n });
holds('cyclotomic numbers of one conductor with coefficients beyond 53 bits', cyclotomics, large, 40);
holds('cyclotomic numbers of conductor 60', cyclotomics, cyclotomic({ conductors: [60, 20], size: 5n }), 30);

const F = primeField(7);
const mutants: readonly (readonly [string, string, Partial<Field<number>>])[] = [
  ['a product wrong for one pair', 'ab = ba', { mul: (a, b) => (a * b + (a === 3 && b === 4 ? 1 : 0)) % 7 }],
  [
    'a symmetric product that is not associative',
    '(ab)c = a(bc)',
    { mul: (a, b) => (a * b + (a * b === 12 ? 1 : 0)) % 7 },
  ],
  ['a sum off by one', 'a + 0 = a·1 = a', { add: (a, b) => (a + b + 1) % 7 }],
  ['a product that does not distribute', 'a(b + c) = ab + ac', { mul: (a, b) => (a + b) % 7 }],
  ['a wrong inverse of one element', 'a·a⁻¹ = 1', { inv: (a) => (a === 3 ? 2 : F.inv(a)) }],
  ['division upside down', 'b/a = b·a⁻¹', { div: (a, b) => F.div(b, a) }],
  ['a negative that is none', 'a + (−a) = 0', { neg: (a) => a }],
  ['a difference the wrong way round', 'a − b = a + (−b)', { sub: (a, b) => F.sub(b, a) }],
  ['an equality that is too generous', 'a = b exactly when a − b = 0', { eql: (a, b) => a % 3 === b % 3 }],
  ['zero that is one', '0 ≠ 1', { zero: 1 }],
  ['everything zero', 'isZero', { isZero: () => true }],
  ['printing that forgets', 'parse(print(a)) = a', { print: (a) => `${a % 5}` }],
  [
    'integers not reduced alike',
    'fromInteger takes number and bigint alike',
    { fromInteger: (n) => F.fromInteger(typeof n === 'bigint' ? n + 1n : n) },
  ],
  ['another characteristic', 'fromInteger(n) = 0 exactly when the characteristic divides n', { characteristic: 5 }],
  ['an inverse of 0', 'inv of 0 is refused with DIVISION_BY_ZERO', { inv: (a) => (a === 0 ? 0 : F.inv(a)) }],
];
for (const [title, law, change] of mutants) {
  test(`caught: ${title}`, () => caughtBy(law, fieldLaws({ ...F, ...change }, fc.nat(6), { seed: 1 })));
}

test('the field itself breaks no law', async () => {
  assert.equal(await brokenLaws(fieldLaws(F, fc.nat(6), { seed: 1 })), []);
});

test('a failure says the law, the counterexample in the notation of the field, and what replays it', () => {
  const broken = {
    ...rationals,
    add: (a: Fraction, b: Fraction) => a.add(b).add(a.equals(b) ? 0 : new Fraction(1, 3)),
  };
  let failure: unknown;
  try {
    assertLaws(fieldLaws(broken, rational(), { seed: 5 }));
  } catch (e) {
    failure = e;
  }
  assert.ok(failure instanceof IsotypicError);
  assert.match(failure.message, /fieldLaws.*ℚ|fieldLaws.*Q/);
  const { law, seed, path, counterexample } = failure.details;
  assert.match(failure.message, new RegExp(`seed: ${seed}, path: '${path}'`));
  const shown = (counterexample as Fraction[]).map((x) => rationals.print(x)).join(', ');
  assert.ok(failure.message.includes(shown), failure.message);
  // the same case again, and first
  const replayed = fieldLaws(broken, rational(), { seed: Number(seed), path: String(path) });
  const same = replayed.find(({ name }) => name.endsWith(`: ${law}`));
  assert.throws(
    () => same?.check(),
    (e: IsotypicError) => e.message.includes(`a counterexample: ${shown}`),
  );
});

test.run();
