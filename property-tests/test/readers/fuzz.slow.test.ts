import { test } from 'uvu';
import { expectReadersToHold } from './fuzz-suite.js';

expectReadersToHold(150_000); // 10⁶ over the seven readers
test.run();
