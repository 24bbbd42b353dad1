/** Every entry of the catalogue obeys the laws of a group, and every action of the grammar those of an action. */
import { test } from 'uvu';
import { catalogueLaws } from './law-suites.js';

catalogueLaws(test);
test.run();
