/** Rows of an engine as a table of text that keeps every bit: one way through all that is made of rows. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import type { SourceColumn } from '@isotypic/duckdb';
import { openTable } from '@isotypic/sources';
import type { TableFile } from '@isotypic/sources/files';
import type { GroupKeyColumn, ResultRows, TimeWindow } from '@isotypic/sql';
import type { ChosenRows } from './chosen-rows.js';
import type { Wanted } from './gather.js';

const WINDOWS: readonly TimeWindow[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** A column, or a window of time of one: `time:month`. */
export function keyOfGroups(columns: readonly SourceColumn[], by: string): GroupKeyColumn {
  if (columns.some(({ name }) => name === by)) return by;
  const at = by.lastIndexOf(':');
  const window = WINDOWS.find((name) => name === by.slice(at + 1));
  return window === undefined || at < 0 ? by : { column: by.slice(0, at), window };
}

/** How many rows are chosen. */
export async function countRows({ engine, relation }: ChosenRows, { signal }: WorkOptions): Promise<number> {
  const [{ n }] = await engine.run(`SELECT COUNT(*) AS n ${relation}`, { signal });
  return Number(n);
}

/**
 * The chosen rows: numbers as doubles, missing where they are not finite; the groups as text.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a column that has no numbers, `NOT_FINITE` for missing values unless
 * they are dropped
 */
export async function rowsAsTable(chosen: ChosenRows, wanted: Wanted, { signal }: WorkOptions): Promise<TableFile> {
  const { engine, found, relation } = chosen;
  const { dialect } = engine;
  const { columns, responses, roles } = wanted;
  const counting = [roles.weights, roles.frequencies].filter((name) => name !== undefined);
  const numbers = [...new Set([...columns, ...responses, ...counting])];
  for (const name of numbers) requireNumbers(found.columns, name, dialect.numeric);
  const selected = numbers.map((name, j) => `${dialect.toDouble(dialect.quote(name))} AS c${j}`);
  if (roles.by !== undefined) {
    const key = keyOfGroups(found.columns, roles.by);
    const { column, window } = typeof key === 'string' ? { column: key, window: undefined } : key;
    const value = dialect.quote(column);
    selected.push(`${window === undefined ? value : dialect.window(value, window)} AS k`);
  }
  const rows = await engine.run(`SELECT ${selected.join(', ')} ${relation}`, { signal });
  if (wanted.missing === 'refuse') requireAll(rows, numbers);
  const names = [...numbers, ...(roles.by === undefined ? [] : [roles.by])];
  const table = await openTable(lines(rows, numbers.length, names), {
    delimiter: ',',
    decimal: '.',
    header: true,
    encoding: 'utf-8',
  });
  return { table, format: 'text', identity: undefined, bytesRead: () => 0 };
}

function requireNumbers(columns: readonly SourceColumn[], name: string, numeric: RegExp): void {
  const type = columns.find((column) => column.name === name)?.type;
  if (type === undefined || numeric.test(type)) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where: 'isotypic analyze',
    expected: 'columns of numbers',
    received: `${name} of type ${type}`,
    remedy: 'Name other columns with --columns, or write numbers into this one.',
  });
}

const isMissing = (value: unknown): boolean => typeof value !== 'number' || !Number.isFinite(value);

function requireAll(rows: ResultRows, names: readonly string[]): void {
  const counts = names.map((_, j) => rows.reduce((sum, row) => sum + (isMissing(row[`c${j}`]) ? 1 : 0), 0));
  if (counts.every((n) => n === 0)) return;
  const missing = names.map((name, j) => `${counts[j]} in ${name}`).filter((_, j) => counts[j] > 0);
  throw new IsotypicError('NOT_FINITE', {
    where: 'isotypic analyze',
    expected: 'no missing values',
    received: missing.join(', '),
    remedy: 'Drop rows that miss a value with --missing drop.',
  });
}

function* lines(rows: ResultRows, numbers: number, names: readonly string[]): Generator<string> {
  yield `${names.map(quoted).join(',')}\n`;
  for (const row of rows) {
    const cells = Array.from({ length: numbers }, (_, j) => (isMissing(row[`c${j}`]) ? '' : String(row[`c${j}`])));
    if ('k' in row) cells.push(quoted(String(row.k ?? '')));
    yield `${cells.join(',')}\n`;
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
