import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signOrderBound } from '../../../dist/groups/schreier-sims/order-bound.js';

const images = (...list: number[]): Uint32Array => Uint32Array.from(list);

test('of orbits that are moved alike one is counted: S₄ on two copies of four points has order 24', () => {
  const generators = [images(1, 2, 3, 0, 5, 6, 7, 4), images(1, 0, 2, 3, 5, 4, 6, 7)];
  assert.is(signOrderBound(8, generators), 24n);
});

test('of orbits of one length that are moved otherwise both are counted, but for their signs', () => {
  // S₄ × S₄ on 4 + 4 points; then the subgroup of pairs of one sign
  const [cycle, swap] = [images(1, 2, 3, 0, 4, 5, 6, 7), images(1, 0, 2, 3, 4, 5, 6, 7)];
  const [otherCycle, otherSwap] = [images(0, 1, 2, 3, 5, 6, 7, 4), images(0, 1, 2, 3, 5, 4, 6, 7)];
  assert.is(signOrderBound(8, [cycle, swap, otherCycle, otherSwap]), 576n);
  const together = images(1, 0, 2, 3, 5, 4, 6, 7);
  const [three, otherThree] = [images(1, 2, 0, 3, 4, 5, 6, 7), images(0, 1, 2, 3, 5, 6, 4, 7)];
  const [four, otherFour] = [images(0, 2, 3, 1, 4, 5, 6, 7), images(0, 1, 2, 3, 4, 6, 7, 5)];
  assert.is(signOrderBound(8, [together, three, otherThree, four, otherFour]), 288n);
});

test.run();
