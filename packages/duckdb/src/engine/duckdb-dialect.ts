/** DuckDB's words. */
import type { Dialect } from '@isotypic/sql';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const READERS = { parquet: 'read_parquet', csv: 'read_csv', json: 'read_json', arrow: 'read_arrow' } as const;

export const DUCKDB: Dialect = {
  name: 'duckdb',
  double: 'DOUBLE',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  text: literal,
  number: (value) => `CAST(${value} AS DOUBLE)`,
  files: (files, format) => `${READERS[format]}([${files.map(literal).join(', ')}])`,
  element: (array, index) => `${array}[${index + 1}]`,
  window: (time, window) => `date_trunc('${window}', ${time})`,
  typeOf: (expression) => `typeof(${expression})`,
  limits: { products: 100_000, text: 2 ** 20, nodes: 100_000 },
};
