/** The command line's grammar: one command, its options, and help that names every one of them. */
import { parseArgs } from 'node:util';
import { describe, IsotypicError } from '@isotypic/algebra';

export interface AnalyzeArguments {
  readonly command: 'analyze';
  readonly data: string;
  readonly group: string;
  readonly out: string;
  /** Columns to predict; the others are the predictors. */
  readonly response: readonly string[];
  readonly responseAction: 'same' | 'trivial' | undefined;
  readonly columns: readonly string[] | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

export type CommandArguments = AnalyzeArguments | { readonly command: 'help' | 'version' | 'groups' };

export const HELP = `isotypic: the exact symmetric structure of data, and statistics that respect it

  isotypic analyze DATA.csv --group GROUP [options]
      Takes apart the columns of DATA under GROUP, estimates mean and covariance (and, with --response, a
      regression) that respect it, tests the symmetry, and writes report.html, table.safetensors and table.json.

      --group GROUP          a group acting on the columns, e.g. "dihedral(4)", "symmetric(3) x cyclic(2)",
                             or generators in cycles on columns 0, 1, …: "<(0 1 2 3), (0 2)>"
      --columns A,B,…        the columns the group acts on, in its order (default: all but the responses)
      --response C,D,…       columns to predict from the others by the equivariant least-squares fit
      --response-action KIND how the group acts on the responses: "same" as on the predictors (default where
                             there are as many responses as predictors) or "trivial" (default otherwise)
      --out FOLDER           where the report goes (default: report)
      --json                 print the analysis as JSON instead of text
      --quiet                no progress on standard error

  isotypic groups            list the groups that can be named
  isotypic --help | --version

Exit codes: 0 done, 2 bad input or bad arguments, 1 anything else.
`;

/**
 * Reads the arguments after the program's name.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is not in the grammar.
 */
export function parseArguments(argv: readonly string[]): CommandArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw misuse('options listed by isotypic --help', (error as Error).message.split('. ')[0] as string);
  }
  const { values, positionals } = parsed;
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (command === 'groups') return { command: 'groups' };
  if (command !== 'analyze') throw misuse('a command: analyze, groups or help', describe(command));
  if (rest.length !== 1) throw misuse('one data file after analyze', rest.length === 0 ? 'none' : `${rest.length}`);
  if (values.group === undefined) throw misuse('--group, such as --group "dihedral(4)"', 'no group');
  const action = values['response-action'];
  if (action !== undefined && action !== 'same' && action !== 'trivial') {
    throw misuse('--response-action same or trivial', describe(action));
  }
  return {
    command,
    data: rest[0] as string,
    group: values.group,
    out: values.out ?? 'report',
    response: list(values.response) ?? [],
    responseAction: action,
    columns: list(values.columns),
    json: values.json ?? false,
    quiet: values.quiet ?? false,
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      group: { type: 'string', short: 'g' },
      columns: { type: 'string' },
      response: { type: 'string' },
      'response-action': { type: 'string' },
      out: { type: 'string', short: 'o' },
      json: { type: 'boolean' },
      quiet: { type: 'boolean', short: 'q' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
}

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function misuse(expected: string, received: string): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', {
    where: 'isotypic',
    expected,
    received,
    remedy: 'See isotypic --help.',
  });
}
