import { test } from 'uvu';
import { expectReadersToHold } from './fuzz-suite.js';

expectReadersToHold(2_500); // 10⁴ over the four readers
test.run();
