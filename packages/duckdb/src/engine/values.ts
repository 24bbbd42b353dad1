/** Rows of a result as plain JavaScript: numbers, bigints where numbers are not exact, texts, booleans, null. */
import type { DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api';

/** Objects by column name. */
export async function rowsOf(result: DuckDBMaterializedResult): Promise<Record<string, unknown>[]> {
  const names = result.deduplicatedColumnNames();
  const rows = await result.getRows();
  return rows.map((row) => Object.fromEntries(names.map((name, j) => [name, plain(row[j])])));
}

/** Dates, times, decimals, UUIDs, intervals and nested values as DuckDB writes them in text. */
function plain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  return typeof value === 'object' && value !== null ? String(value) : value;
}
