/** Rows from where they live: CSV text as it arrives, in batches. */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  boolean,
  checkArgument,
  checkOptions,
  either,
  integer,
  type Kind,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { Float64Matrix } from '@isotypic/numeric/dense';
import { BATCHES } from '../data/argument-kinds.js';
import { linesOf, RecordReader, type TextPieces } from './csv-lines.js';

/** A step of the budget is a line. */
export interface CsvOptions extends WorkOptions {
  /** Default `,`. */
  readonly delimiter?: string;
  /** Whether the first line names the columns (default true). */
  readonly header?: boolean;
  /** Columns to read, by name or 0-based index, in this order (default: all). */
  readonly columns?: readonly (string | number)[];
  /** Rows per batch (default 4096). */
  readonly batchRows?: number;
}

const CSV_OPTION_KINDS: OptionKinds<CsvOptions> = {
  ...WORK_OPTION_KINDS,
  delimiter: {
    expected: 'text without quotes and line ends, not empty',
    accepts: (v) => typeof v === 'string' && /^[^"\r\n]+$/.test(v),
  },
  header: boolean,
  columns: arrayOf(either(text, integer(0)), 'an array of names, or of indices from 0 on'),
  batchRows: integer(1),
};

const PIECES: Kind = {
  ...BATCHES,
  expected: 'an iterable or async iterable of pieces of text, such as a stream',
  accepts: (v) => BATCHES.accepts(v) && !ArrayBuffer.isView(v),
  remedy: () => 'For a file pass createReadStream(path) of node:fs; for text or bytes at hand, [text].',
};

/**
 * Numeric batches from CSV text that arrives in pieces (a file's stream, a response's body). An empty cell, `NA` or
 * `NaN` becomes NaN, for `{ missing: 'drop' }` to deal with; constant memory. Cells may be quoted (RFC 4180), lines end
 * with \n, \r\n or \r.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a source that is text itself, or a bad option; `PARSE`, naming line
 * and column, for a cell that is no number, a line of another length or a quote that is not closed; `UNKNOWN_NAME` for
 * a column that is not there; `ABORTED`; `BUDGET_EXCEEDED`, `details.known` being the number of rows read.
 * @example
 * // for a file: csvBatches(createReadStream('data.csv', 'utf8'))
 * const pieces = ['north,east\n72,', '66\n60,53\n'];
 * for await (const batch of csvBatches(pieces)) console.log(batch.toRows()); // [ [ 72, 66 ], [ 60, 53 ] ]
 */
export function csvBatches(source: TextPieces, options: CsvOptions = {}): AsyncGenerator<Float64Matrix> {
  checkArgument('csvBatches', 'source', source, PIECES);
  checkOptions('csvBatches', options, CSV_OPTION_KINDS);
  return batches(source, options);
}

async function* batches(source: TextPieces, options: CsvOptions): AsyncGenerator<Float64Matrix> {
  const where = 'csvBatches';
  const { delimiter = ',', header = true, batchRows = 4096 } = options;
  const records = new RecordReader(where, delimiter);
  const meter = new WorkMeter(where, options);
  let picked: readonly number[] | undefined;
  let width = -1;
  let rows: number[][] = [];
  let done = 0;
  for await (const line of linesOf(where, source)) {
    meter.step(1, () => done);
    const cells = records.read(line);
    if (cells === undefined || (cells.length === 1 && cells[0] === '')) continue;
    if (width === -1) {
      width = cells.length;
      picked = pick(where, header ? cells : undefined, width, options.columns);
      if (header) continue;
    }
    if (cells.length !== width) throw anotherWidth(where, width, cells.length, records.lineNumber);
    rows.push((picked as readonly number[]).map((j) => parseCell(where, cells[j], records.lineNumber, j)));
    done++;
    if (rows.length === batchRows) {
      yield Float64Matrix.from(rows);
      meter.report('rows', done);
      rows = [];
    }
  }
  records.finish();
  if (rows.length > 0) yield Float64Matrix.from(rows);
}

function anotherWidth(where: string, width: number, received: number, line: number): IsotypicError {
  return new IsotypicError('PARSE', {
    where,
    expected: `${width} cells`,
    received: `${received} in line ${line}`,
    details: { line },
  });
}

function pick(
  where: string,
  names: readonly string[] | undefined,
  width: number,
  columns: CsvOptions['columns'],
): readonly number[] {
  if (columns === undefined) return Array.from({ length: width }, (_, j) => j);
  return columns.map((column) => {
    const index = typeof column === 'number' ? column : (names?.indexOf(column) ?? -1);
    if (!Number.isInteger(index) || index < 0 || index >= width) {
      throw new IsotypicError('UNKNOWN_NAME', {
        where,
        expected: names === undefined ? `columns to be indices below ${width}` : `columns among ${names.join(', ')}`,
        received: String(column),
      });
    }
    return index;
  });
}

function parseCell(where: string, cell: string, line: number, column: number): number {
  const trimmed = cell.trim();
  if (trimmed === '' || trimmed === 'NA' || trimmed === 'NaN' || trimmed === 'nan') return Number.NaN;
  const value = Number(trimmed);
  if (Number.isNaN(value)) {
    throw new IsotypicError('PARSE', {
      where,
      expected: 'a number',
      received: `"${trimmed}" in line ${line}, column ${column}`,
      details: { line, column },
    });
  }
  return value;
}
