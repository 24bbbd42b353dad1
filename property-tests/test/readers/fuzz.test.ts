import { test } from 'uvu';
import { expectReadersToHold } from './fuzz-suite.js';

expectReadersToHold(1_500); // 10⁴ over the seven readers
test.run();
