/** A sample of what wrong-arguments.slow.test.ts runs in full. */
import { test } from 'uvu';
import { expectRefusals } from './wrong-arguments-suite.js';

/** Prime to the number of wrong values, so that every parameter gets some of them. */
const STRIDE = 17;

expectRefusals(STRIDE);
test.run();
