/**
 * The laws again on the general algorithms alone, closed forms and recognized groups switched off: the lighter groups.
 */
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueLaws, vectorLaws, withoutSpecialCases } from './law-suites.js';

withoutSpecialCases(test);
test('special cases are off', () => assert.not(specialCasesAreOn()));
catalogueLaws(test, (group) => group.degree <= 60);
vectorLaws(test, ({ id, degree, order }) =>
  order === undefined ? (id[0] as number) % 4 === 0 : degree <= 30 && order.length <= 12,
);
test.run();
