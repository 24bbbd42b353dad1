/** Numbers in rows that an engine, or its JSON, gave. */
import { IsotypicError } from '@isotypic/algebra';
import { describe, invalidArgument } from '@isotypic/algebra/internal';

const REMEDY = 'Pass what the engine gave, [{ iso_plan: …, iso_rows: …, … }].';

export type Row = Readonly<Record<string, unknown>>;

/** @throws {IsotypicError} `PARSE` unless rows are objects. */
export function checkRows(where: string, rows: unknown): readonly Row[] {
  if (!Array.isArray(rows)) {
    throw invalidArgument(where, 'rows to be an array of objects, one for each row of the result', rows, REMEDY);
  }
  const bad = rows.find((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (bad === undefined) return rows;
  throw invalidArgument(where, 'rows to be objects, columns by name', bad, REMEDY);
}

/** A column by its name; engines that fold names to capitals are read too. */
export function columnOf(where: string, row: Row, name: string): unknown {
  const value = row[name] ?? row[name.toUpperCase()];
  if (value !== undefined || name in row || name.toUpperCase() in row) return value;
  throw new IsotypicError('PARSE', {
    where,
    expected: `a column ${name}, as the statement of this plan gives`,
    received: `columns ${describe(Object.keys(row).slice(0, 8))}`,
    remedy: 'Pass the rows as they came, columns by name.',
  });
}

/** A number, bigint or decimal text; NaN for NULL, which is what SUM gives of no rows. */
export function numberOf(where: string, row: Row, name: string): number {
  const value = columnOf(where, row, name);
  if (value === null) return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') {
    const known: Readonly<Record<string, number>> = {
      inf: 1 / 0,
      '-inf': -1 / 0,
      infinity: 1 / 0,
      '-infinity': -1 / 0,
    };
    const read = known[value.toLowerCase()] ?? (value.toLowerCase() === 'nan' ? Number.NaN : Number(value));
    if (!Number.isNaN(read) || value.toLowerCase() === 'nan') return read;
  }
  throw new IsotypicError('PARSE', { where, expected: `a number in column ${name}`, received: describe(value) });
}

/** @throws {IsotypicError} `PARSE` unless it is a count. */
export function countOf(where: string, row: Row, name: string): number {
  const value = numberOf(where, row, name);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new IsotypicError('PARSE', { where, expected: `a count in column ${name}`, received: describe(value) });
}
