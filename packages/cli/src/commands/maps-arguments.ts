/** The arguments of `isotypic basis` and `isotypic sharing`. */
import { parseArgs } from 'node:util';
import { describe, IsotypicError } from '@isotypic/algebra';
import { nearestNames } from '@isotypic/algebra/internal';

export interface BasisArguments {
  readonly command: 'basis';
  readonly domain: string;
  readonly codomain: string;
  /** The group of the spaces without a name; not needed where all have one. */
  readonly group: string | undefined;
  readonly draw: string | undefined;
  /** A folder for the exact basis. */
  readonly out: string | undefined;
  readonly json: boolean;
}

export interface SharingArguments {
  readonly command: 'sharing';
  readonly inAction: string;
  readonly outAction: string;
  readonly draw: string | undefined;
  readonly json: boolean;
}

export const MAPS_HELP = `  isotypic basis TYPE TYPE --group GROUP [options]
      The linear maps from the first type to the second that commute with GROUP: how many, and an exact basis.

      TYPE                   such as "10*T(1)+5*T(2)", "3*T(0)+T(2)", "T(2,1)", "V[Z(3)]*V[S(4)]", "Sym(2, V)"
      --group GROUP          a matrix group: "S(5)", "O(1,3)", "SU(3)", "cyclic(3) x O(3)", "S(5) wr cyclic(2)"
      --draw FILE.svg        the picture of the basis, by summands
      --out FOLDER           the basis as basis.safetensors and, exactly, as basis.json
      --json                 the counts as JSON

  isotypic sharing --in GENERATORS [--out-action GENERATORS] [options]
      The weight sharing of a layer that is equivariant under permutations of its inputs and outputs.

      --in GENERATORS        a group such as "symmetric(4)" or "<(0 1 2 3), (0 1)>", or lists of images "[[1,2,3,0]]"
      --out-action GENERATORS how the same generators permute the outputs (default: as the inputs)
      --draw FILE.svg        the matrix of colors; beside it FILE-graph.svg, the graph
      --json                 counts and colors as JSON

`;

const BASIS_OPTIONS = {
  group: { type: 'string', short: 'g' },
  draw: { type: 'string' },
  out: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
} as const;

const SHARING_OPTIONS = {
  in: { type: 'string' },
  'out-action': { type: 'string' },
  draw: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is not in the grammar */
export function parseBasisArguments(argv: readonly string[]): BasisArguments {
  checkNames(argv, BASIS_OPTIONS);
  const { values, positionals } = reported(() =>
    parseArgs({ args: [...argv], options: BASIS_OPTIONS, allowPositionals: true }),
  );
  if (positionals.length !== 2) {
    throw misuse('two types after basis, such as "T(1)" "T(2)"', positionals.map(describe).join(', ') || 'none');
  }
  const [domain, codomain] = positionals;
  const { group, draw, out, json = false } = values;
  return {
    command: 'basis',
    domain,
    codomain,
    group,
    draw: fileName('--draw', draw),
    out: fileName('--out', out),
    json,
  };
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is not in the grammar */
export function parseSharingArguments(argv: readonly string[]): SharingArguments {
  checkNames(argv, SHARING_OPTIONS);
  const { values, positionals } = reported(() =>
    parseArgs({ args: [...argv], options: SHARING_OPTIONS, allowPositionals: true }),
  );
  if (positionals.length > 0) throw misuse('options only after sharing', describe(positionals[0]));
  if (values.in === undefined) throw misuse('--in, such as --in "symmetric(4)"', 'no generators');
  const { draw, json = false } = values;
  const outAction = values['out-action'] ?? values.in;
  return { command: 'sharing', inAction: values.in, outAction, draw: fileName('--draw', draw), json };
}

function checkNames(argv: readonly string[], options: Readonly<Record<string, unknown>>): void {
  const seen = new Set<string>();
  const { tokens } = parseArgs({ args: [...argv], options: {}, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name.length === 1) continue;
    if (!Object.hasOwn(options, token.name)) {
      const [nearest] = nearestNames(token.name, Object.keys(options), 1);
      const hint = nearest === undefined ? undefined : `Did you mean --${nearest}? See isotypic --help.`;
      throw misuse('options listed by isotypic --help', token.rawName, hint);
    }
    if (seen.has(token.name)) throw misuse(`--${token.name} once`, 'it twice');
    seen.add(token.name);
  }
}

function reported<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // an option without its value, or a value for one that takes none: Node says which
    throw misuse('options as listed by isotypic --help', (error as Error).message.split(/[.\n]/)[0]);
  }
}

function fileName(option: string, value: string | undefined): string | undefined {
  if (value === '') throw misuse(`${option} with a name`, 'an empty name');
  return value;
}

function misuse(expected: string, received: string, remedy = 'See isotypic --help.'): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', { where: 'isotypic', expected, received, remedy });
}
