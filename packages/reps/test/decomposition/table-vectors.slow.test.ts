/** Degrees, multiplicities and types of natural permutation representations, against GAP's character tables. */
import { test } from 'uvu';
import { assertNaturalShape, tablesOfDegree } from './natural-shapes.js';

for (const name of tablesOfDegree(41, 400)) {
  test(`${name}: degrees, multiplicities and types of the natural representation`, () => assertNaturalShape(name));
}

test.run();
