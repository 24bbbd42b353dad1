/** The tables of the reports' groups that no general method finished. */
import { parseGroup } from '@isotypic/algebra';
import { type CharacterTable, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blocksUnderS3 } from './base-groups.js';

test('(A₅² × A₅³):S₃ on 25 points has 875 characters, proved orthogonal', () => {
  const table = characterTable(blocksUnderS3(5));
  assert.is(table.characters.length, 875);
  assert.is(
    table.characters.reduce((sum, x) => sum + BigInt(x.degree) ** 2n, 0n),
    4_665_600_000n,
  );
  verifyCharacterTable(table, { elementary: false });
});

test('× C₃ on 28 points has 2625', () => {
  assert.is(characterTable(blocksUnderS3(5, 3)).characters.length, 2625);
});

const text = (table: CharacterTable): string[] => table.characters.map((x) => `${x.indicator} ${x}`);

for (const name of ['AGL(2,7)', 'AGL(4,2)', 'AGL(2,8)']) {
  test(`${name}: the table of class matrices`, () => {
    const group = parseGroup(name);
    assert.equal(text(characterTable(group)), text(characterTable(group, { method: 'class-matrices' })));
  });
}

test.run();
