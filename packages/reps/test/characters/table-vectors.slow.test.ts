import { characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import { assertSameTable, groupOf, readTable, tableNames } from './table-vectors.js';

/** Sp(8,2), of order 4.7·10¹⁰, and the larger ones take minutes. */
const LARGEST_ORDER = 1_000_000_000n;

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
