/** Regular representations of the groups of order at most 63: types against GAP, decompositions verified exactly. */
import { isotypicDecomposition, regularRepresentation, verifyDecomposition } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, regularShape, smallGroups } from './small-groups.js';

for (const facts of smallGroups().filter(({ id }) => id[0] >= 24)) {
  const [order, number] = facts.id;
  test(`${facts.structure} (${order}, ${number}): regular representation`, () => {
    const decomposition = isotypicDecomposition(regularRepresentation(groupOf(facts)));
    const shape = decomposition.components.map((c) => `${c.degree}×${c.multiplicity} ${c.type}`).sort();
    assert.equal(shape, regularShape(facts));
    assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  });
}

test.run();
