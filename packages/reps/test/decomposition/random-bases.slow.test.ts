/** All groups of order at most 32 in random bases that are not orthogonal. */
import { catalogue, randomSource } from '@isotypic/algebra';
import { directSum, isotypicDecomposition, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal } from '../refusal.js';
import { checkConsumers, inBasis, randomBasis, representationsOf } from './random-bases.js';
import { groupOf, smallGroups } from './small-groups.js';

for (const facts of smallGroups().filter(({ id }) => id[0] <= 32)) {
  const [order, number] = facts.id;
  test(`${facts.structure} (${order}, ${number}), degree ${facts.degree}`, () => {
    const random = randomSource(100 * order + number);
    for (const kind of ['rational', 'cyclotomic'] as const) {
      for (const rep of representationsOf(groupOf(facts), kind, random, 21)) checkConsumers(rep);
    }
  });
}

test('a 300-dimensional one looks at its signal and stops at small budgets', () => {
  const regular = regularRepresentation(catalogue.alternating(5));
  const five = directSum(regular, regular, regular, regular, regular);
  const rep = inBasis(five, randomBasis(300, 'rational', randomSource(3)));
  for (const budget of [0, 1, 5, 40])
    assert.is(refusal(() => isotypicDecomposition(rep, { budget })).code, 'BUDGET_EXCEEDED');
  for (const most of [1, 10, 1000, 50_000]) {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > most;
      },
    } as unknown as AbortSignal;
    assert.is(refusal(() => isotypicDecomposition(rep, { signal })).code, 'ABORTED', `${most} looks`);
  }
});

test.run();
