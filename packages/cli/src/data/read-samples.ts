/** A table of samples from a CSV file: rows are samples, columns are coordinates, every cell a finite number. */
import { IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';
import { CsvError, parse } from 'csv-parse/sync';
import { readBytes } from './read-bytes.js';

/** N samples of D named columns, row-major. */
export interface SampleTable {
  readonly columns: readonly string[];
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

interface Cells {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file. A first line of names is recognized by its not being all numbers; without one the columns are
 * called x0, x1, ….
 *
 * @throws {IsotypicError} `IO` when the file cannot be read; `PARSE` for an empty or ragged table (line named);
 *   `NOT_FINITE` for a cell that is no finite number (line and column named).
 */
export function readSamples(path: string): SampleTable {
  const text = new TextDecoder().decode(readBytes(path, 'reading the data', 'a CSV file'));
  return parseSamples(text, path);
}

/** `readSamples` on text already in memory; `name` stands for the file in messages. */
export function parseSamples(text: string, name: string): SampleTable {
  let lines: Cells[];
  try {
    lines = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    }) as unknown as Cells[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(name, 'well-formed CSV', `${error.message.replace(/\.$/, '')}`);
  }
  const first = lines[0];
  if (!first) throw refused(name, 'a table with at least one row', 'an empty file');
  const named = first.record.some((cell) => cell === '' || Number.isNaN(Number(cell)));
  const columns = named ? first.record : first.record.map((_, j) => `x${j}`);
  const repeated = columns.find((column, j) => columns.indexOf(column) !== j);
  if (repeated !== undefined) throw refused(name, 'distinct column names', `${describe(repeated)} twice`);
  const samples = named ? lines.slice(1) : lines;
  if (samples.length === 0) throw refused(name, 'at least one row below the column names', 'none');

  const cols = columns.length;
  const data = new Float64Array(samples.length * cols);
  samples.forEach(({ record, info }, i) => {
    if (record.length !== cols) {
      throw refused(name, `${cols} cells in every row`, `${record.length} in line ${info.lines}`);
    }
    record.forEach((cell, j) => {
      const value = cell === '' ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) {
        throw new IsotypicError('NOT_FINITE', {
          where: `reading ${name}`,
          expected: 'a finite number in every cell',
          received:
            `${cell === '' ? 'an empty cell' : describe(cell)} in line ${info.lines}, column ` +
            `${describe(columns[j])}`,
          remedy: 'Correct the cell or leave the row out.',
          details: { line: info.lines, row: i, column: columns[j] },
        });
      }
      data[i * cols + j] = value;
    });
  });
  return { columns, data, rows: samples.length, cols };
}

/** The columns named, in the order named. */
export function selectColumns(table: SampleTable, names: readonly string[]): SampleTable {
  const indices = names.map((name) => {
    const index = table.columns.indexOf(name);
    if (index < 0) {
      throw new IsotypicError('UNKNOWN_NAME', {
        where: 'choosing columns',
        expected: `one of the columns ${table.columns.join(', ')}`,
        received: describe(name),
      });
    }
    return index;
  });
  const cols = indices.length;
  const data = new Float64Array(table.rows * cols);
  for (let i = 0; i < table.rows; i++) {
    indices.forEach((from, to) => {
      data[i * cols + to] = table.data[i * table.cols + from];
    });
  }
  return { columns: names, data, rows: table.rows, cols };
}

function refused(name: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('PARSE', { where: `reading ${name}`, expected, received });
}
