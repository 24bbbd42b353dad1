import { test } from 'uvu';
import { dialectTests } from '../support/dialects-suite.js';

dialectTests(1000);

test.run();
