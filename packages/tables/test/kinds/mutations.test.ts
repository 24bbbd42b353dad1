import { test } from 'uvu';
import { expectRefusals } from './mutations.js';

expectRefusals(17);
test.run();
