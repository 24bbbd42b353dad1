/** Every fact of every group that was computed with GAP. */
import { test } from 'uvu';
import { everyFact } from './vector-suite.js';

everyFact(test);
test.run();
