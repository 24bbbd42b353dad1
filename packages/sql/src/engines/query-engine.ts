/** The whole of what this package asks of an engine: rows for a text, and, where rows can be had cheaply, the rows. */
import type { Dialect } from '../dialects/dialect.js';

/** Rows as objects, names of columns as the query says them. Integers may be numbers, bigints or decimal text. */
export type ResultRows = readonly Readonly<Record<string, unknown>>[];

/** Rows of doubles, one array for each column of the query, in its order; none is NULL. */
export interface ColumnBatch {
  readonly rows: number;
  /** Views may be reused by the engine for the next batch. */
  readonly columns: readonly Float64Array[];
}

/** Options of the run of a query. */
export interface RunQueryOptions {
  /** Stops the query; what the engine throws then is passed on as `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * An engine that runs queries: DuckDB embedded (`openDuckDB` of `@isotypic/duckdb`), or anything that turns a text into
 * rows: over node-postgres, { dialect: dialect('postgres'), run: async (sql) => (await pool.query(sql)).rows, … }.
 */
export interface QueryEngine {
  readonly dialect: Dialect;
  run(sql: string, options?: RunQueryOptions): Promise<ResultRows>;
  /** Rows of a query whose columns are all of type `dialect.double` and not NULL, a chunk at a time. */
  readonly batches?: (sql: string, options?: RunQueryOptions) => AsyncIterable<ColumnBatch>;
  close(): Promise<void>;
}
