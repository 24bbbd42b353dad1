/** Groups of order at most 200, but 128 and 192. */
import { test } from 'uvu';
import { testFamily } from './families.js';

testFamily('small', 'groups of order at most 200, but 128 and 192', 2194);

test.run();
