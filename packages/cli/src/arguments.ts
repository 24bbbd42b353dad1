/** The command line's grammar: a command, its words and its options; and help, written from the commands. */
import { parseArgs } from 'node:util';
import { describe, nearestNames } from '@isotypic/algebra/internal';
import { type Call, type Command, lineOf, misuse, type OptionSpec } from './command.js';

export type Request =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'call'; readonly command: Command; readonly call: Call };

const COMMON: Readonly<Record<string, OptionSpec>> = {
  help: { type: 'boolean', short: 'h', help: 'this text' },
  version: { type: 'boolean', help: 'the version' },
};

/**
 * Reads the arguments after the program's name.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is not in the grammar.
 */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Request {
  const all = Object.assign({}, ...commands.map((c) => c.options), COMMON) as Record<string, OptionSpec>;
  const { positionals, values } = parseArgs({ args: [...argv], options: all, allowPositionals: true, strict: false });
  if (values.version === true) return { kind: 'version' };
  // of all commands' options at once only the name is read: two may mean different things by one letter
  const [name, topic] = positionals;
  if (name === undefined || name === 'help') {
    if (name === undefined) refuseOptions(argv, COMMON, undefined, all);
    return { kind: 'help', command: commands.find((c) => c.name === topic) };
  }
  const command = commands.find((c) => c.name === name);
  if (command === undefined) {
    const names = commands.map((c) => c.name);
    const [nearest] = nearestNames(name, names, 1);
    const remedy = nearest === undefined ? undefined : `Did you mean ${nearest}? See isotypic --help.`;
    throw misuse(`a command: ${names.join(', ')} or help`, describe(name), remedy);
  }
  const options = { ...command.options, ...COMMON };
  refuseOptions(argv, options, command, all);
  const { values: parsed, positionals: read } = strictly(argv, options);
  const words = read.slice(1);
  if (parsed.help === true) return { kind: 'help', command };
  checkWords(command, words);
  const call: Call = {
    line: lineOf(argv),
    words,
    text: (option) => parsed[option] as string | undefined,
    flag: (option) => parsed[option] === true,
  };
  return { kind: 'call', command, call };
}

function checkWords({ name, count, wordsAre }: Command, words: readonly string[]): void {
  const [least, most] = count;
  if (words.length >= least && words.length <= most) return;
  const remedy = `See isotypic ${name} --help.`;
  if (most === 0) throw misuse(`nothing after ${name}`, describe(words[0]), remedy);
  throw misuse(`${wordsAre} after ${name}`, words.length === 0 ? 'none' : `${words.length}`, remedy);
}

/** Unknown options, options of other commands, and options given twice. */
function refuseOptions(
  argv: readonly string[],
  options: Readonly<Record<string, OptionSpec>>,
  command: Command | undefined,
  all: Readonly<Record<string, OptionSpec>>,
): void {
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    if (!Object.hasOwn(options, name)) {
      const where = command === undefined ? 'isotypic --help' : `isotypic ${command.name} --help`;
      const [nearest] = nearestNames(name, Object.keys(options), 1);
      const hint = nearest === undefined ? `See ${where}.` : `Did you mean --${nearest}? See ${where}.`;
      const isElsewhere = command !== undefined && Object.hasOwn(all, name);
      throw misuse(isElsewhere ? `an option of ${command.name}` : `options listed by ${where}`, rawName, hint);
    }
    if (seen.has(name)) throw misuse(`--${name} once`, 'it twice');
    seen.add(name);
  }
}

function strictly(
  argv: readonly string[],
  options: Readonly<Record<string, OptionSpec>>,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    // an option without its value, or a value for one that takes none: Node says which
    const { message } = error as Error;
    const option = /'(-[^' ]+)[^']*' argument is ambiguous/.exec(message)?.[1];
    const remedy = option && `A value that begins with a dash is joined by a sign of equality: ${option}=-….`;
    throw misuse('options as listed by isotypic --help', message.split(/[.\n]/)[0], remedy);
  }
}

/** All commands, a line each. */
export function programHelp(commands: readonly Command[]): string {
  const heads = commands.map((c) => `${c.name} ${c.words}`.trim());
  const width = Math.max(...heads.map((h) => h.length));
  return `isotypic: exact symmetry, and statistics that respect it

${heads.map((head, i) => `  isotypic ${head.padEnd(width)}   ${commands[i].summary}`).join('\n')}

  isotypic COMMAND --help    what a command does, its options and an example
  isotypic --version

Exit codes: 0 done, 2 bad input or bad arguments, 1 anything else.
`;
}

const COLUMNS = 100;

/** One command in full. */
export function commandHelp({ name, words, description, options, example }: Command): string {
  const rows = Object.entries(options).map(([option, { value, short, help }]) => {
    const name = value === undefined ? `--${option}` : `--${option} ${value}`;
    return { head: short === undefined ? name : `${name}, -${short}`, help };
  });
  const width = rows.reduce((w, r) => Math.max(w, r.head.length), 0);
  const listed = rows.flatMap(({ head, help }) =>
    wrapped(help, COLUMNS - width - 8).map((line, i) => `      ${(i === 0 ? head : '').padEnd(width)}  ${line}`),
  );
  return [
    `isotypic ${name} ${words}`.trim() + (rows.length > 0 ? ' [options]' : ''),
    ...wrapped(description, COLUMNS - 6).map((line) => `      ${line}`),
    ...(listed.length > 0 ? ['', ...listed] : []),
    '',
    `Example:  ${example}`,
    '',
  ].join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
