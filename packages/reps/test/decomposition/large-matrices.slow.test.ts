/** Where a decomposition of large matrices stops. */
import { catalogue, randomSource } from '@isotypic/algebra';
import { directSum, isotypicDecomposition, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal } from '../refusal.js';
import { inBasis, randomBasis } from './random-bases.js';

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
