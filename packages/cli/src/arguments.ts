/** The command line's grammar: one command, its options, and help that names every one of them. */
import { parseArgs } from 'node:util';
import { describe, IsotypicError } from '@isotypic/algebra';
import { nearestNames } from '@isotypic/algebra/internal';
import {
  type BasisArguments,
  MAPS_HELP,
  parseBasisArguments,
  parseSharingArguments,
  type SharingArguments,
} from './commands/maps-arguments.js';

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

export type CommandArguments =
  | AnalyzeArguments
  | BasisArguments
  | SharingArguments
  | { readonly command: 'help' | 'version' | 'groups' };

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

${MAPS_HELP}  isotypic groups            list the groups that can be named
  isotypic --help | --version

Exit codes: 0 done, 2 bad input or bad arguments, 1 anything else.
`;

/** Which command each option belongs to; `all` of them, or none named. */
const OPTIONS = {
  group: { type: 'string', short: 'g', of: 'analyze' },
  columns: { type: 'string', of: 'analyze' },
  response: { type: 'string', of: 'analyze' },
  'response-action': { type: 'string', of: 'analyze' },
  out: { type: 'string', short: 'o', of: 'analyze' },
  json: { type: 'boolean', of: 'analyze' },
  quiet: { type: 'boolean', short: 'q', of: 'analyze' },
  help: { type: 'boolean', short: 'h', of: 'all' },
  version: { type: 'boolean', of: 'all' },
} as const;

type OptionName = keyof typeof OPTIONS;

/**
 * Reads the arguments after the program's name.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is not in the grammar.
 */
export function parseArguments(argv: readonly string[]): CommandArguments {
  if (!argv.includes('--help') && !argv.includes('-h')) {
    if (argv[0] === 'basis') return parseBasisArguments(argv.slice(1));
    if (argv[0] === 'sharing') return parseSharingArguments(argv.slice(1));
  }
  const { values, positionals } = parse(argv);
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (command === 'groups') {
    if (rest.length > 0) throw misuse('nothing after groups', describe(rest[0]));
    const other = Object.keys(values).find((name) => OPTIONS[name as OptionName].of === 'analyze');
    if (other !== undefined) throw misuse('no option of analyze after groups', `--${other}`);
    return { command };
  }
  if (command !== 'analyze') throw misuse('a command: analyze, basis, sharing, groups or help', describe(command));
  if (rest.length !== 1) throw misuse('one data file after analyze', rest.length === 0 ? 'none' : `${rest.length}`);
  if (values.group === undefined) throw misuse('--group, such as --group "dihedral(4)"', 'no group');
  const action = values['response-action'];
  if (action !== undefined && action !== 'same' && action !== 'trivial') {
    throw misuse('--response-action same or trivial', describe(action));
  }
  if (action !== undefined && values.response === undefined) {
    throw misuse('--response with --response-action', 'no response');
  }
  return {
    command,
    data: nonEmpty('a data file', rest[0]),
    group: values.group,
    out: nonEmpty('--out FOLDER', values.out ?? 'report'),
    response: list('--response', values.response) ?? [],
    responseAction: action,
    columns: list('--columns', values.columns),
    json: values.json ?? false,
    quiet: values.quiet ?? false,
  };
}

/** Unknown options, options given twice, and values that are missing or too many are refused. */
function parse(argv: readonly string[]) {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    if (!Object.hasOwn(OPTIONS, name)) {
      const [nearest] = nearestNames(name, Object.keys(OPTIONS), 1);
      const hint = nearest === undefined ? undefined : `Did you mean --${nearest}? See isotypic --help.`;
      throw misuse('options listed by isotypic --help', rawName, hint);
    }
    if (seen.has(name)) throw misuse(`--${name} once`, 'it twice');
    seen.add(name);
  }
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // an option without its value, or a value for one that takes none: Node says which
    throw misuse('options as listed by isotypic --help', (error as Error).message.split(/[.\n]/)[0]);
  }
}

/** The names in `A,B,…`. */
function list(option: string, value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw misuse(`${option} A,B,… with a name before and after each comma`, describe(value));
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw misuse(`${option} to name each column once`, `${describe(repeated)} twice`);
  return names;
}

function nonEmpty(expected: string, value: string): string {
  if (value === '') throw misuse(expected, 'an empty name');
  return value;
}

function misuse(expected: string, received: string, remedy = 'See isotypic --help.'): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', { where: 'isotypic', expected, received, remedy });
}
