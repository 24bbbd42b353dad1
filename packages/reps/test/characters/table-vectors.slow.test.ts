/**
 * Every table of the vectors, to the end: by the default, proved, without closed forms, and by each method that can be
 * forced. Nothing is left out; what cannot be done would have to be named here.
 */
import { type CharacterTable, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertSameTable, groupOf, readTable, TABLE_COUNT, tableNames } from './table-vectors.js';

const methods = ['class-matrices', 'virtual-characters', 'elementary-induction'] as const;

function text(table: CharacterTable): string {
  return table.characters.map((x) => `${x.indicator} ${x}`).join('\n');
}

/** What was compared, method by method. */
const done = new Map<string, number>();
const count = (what: string): void => {
  done.set(what, (done.get(what) ?? 0) + 1);
};

for (const name of tableNames()) {
  const vector = readTable(name);
  const group = groupOf(vector);

  test(`${name} is GAP's table, and proved`, () => {
    const table = characterTable(group);
    assertSameTable(table, vector);
    verifyCharacterTable(table);
    count('auto');
  });

  for (const method of methods) {
    test(`${name} by ${method}`, () => {
      assert.is(text(characterTable(group, { method, budget: 1e10 })), text(characterTable(group)));
      count(method);
    });
  }

  test(`${name} without special cases, classes included`, () => {
    const before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
    process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
    try {
      assertSameTable(characterTable(groupOf(vector)), vector);
      count('no special cases');
    } finally {
      if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
      else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
    }
  });
}

test('nothing was skipped', () => {
  assert.is(tableNames().length, TABLE_COUNT);
  for (const what of ['auto', ...methods, 'no special cases']) assert.is(done.get(what), TABLE_COUNT, what);
});

test.run();
