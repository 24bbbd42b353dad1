/** A table of delimited text: its dialect is known once it is open, its rows come in batches of numbers. */
import type { Float64Layout } from '@isotypic/algebra';
import { IsotypicError, WorkMeter } from '@isotypic/algebra/basics';
import {
  checkArgument,
  checkOptions,
  describe,
  either,
  integer,
  type Kind,
  nearestNames,
  text,
} from '@isotypic/algebra/internal/basics';
import type { Dialect } from '../dialect/dialect.js';
import { type Layout, layoutOf } from '../dialect/layout.js';
import { TABLE_OPTION_KINDS, type TableOptions } from '../dialect/options.js';
import { asUtf8, detectEncoding, encodingOf, requireText } from '../text/encoding.js';
import { bytesOf, type Peeked, peek, type TextPieces } from '../text/pieces.js';
import { type ColumnType, requireHolds } from './column-types.js';
import { BATCH_OPTION_KINDS, type BatchOptions } from './options.js';
import { NOTHING, RowScanner, type ScanPlan, textSlot, UNUSED } from './scanner.js';
import { windowsOf } from './windows.js';

/** Rows of numbers, row-major, and the cells of the columns that were wanted as text, column by column. */
export interface TableBatch extends Float64Layout {
  readonly texts: readonly (readonly string[])[];
}

/** What has become of the rows read so far: rows = used + dropped, and those passed over by `from`. */
export interface RowCounts {
  readonly rows: number;
  readonly used: number;
  readonly dropped: number;
  /** Lines that are no rows. */
  readonly comments: number;
  readonly blankLines: number;
}

const NO_ROWS: RowCounts = { rows: 0, used: 0, dropped: 0, comments: 0, blankLines: 0 };

/** Bytes from which the encoding is told, and bytes and lines from which the dialect is. */
const [ENCODING_SAMPLE, DIALECT_SAMPLE, DIALECT_LINES] = [2 ** 16, 2 ** 18, 32];

export const PIECES: Kind = {
  expected: 'an iterable or async iterable of pieces of text, such as a stream',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    !ArrayBuffer.isView(v) &&
    (Symbol.iterator in v || Symbol.asyncIterator in v),
  remedy: () => 'For a file pass openTableFile(path) of @isotypic/sources/files; for text or bytes at hand, [text].',
};

/**
 * An open table. It is read once, from the beginning to the end.
 * @example
 * const table = await openTable(['a,b\n1,2\n3,4\n']);
 * table.columns // ['a', 'b']
 * for await (const { data } of table.batches()) console.log([...data]); // [1, 2, 3, 4]
 */
export class Table {
  readonly dialect: Dialect;
  readonly columns: readonly string[];
  /** What was decided where it could be otherwise, and how to say otherwise: a sentence each, to be shown. */
  readonly notes: readonly string[];
  private scanner: RowScanner | undefined;

  /** @internal */
  constructor(
    private readonly where: string,
    private readonly layout: Layout,
    private readonly source: Peeked,
    private readonly types: readonly ColumnType[] = [],
  ) {
    this.dialect = layout.dialect;
    this.columns = layout.columns;
    this.notes = layout.notes;
  }

  /** What has become of the rows read so far. */
  get counts(): RowCounts {
    return this.scanner?.counts ?? NO_ROWS;
  }

  /**
   * The rows in batches of one size, wherever the pieces of the source are cut; memory is a batch and a row.
   *
   * @throws {IsotypicError} `UNKNOWN_NAME` for a column that is not there, or that two columns are called; `PARSE`,
   * naming the line, for a row of another length or a quote that is not closed; `NOT_FINITE`, naming line and column,
   * for a cell that is no number, and with `missing: 'refuse'` for missing values; `INVALID_ARGUMENT` for a table that
   * was read before, and for columns whose type is another one;
   * `ABORTED`; `BUDGET_EXCEEDED`, `details.known` being the number of rows read.
   * @example
   * const table = await openTable(['north,east,tree\n72,66,a\n60,,b\n']);
   * const rows = [];
   * for await (const batch of table.batches({ columns: ['north', 'east'], missing: 'drop' })) rows.push(...batch.data);
   * [rows, table.counts.dropped] // [ [ 72, 66 ], 1 ]
   */
  batches(options: BatchOptions = {}): AsyncGenerator<TableBatch> {
    checkOptions('Table.batches', options, BATCH_OPTION_KINDS);
    if (this.scanner !== undefined) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where: 'Table.batches',
        expected: 'a table that was not read yet',
        received: 'one that was',
        remedy: 'Open it again.',
      });
    }
    this.scanner = new RowScanner(this.planOf(options), this.layout.bodyLine);
    Object.assign(this.scanner.counts, this.layout.before);
    return this.read(this.scanner, options);
  }

  /** Lets go of the source of a table that is not read to its end. */
  async close(): Promise<void> {
    await this.source.close();
  }

  private async *read(scanner: RowScanner, options: BatchOptions): AsyncGenerator<TableBatch> {
    const meter = new WorkMeter(this.where, options);
    const known = () => scanner.counts.rows;
    let at = this.layout.bodyAt;
    try {
      for await (const window of windowsOf(this.source.all)) {
        if (at > window.end) {
          at -= window.end; // lines that are skipped
          continue;
        }
        for (;;) {
          meter.step(0, known);
          at = scanner.scan(window.bytes, at, window.end, window.isLast);
          if (!scanner.isFull) break;
          meter.step(1, known);
          yield scanner.take();
          meter.report('rows', scanner.counts.rows);
        }
        window.stopped = at;
        at = 0;
      }
      scanner.finish();
      meter.step(scanner.filled > 0 ? 1 : 0, known);
      if (scanner.filled > 0) yield scanner.take();
      meter.report('rows', scanner.counts.rows);
    } finally {
      await this.close();
    }
  }

  private planOf(options: BatchOptions): ScanPlan {
    const { width, columns, dialect, missing } = this.layout;
    const slots = Array.from({ length: width }, (_, j) => (j < columns.length ? UNUSED : NOTHING));
    const numbers = (options.columns ?? [...columns.keys()]).map((column) => this.find(column, 'columns'));
    const texts = (options.texts ?? []).map((column) => this.find(column, 'texts'));
    for (const list of [numbers, texts]) {
      list.forEach((j, i) => {
        const name = columns[j];
        if (slots[j] !== UNUSED)
          throw this.unknown('columns and texts to name each column once', `${describe(name)} twice`);
        const type = this.types.at(j);
        if (type !== undefined) requireHolds(this.where, name, type, list === numbers ? 'numbers' : 'texts');
        slots[j] = list === numbers ? i : textSlot(i);
      });
    }
    return {
      where: this.where,
      delimiter: dialect.delimiter,
      decimal: dialect.decimal,
      comment: dialect.comment,
      columns,
      slots,
      numbers: numbers.length,
      texts: texts.length,
      missing,
      policy: options.missing ?? 'refuse',
      batchRows: options.batchRows ?? 4096,
      from: options.from ?? 0,
    };
  }

  /**
   * Where a column stands, from 0 on.
   * @throws {IsotypicError} `UNKNOWN_NAME` for one that is not there, or that two columns are called
   */
  indexOf(column: string | number): number {
    checkArgument('Table.indexOf', 'column', column, either(text, integer(0)));
    return this.find(column, 'column');
  }

  /** @param option where the column was named */
  private find(column: string | number, option: 'column' | 'columns' | 'texts'): number {
    const { columns } = this;
    if (typeof column === 'number') {
      if (column < columns.length) return column;
      throw this.unknown(`${option} to be indices below ${columns.length}`, String(column));
    }
    const index = columns.indexOf(column);
    if (index < 0) {
      const [nearest] = nearestNames(column, columns, 1);
      const names = `${columns.slice(0, 20).join(', ')}${columns.length > 20 ? ', …' : ''}`;
      const remedy = nearest === undefined ? undefined : `Did you mean ${describe(nearest)}?`;
      throw this.unknown(`${option} to name one of the columns ${names}`, describe(column), remedy);
    }
    if (columns.indexOf(column, index + 1) >= 0) {
      throw this.unknown(`${option} to be distinct names`, `${describe(column)} twice`, 'Name columns by index.');
    }
    return index;
  }

  private unknown(expected: string, received: string, remedy?: string): IsotypicError {
    return new IsotypicError('UNKNOWN_NAME', { where: this.where, expected, received, remedy });
  }
}

/**
 * Opens a table of delimited text, CSV in whatever dialect: looks at its beginning, and says what it found.
 *
 * @param source pieces of text or bytes, such as a file's stream or a response's body
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `PARSE` for what is no text (a workbook, gzip), for a table without rows,
 * and for a first line of which nobody can tell whether it names the columns.
 * Cost: 256 KiB of the source are read.
 * Source: RFC 4180 for quotes; the Encoding Standard of the WHATWG.
 * @example
 * const table = await openTable(['nord;süd\n1,5;2\n3;4,25\n']);
 * table.columns // [ 'nord', 'süd' ]
 * const rows = [];
 * for await (const batch of table.batches()) rows.push(...batch.data);
 * rows // [ 1.5, 2, 3, 4.25 ]
 */
export async function openTable(source: TextPieces, options: TableOptions = {}): Promise<Table> {
  checkArgument('openTable', 'source', source, PIECES);
  checkOptions('openTable', options, TABLE_OPTION_KINDS);
  return tableOf('openTable', source, options);
}

/** `openTable` for a function whose arguments were checked; `where` names it in errors, or the file. */
export async function tableOf(
  where: string,
  source: TextPieces,
  options: TableOptions,
  types?: readonly ColumnType[],
): Promise<Table> {
  const raw = await peek(bytesOf(where, source), ENCODING_SAMPLE);
  try {
    requireText(where, raw.sample);
    const found = detectEncoding(raw.sample);
    const told = options.encoding === undefined ? undefined : encodingOf(options.encoding);
    const encoding = told === undefined || told === found.name ? found : { name: told, byteOrderMark: false };
    const utf8 = await peek(asUtf8(where, raw.all, encoding.name), DIALECT_SAMPLE, DIALECT_LINES);
    return new Table(where, layoutOf(where, utf8.sample, utf8.complete, encoding, options), utf8, types);
  } catch (error) {
    await raw.close();
    throw error;
  }
}
