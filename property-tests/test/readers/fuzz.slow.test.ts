import { test } from 'uvu';
import { expectReadersToHold } from './fuzz-suite.js';

expectReadersToHold(250_000); // 10⁶ over the four readers
test.run();
