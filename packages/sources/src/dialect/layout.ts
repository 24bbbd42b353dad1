/** What the beginning of a table says: its dialect, the names of its columns, and where the rows begin. */
import { IsotypicError } from '@isotypic/algebra/basics';
import type { Encoding } from '../text/encoding.js';
import { type Dialect, nameOfDelimiter } from './dialect.js';
import { decideHeader, endsInNothing } from './header.js';
import { MISSING_WORDS, numberOf } from './numerals.js';
import type { TableOptions } from './options.js';
import { binaryText, lineEndAt, type Record, readable } from './records.js';
import { type Beginning, modalWidth, type Sniffed, sampleRecords, sniff } from './sniff.js';

export interface Layout {
  readonly dialect: Dialect;
  readonly columns: readonly string[];
  /** What was decided where it could be otherwise, a sentence each. */
  readonly notes: readonly string[];
  readonly missing: ReadonlySet<string>;
  /** Cells of a row; one more than the columns where the delimiter is trailing. */
  readonly width: number;
  /** Lines before the rows that are comments, and that are blank. */
  readonly before: { readonly comments: number; readonly blankLines: number };
  /** Where the rows begin, in bytes of the sample, and their first line. */
  readonly bodyAt: number;
  readonly bodyLine: number;
}

/**
 * @param sample the first bytes, in UTF-8 without a byte-order mark
 * @throws {IsotypicError} `PARSE` for a table of no rows, and for a first line of which nobody can tell whether it is
 * names.
 */
export function layoutOf(
  where: string,
  sample: Uint8Array,
  complete: boolean,
  encoding: Encoding,
  options: TableOptions,
): Layout {
  const text = binaryText(sample);
  const missing = new Set([...MISSING_WORDS, ...(options.missingWords ?? [])]);
  const start = skipLines({ text, at: 0, line: 1, complete }, options.skip ?? 0);
  const { beginning, delimiter } = delimiterLine(start, options.delimiter);
  const comment = commentOf(beginning, options.comment);
  // the words as the records have them: a letter a byte
  const words = new Set([...missing].map((word) => binaryText(new TextEncoder().encode(word))));
  const found = sniff(beginning, { delimiter, decimal: options.decimal }, comment, words);
  if (found.records.length === 0) {
    throw new IsotypicError('PARSE', emptiness(where, beginning, complete));
  }
  const named = namesOf(where, found, { beginning, comment, missing: words, header: options.header ?? 'auto' });
  const { columns, width, trailing } = columnsOf(found.records, named.names);
  const first = found.records[0];
  const body = named.header && named.headerLine === first.line;
  return {
    dialect: {
      encoding: encoding.name,
      byteOrderMark: encoding.byteOrderMark,
      delimiter: found.delimiter,
      decimal: found.decimal,
      header: named.header,
      headerLine: named.headerLine,
      comment,
      skipped: beginning.line - 1,
      trailingDelimiter: trailing,
      lineEnd: lineEndOf(text),
    },
    columns,
    notes: [
      ...named.notes,
      ...rivalNotes(found),
      ...decimalNotes(found),
      ...trailingNotes(trailing && named.names === undefined),
    ],
    missing,
    width,
    before: body ? linesBefore(beginning, first, comment) : { comments: 0, blankLines: 0 },
    bodyAt: body ? first.end : beginning.at,
    bodyLine: body ? first.nextLine : beginning.line,
  };
}

function emptiness(where: string, { text, at }: Beginning, complete: boolean) {
  const rest = text.slice(at);
  if (rest.trim() === '') return { where, expected: 'a table with at least one row', received: 'an empty file' };
  if (/(^|[\r\n])[ \t]*[^"\r\n]*"/.test(rest)) {
    return {
      where,
      expected: `a closing quote, followed by a delimiter, for a quote in the first row`,
      received: complete ? 'the end of the text, or other letters' : `${rest.length} letters without one`,
    };
  }
  return { where, expected: 'a table with at least one row', received: 'comments alone' };
}

function skipLines(beginning: Beginning, count: number): Beginning {
  let { at, line } = beginning;
  const { text } = beginning;
  for (let n = 0; n < count && at < text.length; n++) {
    while (at < text.length && lineEndAt(text, at) === 0) at++;
    at += lineEndAt(text, at);
    line++;
  }
  return { ...beginning, at, line };
}

/** `sep=;` in the first line, as Excel reads and writes it. */
function delimiterLine(
  beginning: Beginning,
  told: string | undefined,
): { readonly beginning: Beginning; readonly delimiter: string | undefined } {
  const { text, at } = beginning;
  const [line, delimiter] = /^"?sep=([^"\r\n])"?[ \t]*(?=[\r\n]|$)/i.exec(text.slice(at, at + 64)) ?? [];
  if (line === undefined) return { beginning, delimiter: told };
  return { beginning: skipLines(beginning, 1), delimiter: told ?? delimiter };
}

/** `#` where the first line that is not blank begins with it, and not all lines do. */
function commentOf({ text, at }: Beginning, told: string | undefined): string | undefined {
  if (told !== undefined) return told === '' ? undefined : told;
  const lines = text.slice(at).split(/\r\n|\n|\r/);
  const full = lines.filter((line) => line.trim() !== '').map((line) => line.trimStart());
  return full.length > 0 && full[0].startsWith('#') && full.some((line) => !line.startsWith('#')) ? '#' : undefined;
}

function lineEndOf(text: string): Dialect['lineEnd'] {
  const [end] = /\r\n|\n|\r/.exec(text) ?? ['\n'];
  return end === '\r\n' ? 'CRLF' : end === '\r' ? 'CR' : 'LF';
}

/** What stands between the beginning and the line of names. */
function linesBefore({ text, at, line }: Beginning, first: Record, comment: string | undefined): Layout['before'] {
  const lines = text
    .slice(at, first.end)
    .split(/\r\n|\n|\r/)
    .slice(0, first.line - line);
  const comments = lines.filter((l) => comment !== undefined && l.trimStart().startsWith(comment)).length;
  return { comments, blankLines: lines.length - comments };
}

interface Names {
  readonly header: boolean;
  readonly headerLine: number | undefined;
  /** In the header line; undefined without one. */
  readonly names: readonly string[] | undefined;
  readonly notes: readonly string[];
}

function namesOf(
  where: string,
  found: Sniffed,
  told: {
    readonly beginning: Beginning;
    readonly comment: string | undefined;
    readonly missing: ReadonlySet<string>;
    readonly header: boolean | 'auto';
  },
): Names {
  const { records, decimal } = found;
  const [first] = records;
  const names = () => first.cells.map(({ text }) => readable(text));
  const withHeader = (notes: readonly string[] = []): Names => ({
    header: true,
    headerLine: first.line,
    names: names(),
    notes,
  });
  if (told.header === true) return withHeader();
  if (told.header === false) return { header: false, headerLine: undefined, names: undefined, notes: [] };
  const { header, because, undecided } = decideHeader(records, decimal, told.missing);
  const shown = first.cells.slice(0, 6).map(({ text }) => readable(text));
  const list = `${shown.join(' ')}${first.cells.length > 6 ? ' …' : ''}`;
  if (undecided) {
    throw new IsotypicError('PARSE', {
      where,
      expected: `to know whether line ${first.line} names the columns`,
      received: `"${list}": ${because}`,
      remedy: 'Say it: header yes or no.',
      details: { line: first.line },
    });
  }
  const inComment = header ? undefined : namesInComment(found, told.beginning, told.comment);
  if (inComment !== undefined) return inComment;
  if (because === undefined)
    return header ? withHeader() : { header, headerLine: undefined, names: undefined, notes: [] };
  const as = header ? 'names' : 'a row, so the columns have no names';
  const otherwise = header ? 'header no takes it for a row' : 'header yes takes it for names';
  const notes = [`line ${first.line} (${list}) was taken for ${as}: ${because}; ${otherwise}`];
  return header ? withHeader(notes) : { header, headerLine: undefined, names: undefined, notes };
}

/** Names behind the comment mark of the last comment, as NumPy's `savetxt` writes them. */
function namesInComment(found: Sniffed, beginning: Beginning, comment: string | undefined): Names | undefined {
  if (comment === undefined) return undefined;
  const { records, delimiter, decimal } = found;
  const before = beginning.text.slice(beginning.at).split(/\r\n|\n|\r/);
  const line = records[0].line - 1;
  const last = before[line - beginning.line]?.trimStart();
  if (last === undefined || !last.startsWith(comment)) return undefined;
  const text = last.slice(comment.length);
  const [record] = sampleRecords({ text, at: 0, line, complete: true }, { delimiter, comment: undefined });
  if (record === undefined || record.cells.length !== modalWidth(records)) return undefined;
  if (!record.cells.every((c) => c.text !== '' && numberOf(c.text, decimal) === undefined)) return undefined;
  const names = record.cells.map((c) => readable(c.text));
  const note = `the comment in line ${line} was taken for names, as it has one for each column; header no ignores it`;
  return { header: true, headerLine: line, names, notes: [note] };
}

/** Names for all cells of a row but the empty one behind a trailing delimiter. */
function columnsOf(
  records: readonly Record[],
  names: readonly string[] | undefined,
): { readonly columns: readonly string[]; readonly width: number; readonly trailing: boolean } {
  const rows = (names === undefined || records.length === 1 ? records : records.slice(1)).map((r) => r.cells);
  const width = modalWidth(names === undefined || records.length === 1 ? records : records.slice(1));
  const regular = rows.filter((cells) => cells.length === width);
  const empty = endsInNothing(regular);
  if (names === undefined) {
    // without names a last column of gaps is none
    const trailing = empty && width > 1;
    return { columns: named(Array.from({ length: trailing ? width - 1 : width }, () => '')), width, trailing };
  }
  if (names.length === width && names[width - 1] === '' && empty) {
    return { columns: named(names.slice(0, -1)), width, trailing: true };
  }
  if (names.length === width - 1) {
    return empty
      ? { columns: named(names), width, trailing: true }
      : { columns: named(['', ...names]), width, trailing: false };
  }
  if (names.length === width + 1 && names[width] === '') {
    return { columns: named(names.slice(0, -1)), width, trailing: false };
  }
  return { columns: named(names), width: names.length, trailing: false };
}

/** x0, x1, … for columns without a name. */
const named = (names: readonly string[]): string[] => names.map((name, j) => (name === '' ? `x${j}` : name));

/** Without names nobody can tell an empty last column from a delimiter too many. */
const trailingNotes = (isUnclear: boolean): string[] =>
  isUnclear ? ['all rows end in an empty cell, which was taken for no column; header yes, with names, keeps it'] : [];

const rivalNotes = ({ delimiter, rival }: Sniffed): string[] =>
  rival === undefined
    ? []
    : [`cells were parted at ${nameOfDelimiter(delimiter)}; ${nameOfDelimiter(rival)} would fit as well, if told`];

/**
 * A comma before three digits everywhere may be a mark of thousands; so may a point between semicolons, which are what
 * stands between cells where commas are decimal.
 */
function decimalNotes({ decimal, delimiter, records }: Sniffed): string[] {
  if (decimal === '.' && delimiter !== ';') return [];
  const texts = records.flatMap(({ cells }) => cells.map(({ text }) => text));
  const marked = texts.filter((text) => /^[+-]?\d+[.,]\d+$/.test(text) && text.includes(decimal));
  if (marked.length === 0 || !marked.every((text) => /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text))) return [];
  const name = decimal === ',' ? 'comma' : 'point';
  return [`the ${name} in ${marked[0]} was taken for a decimal ${name}; if it marks thousands, remove it`];
}
