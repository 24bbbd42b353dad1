/** `isotypic pointgroup`: character table and branching rules of a point group. */
import { pointGroup } from '@isotypic/rotations';
import { type Command, integerOf, JSON_OPTION } from '../../command.js';
import { alignTable } from '../../report/text.js';

export const pointgroupCommand: Command = {
  name: 'pointgroup',
  words: 'NAME',
  count: [1, 1],
  wordsAre: 'one point group',
  summary: 'character table and branching rules of a point group',
  description:
    'Prints the table as chemists read it, with Mulliken’s symbols, for a name of Schoenflies (Oh, D4d) or Hermann ' +
    'and Mauguin (m-3m), and how harmonics of each degree fall apart under it.',
  example: 'isotypic pointgroup Oh --branching 4',
  options: {
    branching: { type: 'string', value: 'L', help: 'branching rules of harmonics of degrees 0 … L (default: 3)' },
    json: JSON_OPTION,
  },
  run(call, console) {
    const group = pointGroup(call.words[0]);
    const largest = integerOf('--branching', call.text('branching') ?? '3', 0, 1000);
    const rules = Array.from({ length: largest + 1 }, (_, l) => ({ l, terms: group.branching(l) }));
    if (call.flag('json')) {
      const table = group.characterTable.characters.map((χ, i) => ({
        label: group.labels[i],
        values: χ.values.map(String),
      }));
      const { schoenflies, hermannMauguin, classLabels } = group;
      const facts = { schoenflies, hermannMauguin, order: String(group.order), classes: classLabels };
      console.out(`${JSON.stringify({ ...facts, characters: table, branching: rules }, null, 2)}\n`);
      return;
    }
    const name =
      group.hermannMauguin === undefined ? group.schoenflies : `${group.schoenflies} (${group.hermannMauguin})`;
    console.out(`${name}, order ${group.order}\n\n${group}\n\n`);
    const rows = rules.map(({ l, terms }) => [
      String(l),
      terms.map((t) => `${t.multiplicity > 1 ? t.multiplicity : ''}${t.label}`).join(' + '),
    ]);
    console.out(`${alignTable([['l', 'harmonics'], ...rows])}\n`);
  },
};
