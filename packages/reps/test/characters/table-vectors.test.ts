import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import { assertSameTable, groupOf, readTable, tableNames } from './table-vectors.js';

/** Tables that take a fraction of a second; `table-vectors.slow.test.ts` runs all. */
const quick = tableNames().filter((name) => {
  const { order, classes } = readTable(name);
  return BigInt(order) <= 3000n && classes.length <= 60;
});

for (const name of quick) {
  test(`${name} is GAP's table`, () => {
    const vector = readTable(name);
    assertSameTable(characterTable(groupOf(vector)), vector);
  });
}

test.run();
