import { structureDescription } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smallGroupVectors } from '../groups/support.js';
import { compareAutomorphisms } from './automorphism-vectors.js';
import { compareDescriptions } from './descriptions.js';
import { comparePairs, compareWithRegular } from './isomorphic-pairs.js';
import { describedRows, isTrueOf } from './true-descriptions.js';

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

test('groups of order 64 to 200: our description and the one of GAP are true, those of other groups are not', () => {
  assert.ok(describedRows.length > 130);
  let refused = 0;
  describedRows.forEach(({ id, group, description }, k) => {
    const ours = structureDescription(group);
    assert.ok(isTrueOf(group, ours), `${id}: ${ours}`);
    assert.ok(isTrueOf(group, description), `${id}: ${description} of GAP`);
    const other = describedRows[k + 1];
    if (other?.group.order === group.order && !isTrueOf(group, other.description)) refused++;
  });
  assert.ok(refused > 30, `${refused}`);
});

test.run();
