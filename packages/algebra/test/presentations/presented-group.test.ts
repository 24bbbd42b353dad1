import {
  BudgetExceededError,
  IsotypicError,
  parseGroup,
  parsePresentation,
  presentedGroup,
  Word,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Presentations and orders: Coxeter & Moser, Generators and Relations for Discrete Groups; Holt et al., table 5.1. */
const KNOWN: readonly (readonly [text: string, order: number])[] = [
  ['<a | a>', 1],
  ['<a | a^12>', 12],
  ['<a, b | a^2, b^3, (a b)^5>', 60],
  ['<a, b | a^2 = b^3 = (a b)^2>', 12],
  ['<a, b | a^b = a^3, b^a = b^3>', 8],
  ['<a, b | abaBAB, a^5>', 600],
  ['<a, b | a^2, b^3, (ab)^7, [a, b]^4>', 168],
  ['<a, b | a^2, b^3, (ab)^7, [a, b]^6>', 1092],
  ['<a, b | a^2, b^3, (ab)^7, [a, b]^8>', 10752],
  ['<a, b | a^8, b^7, (ab)^2, (Ab)^3>', 10752],
  ['<a, b, c | a^b = a^2, b^c = b^2, c^a = c^2>', 1], // Higman's, with three generators
  [
    // the free group of exponent 3 on three generators
    '⟨a,b,c | a^3,b^3,c^3,(ab)^3,(aB)^3,(ac)^3,(aC)^3,(bc)^3,(bC)^3,(abc)^3,(Abc)^3,(aBc)^3,(abC)^3⟩',
    2187,
  ],
  ['<s1, s2, s3, s4 | s1^2, s2^2, s3^2, s4^2, (s1 s2)^3, (s2*s3)^3, (s3 s4)^3, [s1,s3], [s1,s4], [s2,s4]>', 120],
];

test('orders of the literature, by both strategies', () => {
  for (const [text, order] of KNOWN) {
    for (const strategy of ['hlt', 'felsch'] as const) {
      const group = presentedGroup(text, { strategy });
      assert.is(group.order, BigInt(order), `${text} ${strategy}`);
      assert.is(group.degree, order);
    }
  }
});

test('relators hold in the action on the cosets of a subgroup, and its generators fix the first coset', () => {
  const letters = fc.array(fc.tuple(fc.nat(1), fc.constantFrom(-1, 1)), { maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...KNOWN.slice(2, 9)), letters, ([text], word) => {
      const presentation = parsePresentation(text);
      const h = Word.fromLetters(word);
      const group = presentedGroup(presentation, { subgroup: [h] });
      assert.ok(group.isTransitive());
      if (group.degree > 1) assert.is(h.evaluate(group.generators).image(0), 0);
      for (const relator of presentation.relators) assert.ok(relator.evaluate(group.generators).isIdentity());
      // the index of ⟨h⟩ is |G| / order of h, which the regular action tells
      const regular = presentedGroup(presentation);
      assert.is(BigInt(group.degree), regular.order / h.evaluate(regular.generators).order());
    }),
    { numRuns: 60 },
  );
});

test('the trivial group on many generators, and subgroups of index 1', () => {
  assert.is(presentedGroup('<a, b | a, b>').order, 1n);
  assert.is(presentedGroup('<a |>', { subgroup: [Word.generator(0)] }).degree, 1);
  assert.is(presentedGroup('<a, b | [a, b]>', { subgroup: [Word.generator(0).power(3), Word.generator(1)] }).degree, 3);
});

test('an infinite index ends with the budget', () => {
  for (const strategy of ['hlt', 'felsch'] as const) {
    const isBudget = (e: unknown): boolean =>
      e instanceof BudgetExceededError && ((e.details.known as { cosets: number }).cosets ?? 0) > 100;
    assert.throws(() => presentedGroup('<a, b | a^2, b^3, (a b)^7>', { budget: 5000, strategy }), isBudget);
  }
});

test('parseGroup reads presentations', () => {
  assert.is(parseGroup('<a, b | a^2, b^3, (a b)^5> x cyclic(2)').order, 120n);
  assert.is(parseGroup('⟨r, s | r^5, s^2, (r s)^2⟩').degree, 10);
});

test('what is no presentation is refused with its place', () => {
  const refused = ['', '<a', '<a | b>', '<a, a | a>', '<a | a^>', '<a | (a>', '<ab, c | abc>', '<a | a> b', '<1 | 1>'];
  for (const text of refused) {
    const isParse = (e: unknown): boolean =>
      e instanceof IsotypicError && e.code === 'PARSE' && e.position !== undefined;
    assert.throws(() => presentedGroup(text), isParse, text);
  }
  const outside = { generators: ['a'], relators: [Word.generator(1)] };
  assert.throws(() => presentedGroup(outside), /generator 1/);
});

test.run();
