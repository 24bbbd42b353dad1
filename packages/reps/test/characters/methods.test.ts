/** Every way of computing a table gives the same one, and runs are byte-identical. */
import { type CharacterTable, characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, readTable } from './table-vectors.js';

const names = [
  'A6',
  'S7_on_3subsets',
  'M11',
  'PSL_2_16_',
  'Ico_full_20',
  'AGL_2_3_',
  'SL_2_7__48',
  'Q32_reg',
  'Heis_3__9',
  'M12', // the dual lattice decides
  'PSL_2_31_', // Galois pairs
];

function text(table: CharacterTable): string {
  return table.characters.map((x) => `${x.indicator} ${x}`).join('\n');
}

for (const name of names) {
  test(`${name}: class matrices alone, virtual characters first, elementary induction`, () => {
    const expected = text(characterTable(groupOf(readTable(name))));
    for (const method of ['class-matrices', 'virtual-characters', 'elementary-induction'] as const) {
      assert.is(text(characterTable(groupOf(readTable(name)), { method })), expected);
    }
  });
}

test('the table is computed once for a group', () => {
  const group = groupOf(readTable('A6'));
  assert.is(characterTable(group), characterTable(group));
});

test('a budget stops the work', () => {
  const group = groupOf(readTable('AGL_2_3_'));
  assert.throws(() => characterTable(group, { budget: 10, method: 'class-matrices' }), /within 10 steps/);
});

test('an abort signal stops the work', () => {
  const group = groupOf(readTable('M11'));
  assert.throws(() => characterTable(group, { signal: AbortSignal.abort() }), /abort/);
});

test.run();
