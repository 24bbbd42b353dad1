import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smallGroupVectors } from '../groups/support.js';
import { compareAutomorphisms } from './automorphism-vectors.js';
import { compareDescriptions } from './descriptions.js';
import { comparePairs, compareWithRegular } from './isomorphic-pairs.js';

test('automorphisms of every group of order 32 to 63, as in GAP', () => {
  assert.is(
    compareAutomorphisms((order) => order >= 32),
    226,
  );
});

test('no two of the groups of order 32 to 63 are isomorphic', () => {
  // group number k of an order has k − 1 before it
  const pairs = smallGroupVectors.reduce((sum, { id: [order, k] }) => sum + (order >= 32 ? k - 1 : 0), 0);
  assert.is(
    comparePairs((order) => order >= 32),
    pairs,
  );
});

test('every group of order 32 to 63 is isomorphic to its regular action, on generators of its own', () => {
  assert.is(
    compareWithRegular((order) => order >= 32),
    226,
  );
});

test('every group of order 32 to 63 as GAP describes it, but for what an extension is cut into', () => {
  const { compared, alike } = compareDescriptions((order) => order >= 32);
  assert.is(compared, 226);
  assert.ok(alike > 110, `${alike}`);
});

test.run();
