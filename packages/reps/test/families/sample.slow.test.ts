/** A sample of the transitive groups of degree 16 to 30, drawn with a seed. */
import { test } from 'uvu';
import { testFamily } from './families.js';

testFamily('sample', 'sample of transitive groups of degree 16 to 30', 200);

test.run();
