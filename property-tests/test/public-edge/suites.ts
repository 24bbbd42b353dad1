import { STOPPING } from './stopping.js';
import type { Suite } from './suite.js';
import { REFUSALS } from './wrong-arguments.js';

export const SUITES = { refusals: REFUSALS as Suite, stopping: STOPPING as Suite };
