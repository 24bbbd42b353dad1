/** All transitive groups of degree at most 15, primitive ones of degree at most 100, and a sample, against GAP. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertSummary, summaries } from './table-summaries.js';

const all = summaries();

test('no group is lost', () => {
  assert.is(all.length, 711);
});

for (let from = 0; from < all.length; from += 50) {
  const some = all.slice(from, from + 50);
  test(`${some[0].id} to ${some[some.length - 1].id}`, () => {
    for (const summary of some) assertSummary(summary);
  });
}

test.run();
