/**
 * Every table of the vectors, to the end: by the default, proved, without closed forms, and by each method that can be
 * forced. Nothing is left out; what class matrices alone cannot do is named.
 */
import { BudgetExceededError } from '@isotypic/algebra';
import { type CharacterTable, type ClassFunction, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertSameTable, groupOf, readTable, TABLE_COUNT, tableNames } from './table-vectors.js';

const methods = ['class-matrices', 'virtual-characters', 'elementary-induction'] as const;

const BUDGET = 3e6;

/** Class matrices alone need more than the budget: minutes to hours of class identifications. */
const BEYOND_CLASS_MATRICES = ['HS', 'HS_176'];

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
    if (method === 'class-matrices' && BEYOND_CLASS_MATRICES.includes(name)) {
      test(`${name} by ${method}: too dear, with a part that is right`, () => {
        const irreducible = new Set(characterTable(group).characters.map((x) => x.values.join(' ')));
        try {
          characterTable(group, { method, budget: BUDGET });
          assert.unreachable('within the budget: take it off the list');
        } catch (error) {
          assert.instance(error, BudgetExceededError);
          const { known } = (error as BudgetExceededError).details as {
            known: { characters: readonly ClassFunction[] };
          };
          assert.ok(known.characters.length > 0);
          for (const f of known.characters) assert.ok(irreducible.delete(f.values.join(' ')));
        }
        count(method);
      });
      continue;
    }
    test(`${name} by ${method}`, () => {
      assert.is(text(characterTable(group, { method, budget: BUDGET })), text(characterTable(group)));
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
