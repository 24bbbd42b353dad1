/** Transitive groups of degree at most 15. */
import { test } from 'uvu';
import { testFamily } from './families.js';

testFamily('transitive', 'transitive groups of degree 2 to 15', 650);

test.run();
