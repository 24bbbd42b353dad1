/**
 * What the engines say differently. The queries of this package are WITH, SELECT, CAST, + − *, CASE, SUM, COUNT, WHERE
 * and GROUP BY; the rest of an engine's SQL is in a table of its words.
 */

export type DialectName = 'duckdb' | 'clickhouse' | 'postgres' | 'sqlite' | 'spark' | 'trino';

/** Formats of files that an engine may read by itself. */
export type FileFormat = 'parquet' | 'csv' | 'json' | 'arrow';

/** Spans of time that rows are grouped by. */
export type TimeWindow = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** How large a query an engine takes: measured, see docs/scale.md. */
export interface DialectLimits {
  /** Products that one SELECT sums: more make the query be refused, with what to use instead. */
  readonly products: number;
  /** Length of the text in bytes. */
  readonly text: number;
  /** Nodes of the syntax tree, counted as names, literals and operators. */
  readonly nodes: number;
}

/** An engine's words. Expressions are SQL text that this package made; names and texts of users go through `quote`. */
export interface Dialect {
  readonly name: DialectName;
  /** The type that numbers are cast to. */
  readonly double: string;
  /**
   * A name as an identifier.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for names that the engine cannot have.
   */
  quote(name: string): string;
  /** A text as a literal. */
  text(value: string): string;
  /** A finite number as a literal of the type `double`, its shortest round-trip decimals. */
  number(value: number): string;
  /** A relation of files; undefined where the engine reads none by name. */
  readonly files?: (files: readonly string[], format: FileFormat) => string;
  /** Element `index`, from 0 on, of an array column. */
  element(array: string, index: number): string;
  /** The beginning of the window that a time lies in, as text or a time. */
  window(time: string, window: TimeWindow): string;
  /** The name of an expression's type, as text. */
  typeOf(expression: string): string;
  readonly limits: DialectLimits;
}
