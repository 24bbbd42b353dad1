/** Rows as tables of an engine, and their moments in memory. */
import type { QueryEngine } from '@isotypic/sql';

/** A value of a cell; text in the column of keys alone. */
export type Cell = number | string | null;

export interface TestTable {
  readonly names: readonly string[];
  /** SQL types of the columns, in the words of DuckDB; those of numbers are doubles. */
  readonly rows: readonly (readonly Cell[])[];
  /** Columns of text. */
  readonly texts?: readonly number[];
}

export async function fill(engine: QueryEngine, table: string, { names, rows, texts = [] }: TestTable): Promise<void> {
  const { dialect } = engine;
  const isClickhouse = dialect.name === 'clickhouse';
  const textType = isClickhouse ? 'Nullable(String)' : dialect.name === 'spark' ? 'STRING' : 'VARCHAR';
  const numberType = isClickhouse ? 'Nullable(Float64)' : dialect.double;
  const columns = names.map((name, i) => `${dialect.quote(name)} ${texts.includes(i) ? textType : numberType}`);
  await engine.run(`DROP TABLE IF EXISTS ${dialect.quote(table)}`);
  await engine.run(`CREATE TABLE ${dialect.quote(table)} (${columns.join(', ')})`);
  for (let from = 0; from < rows.length; from += 1000) {
    const values = rows.slice(from, from + 1000).map((row) => `(${row.map((v) => cell(engine, v)).join(', ')})`);
    await engine.run(`INSERT INTO ${dialect.quote(table)} VALUES ${values.join(', ')}`);
  }
}

function cell({ dialect }: QueryEngine, value: Cell): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return dialect.text(value);
  if (Number.isFinite(value)) return dialect.number(value);
  const word = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  return `CAST(${dialect.text(word)} AS ${dialect.double})`;
}
