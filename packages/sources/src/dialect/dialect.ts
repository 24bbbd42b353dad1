/** How a table is written: what was told or found about it, as data and in words. */
import { checkArgument, type Kind } from '@isotypic/algebra/internal/basics';

/** How a delimited text is written: delimiter, decimal mark, quotes, names, comments. */
export interface Dialect {
  /** As the Encoding Standard names it: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly encoding: string;
  readonly byteOrderMark: boolean;
  /** What stands between cells; a blank stands for any number of blanks and tabs. */
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Whether a line names the columns. */
  readonly header: boolean;
  /** The line of the file that names them, from 1 on. */
  readonly headerLine: number | undefined;
  /** What a line begins with that is no row. */
  readonly comment: string | undefined;
  /** Lines at the beginning that were skipped, a line `sep=;` included. */
  readonly skipped: number;
  /** Whether rows may end in a delimiter, behind which there is nothing. */
  readonly trailingDelimiter: boolean;
  readonly lineEnd: 'LF' | 'CRLF' | 'CR';
}

const DIALECT: Kind = {
  expected: 'a dialect, as an open table has',
  accepts: (v) => typeof v === 'object' && v !== null && 'delimiter' in v && 'decimal' in v && 'lineEnd' in v,
  remedy: () => 'Pass (await openTable(source)).dialect.',
};

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'blanks',
};

export const nameOfDelimiter = (delimiter: string): string =>
  Object.hasOwn(DELIMITERS, delimiter) ? DELIMITERS[delimiter] : `cells parted by ${JSON.stringify(delimiter)}`;

/**
 * A dialect in a line.
 * @example
 * const table = await openTable(['n;e\n1,5;2\n']);
 * describeDialect(table.dialect) // 'semicolons, decimal comma, utf-8, LF, names in line 1'
 */
export function describeDialect(dialect: Dialect): string {
  checkArgument('describeDialect', 'dialect', dialect, DIALECT);
  const { delimiter, decimal, encoding, byteOrderMark, lineEnd, headerLine, comment, skipped } = dialect;
  return [
    nameOfDelimiter(delimiter),
    `decimal ${decimal === '.' ? 'point' : 'comma'}`,
    byteOrderMark ? `${encoding} with a byte-order mark` : encoding,
    lineEnd,
    headerLine === undefined ? 'no names' : `names in line ${headerLine}`,
    ...(comment === undefined ? [] : [`comments after ${comment}`]),
    ...(skipped === 0 ? [] : [`${skipped} ${skipped === 1 ? 'line' : 'lines'} skipped`]),
  ].join(', ');
}
