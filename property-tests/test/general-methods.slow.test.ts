/** The laws again on the general algorithms alone, over everything that general-methods.test.ts leaves out. */
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueLaws, vectorLaws, withoutSpecialCases } from './law-suites.js';

withoutSpecialCases(test);
test('special cases are off', () => assert.not(specialCasesAreOn()));
catalogueLaws(test);
vectorLaws(test);
test.run();
