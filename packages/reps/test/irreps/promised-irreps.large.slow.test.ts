/** Larger groups of which every irrep of degree ≤ 300 is promised, looked at by a sample; and what is refused. */
import { test } from 'uvu';
import { LARGE, REFUSED } from './promised-groups.js';
import { testPromised, testRefused } from './promised-irreps.js';

testPromised(LARGE, { sample: 12 });
testRefused(REFUSED);

test.run();
