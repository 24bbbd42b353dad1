/**
 * Is the first line names or a row? Words over columns of numbers are names. A line of numbers alone is ambiguous: it
 * is taken for names where they are of another kind than the rows, for a row otherwise, and either is said; a line that
 * mixes words and numbers over columns of numbers is refused until somebody says what it is.
 */
import { numberOf } from './numerals.js';
import type { Cell, Record } from './records.js';
import { modalWidth } from './sniff.js';

export interface HeaderDecision {
  readonly header: boolean;
  /** Why, where it could be otherwise; completes "line 1 was taken for names: …". */
  readonly because: string | undefined;
  /** Whether neither can be said. */
  readonly undecided: boolean;
}

/** What the columns of numbers are told from. */
interface Columns {
  /** Cells of the first line over columns of numbers. */
  readonly first: readonly Cell[];
  /** Rows below, the columns of numbers only. */
  readonly rows: readonly (readonly Cell[])[];
  readonly decimal: '.' | ',';
  readonly missing: ReadonlySet<string>;
}

const decided = (header: boolean, because?: string): HeaderDecision => ({ header, because, undecided: false });

export function decideHeader(
  records: readonly Record[],
  decimal: '.' | ',',
  missing: ReadonlySet<string>,
): HeaderDecision {
  const [head, ...below] = records;
  if (head === undefined) return decided(false);
  const isWord = ({ text }: Cell) => numberOf(text, decimal) === undefined && !missing.has(text);
  if (below.length === 0) {
    const isRow = !head.cells.every(isWord);
    return decided(!isRow, 'it is the only one');
  }
  const columns = numericColumns(records, decimal, missing);
  const { first } = columns;
  if (first.length === 0) {
    const isRow = head.cells.some((c) => numberOf(c.text, decimal) !== undefined);
    return decided(!isRow, 'there is no column of numbers below to tell by');
  }
  const words = first.filter(isWord).length;
  const numbers = first.filter(({ text }) => numberOf(text, decimal) !== undefined).length;
  if (words > 0 && numbers === 0) return decided(true);
  if (numbers === 0) return decided(false, 'it has no numbers, but no names either');
  const reason = namesByKind(columns);
  if (reason !== undefined) return decided(true, reason);
  if (words > 0)
    return { header: true, because: 'it holds words and numbers over columns of numbers', undecided: true };
  return decided(false, 'all its cells are numbers or missing');
}

/** The columns below the first line that hold numbers and gaps only. */
function numericColumns(records: readonly Record[], decimal: '.' | ',', missing: ReadonlySet<string>): Columns {
  const [head, ...below] = records;
  const width = modalWidth(below);
  const rows = below.filter(({ cells }) => cells.length === width).map(({ cells }) => cells);
  // names one fewer than the columns: the first column has none, as R writes it
  const shift = head.cells.length === width - 1 && !endsInNothing(rows) ? 1 : 0;
  const numeric: number[] = [];
  for (let j = 0; j < width; j++) {
    const values = rows.map((cells) => cells[j]).filter(({ text }) => !missing.has(text));
    if (values.length > 0 && values.every(({ text }) => numberOf(text, decimal) !== undefined)) numeric.push(j);
  }
  return {
    first: numeric.map((j) => head.cells[j - shift]).filter((cell) => cell !== undefined),
    rows: rows.map((cells) => numeric.map((j) => cells[j])),
    decimal,
    missing,
  };
}

/** Whether every row ends in an empty cell. */
export const endsInNothing = (rows: readonly (readonly Cell[])[]): boolean =>
  rows.length > 0 && rows.every((cells) => cells.length > 1 && cells[cells.length - 1].text === '');

/** Why a first line of numbers names the columns; undefined where it may be a row as well. */
function namesByKind({ first, rows, decimal, missing }: Columns): string | undefined {
  const given = first.filter(({ text }) => numberOf(text, decimal) !== undefined);
  if (given.length < 2) return undefined;
  const below = rows.flat().filter(({ text }) => !missing.has(text));
  if (given.every((c) => c.quoted) && !below.some((c) => c.quoted))
    return 'its numbers are quoted, those below are not';
  // an index over the rows has no name of its own; words elsewhere are names
  const others = first.filter((cell) => !given.includes(cell));
  if (others.some(({ text }, i) => missing.has(text) && !(i === 0 && text === '' && first[0] === others[0])))
    return undefined;
  if (!increases(given)) return undefined;
  const alike = rows.filter((cells) => increases(cells)).length;
  if (2 * alike > rows.length) return undefined;
  const names = given.map(({ text }) => Number(text));
  const values = below.map(({ text }) => numberOf(text, decimal) as number);
  const [least, largest] = [minimum(values), -minimum(values.map((v) => -v))];
  if (names.every((n) => n < least || n > largest))
    return 'its numbers are whole, increase, and lie apart from those below';
  const fractions = below.filter(({ text }) => !/^[+-]?\d+$/.test(text)).length;
  const counts = names.every((n, i) => n === names[0] + i) && (names[0] === 0 || names[0] === 1);
  return counts && 2 * fractions >= below.length
    ? `it counts from ${names[0]}, over numbers that are not whole`
    : undefined;
}

const minimum = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** Whole numbers, each larger than the one before. */
function increases(cells: readonly Cell[]): boolean {
  return cells.every(({ text }, i) => /^\d{1,15}$/.test(text) && (i === 0 || Number(text) > Number(cells[i - 1].text)));
}
