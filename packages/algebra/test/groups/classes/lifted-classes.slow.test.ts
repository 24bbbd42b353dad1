import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkLaws, classVectors, collected, expectedOf, groupOf } from './class-vectors.js';

test('transitive and primitive groups have the classes that GAP finds, and the laws hold', () => {
  let classes = 0;
  for (const vector of classVectors) {
    const group = groupOf(vector);
    const found = group.conjugacyClasses();
    assert.is(collected(found), expectedOf(vector), vector.id);
    classes += found.length;
    if (found.length <= 400) checkLaws(group, vector.id);
  }
  console.log(`${classVectors.length} groups, ${classes} classes as in GAP`);
});

test.run();
