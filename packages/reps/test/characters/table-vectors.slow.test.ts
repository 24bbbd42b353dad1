import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import { assertSameTable, groupOf, readTable, tableNames } from './table-vectors.js';

for (const name of tableNames()) {
  test(`${name} is GAP's table`, () => {
    const vector = readTable(name);
    assertSameTable(characterTable(groupOf(vector)), vector);
  });
}

test.run();
