/** Every fact of every group once more, on the general algorithms alone. */
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { everyFact } from './vector-suite.js';

let before: string | undefined;
test.before(() => {
  before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
  process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
});
test.after(() => {
  if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
  else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
});

test('special cases are off', () => assert.not(specialCasesAreOn()));
everyFact(test);
test.run();
