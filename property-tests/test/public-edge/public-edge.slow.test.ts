import { test } from 'uvu';
import { expectRefusals } from './wrong-arguments-suite.js';

expectRefusals(1);
test.run();
