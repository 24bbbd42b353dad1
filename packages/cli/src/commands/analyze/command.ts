/** The grammar of `isotypic analyze`. */
import { describe } from '@isotypic/algebra/internal';
import { namesOf } from '../../arguments.js';
import { type Call, type Command, JSON_OPTION, misuse, nonEmpty } from '../../command.js';
import { TABLE_OPTIONS, tableReading } from '../../data/table-options.js';
import type { AnalyzeArguments } from './analyze.js';

export const analyzeCommand: Command = {
  name: 'analyze',
  words: 'DATA',
  count: [1, 1],
  wordsAre: 'one data file',
  summary: 'structure, estimates and tests of the columns of a file under a group',
  description:
    'Takes apart the columns of DATA (delimited text, plain or gzipped; - for standard input) under GROUP, ' +
    'estimates mean and covariance (and, with --response, a regression) that respect it, ' +
    'tests the symmetry, and writes report.html, table.safetensors and table.json.',
  example: 'isotypic analyze data/cork-borings.csv --group "dihedral(4)" --out report',
  options: {
    group: {
      type: 'string',
      short: 'g',
      value: 'GROUP',
      help:
        'a group acting on the columns, e.g. "dihedral(4)", "symmetric(3) x cyclic(2)", or generators in cycles on ' +
        'columns 0, 1, …: "<(0 1 2 3), (0 2)>", with signs "signed <-(0 1), (0 1)>", ' +
        'by exact matrices "<[[0, -1], [1, 0]]>", ' +
        'or "2*permutation of cyclic(3)"; ' +
        '"… on columns A,B,…" names them',
    },
    columns: {
      type: 'string',
      value: 'A,B,…',
      help: 'the columns the group acts on, in its order (default: all but the responses)',
    },
    response: {
      type: 'string',
      value: 'C,D,…',
      help: 'columns to predict from the others by the equivariant least-squares fit',
    },
    'response-action': {
      type: 'string',
      value: 'KIND',
      help:
        'how the group acts on the responses: "same" as on the predictors (default where there are as many responses ' +
        'as predictors) or "trivial" (default otherwise)',
    },
    ...TABLE_OPTIONS,
    resume: {
      type: 'string',
      value: 'FILE',
      help: 'keeps what is known of a table too long for memory in FILE, and goes on from there when called again',
    },
    out: { type: 'string', short: 'o', value: 'FOLDER', help: 'where the report goes (default: report)' },
    json: JSON_OPTION,
    quiet: { type: 'boolean', short: 'q', help: 'no progress on standard error' },
  },
  async run(call, console) {
    const { analyze } = await import('./analyze.js');
    await analyze(argumentsOf(call), console);
  },
};

function argumentsOf(call: Call): AnalyzeArguments {
  const group = call.text('group');
  if (group === undefined) throw misuse('--group, such as --group "dihedral(4)"', 'no group');
  const action = call.text('response-action');
  if (action !== undefined && action !== 'same' && action !== 'trivial') {
    throw misuse('--response-action same or trivial', describe(action));
  }
  if (action !== undefined && call.text('response') === undefined) {
    throw misuse('--response with --response-action', 'no response');
  }
  return {
    line: call.line,
    reading: tableReading(call),
    resume: call.text('resume') === undefined ? undefined : nonEmpty('--resume FILE', call.text('resume') as string),
    data: nonEmpty('a data file', call.words[0]),
    group,
    out: nonEmpty('--out FOLDER', call.text('out') ?? 'report'),
    response: namesOf('--response', call.text('response')) ?? [],
    responseAction: action,
    columns: namesOf('--columns', call.text('columns')),
    json: call.flag('json'),
    quiet: call.flag('quiet'),
  };
}
