/** Normal subgroups and series of all groups of the vectors. */
import { test } from 'uvu';
import { normalStructureTests } from './normal-structure-suite.js';

normalStructureTests(1);

test.run();
