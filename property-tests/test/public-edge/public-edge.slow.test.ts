import { test } from 'uvu';
import { expectLaw } from './surface-suite.js';

expectLaw('refusals', 'wrong arguments are refused by name', 1);
expectLaw('stopping', 'long work stops', 1);
test.run();
