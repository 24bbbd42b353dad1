/** A covariance in place of samples: a square table whose columns name its rows. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import type { TableFile } from '@isotypic/sources/files';
import { ScatterMatrix, SymmetricMoments } from '@isotypic/stats';
import type { Gathered } from './gather.js';

/** How many samples it is of, and what the sums of squares were divided by. */
export interface CovarianceTable {
  readonly samples: number;
  readonly divisor: 'n' | 'n-1';
}

const WHERE = 'isotypic analyze --covariance';

/**
 * The moments that a covariance stands for. A first column that names the rows, as R writes it, is told by there being
 * a row less than columns, and must name them as the columns are named.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for a table that is not square, and as `SymmetricMoments.fromCovariance`
 */
export async function gatherCovariance(
  file: TableFile,
  wanted: { readonly columns: readonly string[]; readonly representation: ExactRepresentation },
  { samples, divisor }: CovarianceTable,
  work: WorkOptions,
): Promise<Gathered> {
  const { table } = file;
  const { columns, representation } = wanted;
  const { names, data } = await squareTable(file, work);
  const missing = columns.find((name) => !names.includes(name));
  if (missing !== undefined) throw notSquare(`a row and a column for ${missing}`, 'none');
  const at = columns.map((name) => names.indexOf(name));
  const matrix = at.map((i) => at.map((j) => data[i * names.length + j]));
  const mean = columns.map(() => 0);
  return {
    columns,
    responses: [],
    counts: table.counts,
    moments: await SymmetricMoments.fromCovariance(matrix, mean, samples, representation, { divisor }),
    scatter: ScatterMatrix.fromCovariance(matrix, mean, samples, { divisor }),
    plain: undefined,
    hasMean: false,
    groups: new Map(),
    pairs: undefined,
    rows: undefined,
  };
}

async function squareTable(
  { table }: TableFile,
  work: WorkOptions,
): Promise<{ names: readonly string[]; data: number[] }> {
  const [first, ...rest] = table.columns;
  const texts: string[] = [];
  const numbers: number[] = [];
  for await (const batch of table.batches({ columns: rest, texts: [first], ...work })) {
    texts.push(...batch.texts[0]);
    for (const x of batch.data) numbers.push(x);
  }
  const R = texts.length;
  if (R === rest.length) {
    const other = texts.findIndex((text, i) => text !== rest[i]);
    if (other < 0) return { names: rest, data: numbers };
    throw notSquare(`row ${other + 1} to be named ${rest[other]}, as its column is`, texts[other]);
  }
  if (R !== rest.length + 1) throw notSquare(`${rest.length + 1} rows, one for each column`, `${R} rows`);
  const data = texts.flatMap((text, i) => [
    numberIn(text, table.dialect.decimal, i),
    ...numbers.slice(i * rest.length, (i + 1) * rest.length),
  ]);
  return { names: table.columns, data };
}

function numberIn(text: string, decimal: string, row: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(decimal === ',' ? text.replace(',', '.') : text);
  if (Number.isFinite(value)) return value;
  throw notSquare(`numbers in row ${row + 1}`, `"${text}"`);
}

function notSquare(expected: string, received: string): IsotypicError {
  const remedy = 'Leave --covariance out where rows are samples.';
  return new IsotypicError('SHAPE_MISMATCH', {
    where: WHERE,
    expected: `a square table: ${expected}`,
    received,
    remedy,
  });
}
