/** A command as a value: its grammar, its help, and what it does. The program is a list of them. */
import { IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';
import type { Console } from './console.js';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for the value in the help: `GROUP`. */
  readonly value?: string;
  /** One sentence; longer ones are wrapped. */
  readonly help: string;
}

/** The words and options of one call, as the grammar of the command allows them. */
export interface Call {
  /** As it would be typed. */
  readonly line: string;
  readonly words: readonly string[];
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

export interface Command {
  readonly name: string;
  /** What stands after the name: `DATA.csv`. */
  readonly words: string;
  /** Least and largest number of them. */
  readonly count: readonly [least: number, most: number];
  /** For the error when the number is another: `one data file`. */
  readonly wordsAre: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, in a few sentences. */
  readonly description: string;
  readonly example: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** An exit code is given back by commands that may end well in part. */
  run(call: Call, console: Console): number | undefined | Promise<number | undefined>;
}

/** The option of every command that prints a result. */
export const JSON_OPTION: OptionSpec = { type: 'boolean', help: 'print JSON instead of text' };

/** A mistake in the command line: one sentence and exit code 2. */
export function misuse(expected: string, received: string, remedy = 'See isotypic --help.'): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', { where: 'isotypic', expected, received, remedy });
}

/** A text that is not empty. */
export function nonEmpty(expected: string, value: string): string {
  if (value === '') throw misuse(expected, 'an empty name');
  return value;
}

/** A number among the words or options. */
export function integerOf(name: string, value: string, least: number, most: number): number {
  const n = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(n >= least && n <= most)) throw misuse(`${name} from ${least} to ${most}`, describe(value));
  return n;
}

/** One of the given words. */
export function choiceOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((c) => c === value);
  if (found === undefined) throw misuse(`${name} to be one of ${choices.join(', ')}`, describe(value));
  return found;
}

/** The names in `A,B,…`. */
export function namesOf(option: string, value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw misuse(`${option} A,B,… with a name before and after each comma`, describe(value));
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw misuse(`${option} to name each column once`, `${describe(repeated)} twice`);
  return names;
}

/** The call of these words, as a shell reads it. */
export const lineOf = (argv: readonly string[]): string => ['isotypic', ...argv.map(quotedWord)].join(' ');

/** A word as a shell reads it back. */
const quotedWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : /["$`\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
