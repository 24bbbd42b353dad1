/** `isotypic groups`: the names that the grammar knows. */
import { catalogueEntries } from '@isotypic/algebra';
import type { Command } from '../../command.js';
import { alignTable } from '../../report/text.js';

export const groupsCommand: Command = {
  name: 'groups',
  words: '',
  count: [0, 0],
  wordsAre: 'nothing',
  summary: 'list the groups that can be named',
  description: 'Lists the families of groups with an example of each, and how products and generators are written.',
  example: 'isotypic groups',
  options: {},
  run(_call, console) {
    const rows = catalogueEntries.map((entry) => [entry.examples[0] ?? entry.name, entry.summary]);
    console.out(`${alignTable([['example', 'what it permutes'], ...rows])}

Products: "dihedral(4) x cyclic(2)", "cyclic(2) wr symmetric(3)"; generators: "<(0 1 2 3), (0 2)>".
`);
  },
};
