import { characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import { assertSameTable, groupOf, readTable, tableNames } from './table-vectors.js';

/** Larger groups wait for conjugacy classes that do not list the elements. */
const LARGEST_ORDER = 2_000_000n;

for (const name of tableNames()) {
  const vector = readTable(name);
  if (BigInt(vector.order) > LARGEST_ORDER) continue;
  test(`${name} is GAP's table, and proved`, () => {
    const table = characterTable(groupOf(vector));
    assertSameTable(table, vector);
    verifyCharacterTable(table);
  });
}

test.run();
