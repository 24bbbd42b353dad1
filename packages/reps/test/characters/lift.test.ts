import { Cyclotomic, type PermutationGroup, parseGroup, WorkMeter } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { linearCharacters } from '../../dist/characters/linear-characters.js';

const groupOf = (text: string): PermutationGroup => parseGroup(text);

for (const text of ['AGL(1,13)', 'AGL(1,32)', 'heisenberg(4)', 'GL(2,3)', 'cyclic(12)']) {
  test(`linear characters of ${text} are the roots of unity that their exponents say`, () => {
    const group = groupOf(text);
    const { characters, structure } = characterTable(group, { method: 'class-matrices' });
    const { exponent } = structure;
    const expected = linearCharacters(structure, new WorkMeter('linear')).map((row) =>
      Array.from(row, (a) => Cyclotomic.rootOfUnity(exponent, a).toString()).join(' '),
    );
    const read = characters.filter(({ degree }) => degree === 1).map(({ values }) => values.join(' '));
    assert.equal([...read].sort(), [...expected].sort());
  });
}

test('elements of abelian groups are named by the list of the group itself', () => {
  for (const text of ['cyclic(61)', 'cyclic(4) x cyclic(6)']) {
    const group = groupOf(text);
    const { structure } = characterTable(group);
    for (const g of group.elements()) assert.is(structure.identify(g), group.classOf(g));
    for (const [c, row] of structure.powers.entries()) {
      const g = structure.classes[c].representative;
      for (let i = 0; i < row.length; i++) assert.is(row[i], group.classOf(g.power(i)));
    }
  }
});

test.run();
