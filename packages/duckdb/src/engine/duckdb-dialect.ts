/** DuckDB's words. */
import { type Dialect, dialect } from '@isotypic/sql';

export const DUCKDB: Dialect = dialect('duckdb');
