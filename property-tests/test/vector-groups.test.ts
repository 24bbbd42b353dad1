/** Every group computed with GAP obeys the laws of a group and of its actions. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueVectors, smallVectors, vectorLaws } from './law-suites.js';

test('there are 193 groups of many families and all 319 of order at most 63', () => {
  assert.is(catalogueVectors.length, 193);
  assert.is(smallVectors.length, 319);
});
vectorLaws(test);
test.run();
