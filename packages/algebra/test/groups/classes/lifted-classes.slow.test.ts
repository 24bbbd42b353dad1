import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkLaws, classVectors, collected, expectedOf, groupOf, onTwoAndThreeBlocks } from './class-vectors.js';

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

test('(A₅² × A₅³):S₃ has 875 classes, with a disjoint 3-cycle 2625', () => {
  const five = ['(0 1 2)', '(0 1 2 3 4)'];
  const group = onTwoAndThreeBlocks(five, 5);
  assert.is(group.order, 60n ** 5n * 6n);
  assert.is(group.conjugacyClasses().length, 875);
  assert.is(onTwoAndThreeBlocks(five, 5, ['(25 26 27)']).conjugacyClasses().length, 2625);
});

test.run();
