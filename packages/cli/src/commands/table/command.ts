/** `isotypic table`: a lookup table in files. */
import { basename, dirname, join } from 'node:path';
import { parseGroup } from '@isotypic/algebra';
import { REAL_CONVENTIONS, SO3_CONVENTIONS } from '@isotypic/rotations';
import {
  cayleyTableOf,
  characterTableOf,
  encodeNpz,
  finiteCouplingsTable,
  harmonicsTable,
  irrepsTableOf,
  so3CouplingsTable,
  type Table,
  writeTable,
} from '@isotypic/tables';
import { type Call, type Command, choiceOf, integerOf, misuse, nonEmpty } from '../../command.js';
import { writeFolder } from '../../output/write-folder.js';

const KINDS = ['cayley', 'characters', 'irreps', 'couplings', 'so3', 'harmonics'] as const;

export const tableCommand: Command = {
  name: 'table',
  words: 'KIND ARGUMENT',
  count: [2, 2],
  wordsAre: 'a kind of table and its group or degree',
  summary: 'write a lookup table: safetensors with exact JSON beside it, or npz',
  description:
    'Writes NAME.safetensors and NAME.json. Kinds: cayley GROUP, characters GROUP, irreps GROUP, couplings GROUP ' +
    '(all Clebsch–Gordan tensors of its real irreps), so3 L (those of SO(3) up to degree L), harmonics L.',
  example: 'isotypic table so3 4 --convention e3nn --out cg-e3nn',
  options: {
    out: { type: 'string', short: 'o', value: 'NAME', help: 'name of the files without their endings' },
    convention: { type: 'string', value: 'NAME', help: `of so3 (${SO3_CONVENTIONS.join(', ')}) and harmonics` },
    sparse: { type: 'boolean', help: 'of so3: index and value of the non-zero entries' },
    npz: { type: 'boolean', help: 'NAME.npz for NumPy too' },
  },
  run(call, console) {
    const out = nonEmpty('--out NAME', call.text('out') ?? '');
    const table = make(choiceOf('the kind of table', call.words[0], KINDS), call.words[1], call);
    const { safetensors, json } = writeTable(table);
    const name = basename(out);
    const files: Record<string, Uint8Array | string> = { [`${name}.safetensors`]: safetensors, [`${name}.json`]: json };
    if (call.flag('npz')) files[`${name}.npz`] = encodeNpz(table.tensors);
    writeFolder(dirname(out), files);
    const written = Object.keys(files).map((file) => join(dirname(out), file));
    console.out(`${Object.keys(table.tensors).length} tensors in ${written.join(', ')}\n`);
  },
};

function make(kind: (typeof KINDS)[number], argument: string, call: Call): Table {
  const convention = call.text('convention');
  if (convention !== undefined && kind !== 'so3' && kind !== 'harmonics') {
    throw misuse('--convention with so3 or harmonics', kind);
  }
  if (call.flag('sparse') && kind !== 'so3') throw misuse('--sparse with so3', kind);
  const options = { groupName: argument };
  switch (kind) {
    case 'cayley':
      return cayleyTableOf(parseGroup(argument), options);
    case 'characters':
      return characterTableOf(parseGroup(argument), options);
    case 'irreps':
      return irrepsTableOf(parseGroup(argument), options);
    case 'couplings':
      return finiteCouplingsTable(parseGroup(argument), options);
    case 'so3':
      return so3CouplingsTable(integerOf('a degree', argument, 0, 12), {
        convention: choiceOf('--convention', convention ?? 'e3nn', SO3_CONVENTIONS),
        layout: call.flag('sparse') ? 'sparse' : 'dense',
      });
    case 'harmonics':
      return harmonicsTable(integerOf('a degree', argument, 0, 30), {
        convention: choiceOf('--convention', convention ?? 'e3nn', REAL_CONVENTIONS),
      });
  }
}
