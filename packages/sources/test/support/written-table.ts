/** Tables and ways to write them: any dialect, with what must be read back. */
import type { TableOptions } from '@isotypic/sources';
import fc from 'fast-check';

export interface WrittenTable {
  readonly bytes: Uint8Array;
  /** The whole dialect, to be told. */
  readonly told: TableOptions;
  readonly names: readonly string[];
  readonly numeric: readonly number[];
  readonly textual: readonly number[];
  /** Values of the columns of numbers, row by row; undefined where one is missing. */
  readonly values: readonly (readonly (number | undefined)[])[];
  readonly texts: readonly (readonly string[])[];
  readonly comments: number;
  /** The way it was written, for the reader of a failure. */
  readonly text: string;
}

/** Those that are looked for. */
export const FOUND_DELIMITERS: readonly string[] = [',', ';', '\t', '|', ' '];
const DELIMITERS = [...FOUND_DELIMITERS, ...FOUND_DELIMITERS, '~', '::'];
const ENCODINGS = ['utf-8', 'utf-8 mark', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;
/** Lines before the table, for `skip`; none of them has a delimiter at its beginning or end. */
const PREAMBLE = ['made by, a; program', 'on a Monday: 1,2;3'];
const LETTERS = ['a', 'b', 'Z', 'é', 'ü', 'ß', '_', '.', '-', ' ', ',', ';', '"', '|', '\n', '7'];

const word = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => `w${letters.join('')}x`);

/** A number as programs and people write it, with a point. */
const numeral = fc.oneof(
  fc.integer({ min: -999, max: 9999 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x.toFixed(3)),
  fc.double({ min: 1e-30, max: 1e30, noNaN: true }).map((x) => x.toExponential(9)),
  fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x.toPrecision(17)),
  fc.constantFrom('+5', '.5', '5.', '-0', '007', '1E3', '123456789012345678901234567890'),
);

const style = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  decimal: fc.constantFrom('.' as const, ',' as const),
  encoding: fc.constantFrom(...ENCODINGS),
  end: fc.constantFrom('\n', '\r\n', '\r', 'mixed'),
  lastEnd: fc.boolean(),
  quotes: fc.constantFrom('needed', 'texts', 'all'),
  header: fc.constantFrom('words', 'words', 'years', 'none'),
  missingWord: fc.constantFrom('NA', 'NaN', '', 'null', '-999', 'weiß nicht'),
  comments: fc.constantFrom('', '', '#', '#', '%', '//'),
  skip: fc.constantFrom(0, 0, 0, 1, 2),
  separatorLine: fc.constantFrom(false, false, false, true),
  blankLines: fc.boolean(),
  trailing: fc.boolean(),
  padding: fc.constantFrom('', '', ' '),
});

const table = fc
  .record({
    kinds: fc.array(fc.constantFrom('number', 'number', 'number', 'text'), { minLength: 1, maxLength: 5 }),
    rows: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ kinds, rows }) =>
    fc.record({
      kinds: fc.constant(kinds),
      names: fc.uniqueArray(word, { minLength: kinds.length, maxLength: kinds.length }),
      numbers: fc.array(fc.array(numeral, { minLength: kinds.length, maxLength: kinds.length }), {
        minLength: rows,
        maxLength: rows,
      }),
      words: fc.array(fc.array(word, { minLength: kinds.length, maxLength: kinds.length }), {
        minLength: rows,
        maxLength: rows,
      }),
      gaps: fc.array(fc.nat(9), { minLength: rows * kinds.length, maxLength: rows * kinds.length }),
    }),
  );

type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

/** Quoted where it must be, or where the style says so. */
function cellOf(text: string, isText: boolean, { delimiter, quotes, decimal, padding }: Style): string {
  const must = /["\r\n]|^ | $/.test(text) || text.includes(delimiter) || (delimiter === ' ' && text === '');
  const all = quotes === 'all' || (quotes === 'texts' && isText);
  const isNumber = !isText && delimiter === decimal && text.includes(decimal);
  const cell = must || all || isNumber ? `"${text.replaceAll('"', '""')}"` : text;
  return delimiter === ' ' ? cell : padding + cell + padding;
}

/** Lines with their ends: of one kind, or all three in turn. */
function joined(lines: readonly string[], { end, lastEnd }: Style): string {
  const ends = ['\n', '\r\n', '\r'];
  return lines
    .map((line, n) => (n + 1 < lines.length || lastEnd ? line + (end === 'mixed' ? ends[n % 3] : end) : line))
    .join('');
}

function encoded(text: string, encoding: Style['encoding']): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8 mark') return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === 'windows-1252' || encoding === 'iso-8859-15') return Uint8Array.from(text, (c) => c.charCodeAt(0));
  const units = Array.from({ length: text.length + 1 }, (_, i) => (i === 0 ? 0xfeff : text.charCodeAt(i - 1)));
  return Uint8Array.from(units.flatMap((u) => (encoding === 'utf-16le' ? [u & 255, u >> 8] : [u >> 8, u & 255])));
}

function namesOf(header: Style['header'], words: readonly string[]): string[] {
  if (header === 'words') return [...words];
  return words.map((_, j) => (header === 'years' ? String(1998 + 3 * j) : `x${j}`));
}

export const writtenTable: fc.Arbitrary<WrittenTable> = fc.tuple(style, table).map(([how, what]) => {
  const { kinds, numbers, words, gaps } = what;
  const single = kinds.length === 1;
  const names = namesOf(how.header, what.names);
  // a last column of gaps alone is what a trailing delimiter makes too
  const isMissing = (n: number, j: number) =>
    kinds[j] === 'number' && gaps[n * kinds.length + j] === 0 && !(n === 0 && j === kinds.length - 1);
  const missing = single && how.missingWord === '' ? 'NA' : how.missingWord;
  const write = (cells: readonly string[], isText: (j: number) => boolean) =>
    cells.map((cell, j) => cellOf(cell, isText(j), how)).join(how.delimiter) +
    (how.trailing && !single && how.delimiter !== ' ' ? how.delimiter : '');
  const marked = (text: string) => (how.decimal === ',' ? text.replace('.', ',') : text);
  const rows = numbers.map((row, n) =>
    write(
      row.map((text, j) => (kinds[j] === 'text' ? words[n][j] : isMissing(n, j) ? missing : marked(text))),
      (j) => kinds[j] === 'text',
    ),
  );
  const lines = how.header === 'none' ? rows : [write(names, () => true), ...rows];
  const comment = `${how.comments} a comment; with, all "marks`;
  const all =
    how.comments !== '' ? [comment, ...lines.flatMap((line, n) => (n === 2 ? [comment, line] : [line]))] : lines;
  const spaced = how.blankLines && !single ? all.flatMap((line) => [line, '']) : all;
  const separator = how.separatorLine && [...how.delimiter].length === 1 ? [`sep=${how.delimiter}`] : [];
  const text = joined([...PREAMBLE.slice(0, how.skip), ...separator, ...spaced], how);
  const numeric = [...kinds.keys()].filter((j) => kinds[j] === 'number');
  const textual = [...kinds.keys()].filter((j) => kinds[j] === 'text');
  return {
    bytes: encoded(text, how.encoding),
    told: {
      delimiter: how.delimiter,
      decimal: how.decimal,
      header: how.header !== 'none',
      encoding: how.encoding.split(' ')[0],
      comment: how.comments,
      skip: how.skip,
      missingWords: ['-999', 'weiß nicht'],
    },
    names,
    numeric,
    textual,
    values: numbers.map((row, n) =>
      numeric.map((j) => (isMissing(n, j) || Number(row[j]) === -999 ? undefined : Number(row[j]))),
    ),
    texts: textual.map((j) => words.map((row) => row[j])),
    comments: how.comments !== '' ? 1 + (lines.length > 2 ? 1 : 0) : 0,
    text,
  };
});
