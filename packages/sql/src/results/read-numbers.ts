/** Numbers in rows that an engine, or its JSON, gave. */
import { IsotypicError } from '@isotypic/algebra';
import { describe, invalidArgument } from '@isotypic/algebra/internal';
import type { GroupKey } from './grouped-moments.js';

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

/** A value of a key: what JSON has, and everything else as text. */
export function keyOf(value: unknown): GroupKey {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : String(value);
  }
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '').replace(' 00:00:00.000', '');
  return String(value);
}

/** NULL first, then false and true, numbers, texts by their code units: the same order on every engine. */
export function compareKeys(a: readonly GroupKey[], b: readonly GroupKey[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]];
    if (x === y) continue;
    const [p, q] = [rank(x), rank(y)];
    if (p !== q) return p - q;
    return (x as number) < (y as number) ? -1 : 1;
  }
  return 0;
}

function rank(key: GroupKey): number {
  return key === null ? 0 : typeof key === 'boolean' ? 1 : typeof key === 'number' ? 2 : 3;
}
