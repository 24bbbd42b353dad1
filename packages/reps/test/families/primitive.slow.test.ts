/** Primitive groups of degree at most 100. */
import { test } from 'uvu';
import { testFamily } from './families.js';

testFamily('primitive', 'primitive groups of degree 2 to 100', 946);

test.run();
