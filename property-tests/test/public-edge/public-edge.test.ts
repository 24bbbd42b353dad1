/** The public surface as its declarations say it; of the trials a sample, of which the slow test runs all. */
import { test } from 'uvu';
import { expectRightCalls } from './right-arguments-suite.js';
import { expectRefusals } from './wrong-arguments-suite.js';

/** Prime to the number of wrong values, so that every parameter gets some of them. */
const STRIDE = 17;

expectRightCalls();
expectRefusals(STRIDE);
test.run();
