/** Rows from where they live: CSV text as it arrives, in batches. */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { Float64Matrix } from '@isotypic/numeric/dense';
import type { BatchOptions, TableOptions, TextPieces } from '@isotypic/sources';
import { BATCH_OPTION_KINDS, PIECES, TABLE_OPTION_KINDS, tableOf } from '@isotypic/sources/internal';

/**
 * The dialect, which is told here and not found: commas, a decimal point, a line of names and no comments unless said
 * otherwise; `openTable` of `@isotypic/sources` finds it. A step of the budget is a batch.
 */
export interface CsvOptions extends Omit<TableOptions, 'header'>, Omit<BatchOptions, 'missing' | 'texts' | 'from'> {
  /** Whether the first line names the columns (default true). */
  readonly header?: boolean;
}

const { missing: _, texts: _texts, from: _from, ...BATCH_KINDS } = BATCH_OPTION_KINDS;

const CSV_OPTION_KINDS: OptionKinds<CsvOptions> = { ...TABLE_OPTION_KINDS, ...BATCH_KINDS };

/**
 * Numeric batches from CSV text that arrives in pieces (a file's stream, a response's body). A missing value (an empty
 * cell, `NA`, `NaN`, …) becomes NaN, for `{ missing: 'drop' }` to deal with; constant memory. Cells may be quoted (RFC
 * 4180), lines end with \n, \r\n or \r.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a source that is text itself, or a bad option; `PARSE`, naming line
 * and column, for a cell that is no number, a line of another length or a quote that is not closed; `UNKNOWN_NAME` for
 * a column that is not there; `ABORTED`; `BUDGET_EXCEEDED`, `details.known` being the number of rows read.
 * @example
 * // for a file: csvBatches(createReadStream('data.csv'))
 * const pieces = ['north,east\n72,', '66\n60,53\n'];
 * for await (const batch of csvBatches(pieces)) console.log(batch.toRows()); // [ [ 72, 66 ], [ 60, 53 ] ]
 */
export function csvBatches(source: TextPieces, options: CsvOptions = {}): AsyncGenerator<Float64Matrix> {
  checkArgument('csvBatches', 'source', source, PIECES);
  checkOptions('csvBatches', options, CSV_OPTION_KINDS);
  return batches(source, options);
}

async function* batches(source: TextPieces, options: CsvOptions): AsyncGenerator<Float64Matrix> {
  const { columns, batchRows, signal, onProgress, budget, ...told } = options;
  const dialect = { delimiter: ',', decimal: '.', header: true, comment: '', ...told } as const;
  const table = await tableOf('csvBatches', source, dialect);
  const read = { columns, batchRows, signal, onProgress, budget, missing: 'keep' } as const;
  for await (const { data, rows, cols } of table.batches(read)) yield new Float64Matrix(rows, cols, data);
}
