/** Every fact of every group that was computed with GAP. */
import { BudgetExceededError, type PermutationGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueVectors, groupOf } from './support.js';
import { everyFact } from './vector-suite.js';

everyFact(test);

/** The number of classes: the length of their list, or what the refusal to write it out knows. */
function numberOfClasses(group: PermutationGroup): bigint {
  try {
    return BigInt(group.conjugacyClasses().length);
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error;
    return (error.details.known as { classes: bigint }).classes;
  }
}

// The other two whose number alone is known, the cubes, have no closed form that counts at once.
for (const id of ['S50', 'A50', 'S100', 'S200', 'C2wrS100', 'S10wrS10', 'D8wrS30']) {
  test(`${id}: the number of classes, listed or not`, () => {
    const vector = catalogueVectors.find((v) => v.id === id);
    assert.ok(vector?.nrClasses !== undefined && vector.classes === undefined);
    if (vector !== undefined) assert.is(numberOfClasses(groupOf(vector)), BigInt(vector.nrClasses as number));
  });
}
test.run();
