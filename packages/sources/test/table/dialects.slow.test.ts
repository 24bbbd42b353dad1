import { test } from 'uvu';
import { dialectTests } from '../support/dialects-suite.js';

dialectTests(10_000);

test.run();
