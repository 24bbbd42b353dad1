/** `isotypic irreps`: the real irreducible representations of a group. */
import { parseGroup } from '@isotypic/algebra';
import { realIrreps } from '@isotypic/reps';
import { irrepsTableOf, printMatrix } from '@isotypic/tables';
import { type Command, JSON_OPTION } from '../../command.js';
import { alignTable } from '../../report/text.js';

const ALGEBRA = { real: 'ℝ', complex: 'ℂ', quaternionic: 'ℍ' } as const;

export const irrepsCommand: Command = {
  name: 'irreps',
  words: 'GROUP',
  count: [1, 1],
  wordsAre: 'one group',
  summary: 'real irreducible representations of a group',
  description:
    'Lists the irreducible representations over ℝ with degree and type; with --matrices the exact matrices of the ' +
    'generators, in a basis without square roots.',
  example: 'isotypic irreps "dihedral(5)" --matrices',
  options: { matrices: { type: 'boolean', help: 'the exact matrices of the generators' }, json: JSON_OPTION },
  run(call, console) {
    const group = parseGroup(call.words[0]);
    if (call.flag('json')) {
      const { descriptor, exact } = irrepsTableOf(group, { groupName: call.words[0], elements: false });
      console.out(`${JSON.stringify({ ...descriptor, exact }, null, 2)}\n`);
      return;
    }
    const irreps = realIrreps(group);
    const rows = irreps.map((ρ) => [ρ.label, String(ρ.degree), `${ρ.type} (End = ${ALGEBRA[ρ.type]})`]);
    console.out(`${alignTable([['irrep', 'degree', 'type'], ...rows])}\n`);
    if (!call.flag('matrices')) return;
    for (const ρ of irreps) {
      ρ.generatorMatrices.forEach((matrix, k) => {
        const [first = [], ...rest] = printMatrix(matrix);
        // a first line of its own, since the alignment takes the first row for a head
        console.out(`\n${ρ.label} at ${group.generators[k]}\n${alignTable([first, ...rest])}\n`);
      });
    }
  },
};
