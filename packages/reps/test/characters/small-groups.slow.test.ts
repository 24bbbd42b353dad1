/** All groups of order at most 63, by every method, each table proved on its own. */
import { type CharacterTable, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, smallGroups } from './small-groups.js';

function text(table: CharacterTable): string {
  return table.characters.map((x) => `${x.indicator} ${x}`).join('\n');
}

for (const method of ['class-matrices', 'virtual-characters', 'elementary-induction'] as const) {
  test(`${smallGroups.length} groups by ${method}`, () => {
    let proved = 0;
    for (const vector of smallGroups) {
      const group = groupOf(vector);
      const table = characterTable(group, { method });
      assert.is(text(table), text(characterTable(group)), `${vector.id}`);
      verifyCharacterTable(table);
      proved++;
    }
    assert.is(proved, 319);
  });
}

test.run();
