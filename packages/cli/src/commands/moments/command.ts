/** `isotypic moments`: results of queries as moments, and moments merged. */
import { mergeGroupedMoments } from '@isotypic/sql';
import { type Call, type Command, misuse } from '../../command.js';
import type { Console } from '../../console.js';
import { momentsFile, readMoments } from '../../queries/moments-file.js';
import { queryPlan, readQueryPlan, readRows } from '../../queries/query-plan.js';
import { write } from '../sql/command.js';

export const momentsCommand: Command = {
  name: 'moments',
  words: '[merge A.json B.json …]',
  count: [0, 1000],
  wordsAre: 'merge and files, or none',
  summary: 'moments from the rows that a query of isotypic sql gave, and moments merged',
  description:
    'Reads the rows that the text of isotypic sql --step moments gave, as JSON or lines of JSON, by the plan that ' +
    'stands beside it, and prints moments, for isotypic analyze and isotypic sql --step score; or merges files of ' +
    'such moments: of disjoint parts of a table.',
  example: 'isotypic moments --rows result.json --plan plan.json --out moments.json',
  options: {
    rows: { type: 'string', value: 'FILE', help: 'what the engine gave: an array of rows, or one row a line' },
    plan: { type: 'string', value: 'FILE', help: 'what isotypic sql --plan wrote' },
    out: { type: 'string', value: 'FILE', help: 'where to write the moments (default: standard output)' },
  },
  run(call, console) {
    const [first, ...paths] = call.words;
    if (first === undefined) fromRows(call, console);
    else if (first === 'merge' && paths.length >= 2) merge(paths, call, console);
    else throw misuse('isotypic moments --rows FILE --plan FILE, or isotypic moments merge A.json B.json', call.line);
    return undefined;
  },
};

function fromRows(call: Call, console: Console): void {
  const [rowsPath, planPath] = [call.text('rows'), call.text('plan')];
  if (rowsPath === undefined || planPath === undefined) throw misuse('--rows FILE and --plan FILE', call.line);
  const file = readQueryPlan(planPath);
  const { plan } = queryPlan(file);
  const rows = readRows(rowsPath, '--rows');
  const grouped = plan.decode(rows);
  for (const { key } of plan.betterShifts(rows)) {
    const which = key.length === 0 ? '' : ` of ${key.join(', ')}`;
    console.err(
      `isotypic: note: the mean${which} is far from the shift, and digits were lost; run --step moments again with ` +
        `--probe ${rowsPath}${key.length === 0 ? '' : ' and --where for this group alone'}\n`,
    );
  }
  const by = (file.request.groupBy ?? []).map((key) => (typeof key === 'string' ? key : `${key.column}:${key.window}`));
  const { group, response } = file;
  finish(momentsFile({ group, columns: file.request.columns, response, by }, grouped), call, console);
}

function merge(paths: readonly string[], call: Call, console: Console): void {
  const read = paths.map(readMoments);
  const [{ file }] = read;
  read.forEach(({ file: other }, i) => {
    const isSame = (['columns', 'response', 'by'] as const).every(
      (name) => JSON.stringify(file[name]) === JSON.stringify(other[name]),
    );
    if (!isSame) throw misuse(`moments of the columns of ${paths[0]}`, `${paths[i]}, of ${other.columns.join(', ')}`);
  });
  finish(momentsFile(file, mergeGroupedMoments(read.map(({ grouped }) => grouped))), call, console);
}

function finish(text: string, call: Call, console: Console): void {
  const out = call.text('out');
  if (out === undefined) console.out(text);
  else write(out, text);
}
