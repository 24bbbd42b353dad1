/** Rows from where they live: CSV text as it arrives, in batches. */
import { IsotypicError, invalidArgument } from '@isotypic/algebra';
import { Float64Matrix } from '@isotypic/numeric';

export interface CsvOptions {
  /** Default `,`. */
  readonly delimiter?: string;
  /** Whether the first line names the columns (default true). */
  readonly header?: boolean;
  /** Columns to read, by name or 0-based index, in this order (default: all). */
  readonly columns?: readonly (string | number)[];
  /** Rows per batch (default 4096). */
  readonly batchRows?: number;
}

/**
 * Numeric batches from CSV text that arrives in pieces (a file's stream, a response's body). An empty cell, `NA` or
 * `NaN` becomes NaN, for `{ missing: 'drop' }` to deal with; constant memory.
 *
 * @throws {IsotypicError} `PARSE`, naming line and column, for a cell that is no number or a line of another length;
 * `UNKNOWN_NAME` for a column that is not there.
 * @example
 * // for a file: csvBatches(createReadStream('data.csv', 'utf8'))
 * for await (const batch of csvBatches(['north,east\n72,', '66\n60,53\n'])) console.log(batch.toRows()); // [ [ 72, 66 ], [ 60, 53 ] ]
 */
export async function* csvBatches(
  source: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  options: CsvOptions = {},
): AsyncGenerator<Float64Matrix> {
  const where = 'csvBatches';
  const { delimiter = ',', header = true, batchRows = 4096 } = options;
  if (!Number.isInteger(batchRows) || batchRows < 1) throw invalidArgument(where, 'batchRows ≥ 1', batchRows);
  let picked: readonly number[] | undefined;
  let width = -1;
  let rows: number[][] = [];
  let lineNumber = 0;
  for await (const line of linesOf(source)) {
    lineNumber++;
    if (line.trim() === '') continue;
    const cells = line.split(delimiter).map(unquote);
    if (width === -1) {
      width = cells.length;
      picked = pick(where, header ? cells : undefined, width, options.columns);
      if (header) continue;
    }
    if (cells.length !== width) {
      throw new IsotypicError('PARSE', {
        where,
        expected: `${width} cells`,
        received: `${cells.length} in line ${lineNumber}`,
        details: { line: lineNumber },
      });
    }
    rows.push((picked as readonly number[]).map((j) => parseCell(where, cells[j], lineNumber, j)));
    if (rows.length === batchRows) {
      yield Float64Matrix.from(rows);
      rows = [];
    }
  }
  if (rows.length > 0) yield Float64Matrix.from(rows);
}

async function* linesOf(
  source: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of source) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
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
        expected: names === undefined ? `a column index below ${width}` : `one of ${names.join(', ')}`,
        received: String(column),
      });
    }
    return index;
  });
}

function parseCell(where: string, cell: string, line: number, column: number): number {
  const text = cell.trim();
  if (text === '' || text === 'NA' || text === 'NaN' || text === 'nan') return Number.NaN;
  const value = Number(text);
  if (Number.isNaN(value)) {
    throw new IsotypicError('PARSE', {
      where,
      expected: 'a number',
      received: `"${text}" in line ${line}, column ${column}`,
      details: { line, column },
    });
  }
  return value;
}

function unquote(cell: string): string {
  const text = cell.trim();
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
