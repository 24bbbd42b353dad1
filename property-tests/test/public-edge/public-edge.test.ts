/** The public surface as its declarations say it; of the trials a sample, of which the slow test runs all. */
import { test } from 'uvu';
import { expectRightCalls } from './right-arguments-suite.js';
import { expectLaw } from './surface-suite.js';

expectRightCalls();
expectLaw('refusals', 'wrong arguments are refused by name', 17); // prime to the number of wrong values
expectLaw('stopping', 'long work stops', 41); // prime to the number of ways to stop
test.run();
