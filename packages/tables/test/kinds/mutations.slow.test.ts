import { test } from 'uvu';
import { expectRefusals } from './mutations.js';

expectRefusals(1);
test.run();
