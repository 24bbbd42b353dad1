/**
 * What the engines say differently. The queries of this package are WITH, SELECT, CAST, + − *, CASE, SUM, COUNT, WHERE
 * and GROUP BY; the rest of an engine's SQL is in a table of its words.
 */

/** The engines that there are words of. */
export const DIALECT_NAMES = ['duckdb', 'clickhouse', 'postgres', 'sqlite', 'spark', 'trino'] as const;

/** The engines whose SQL is written. */
export type DialectName = (typeof DIALECT_NAMES)[number];

/** Formats of files that an engine may read by itself. */
export const FILE_FORMATS = ['parquet', 'csv', 'json', 'arrow'] as const;

/** The formats of files that an engine reads. */
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Spans of time that rows are grouped by. */
export const TIME_WINDOWS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;

/** How long the spans of time are that rows are grouped by. */
export type TimeWindow = (typeof TIME_WINDOWS)[number];

/** How large a query an engine takes (docs/scale.md). A larger one is refused, with what to use instead. */
export interface DialectLimits {
  /** Products that are added within one SUM; more go into further ones. */
  readonly products: number;
  /** Length of the text in bytes. */
  readonly text: number;
  /** Nodes of the syntax tree, counted as names, literals and operators. */
  readonly nodes: number;
  /** Names of columns, in bytes. */
  readonly name: number;
}

/** An engine's words. Expressions are SQL text that this package made; names and texts of users go through `quote`. */
export interface Dialect {
  readonly name: DialectName;
  /** The type that numbers are cast to. */
  readonly double: string;
  /** Whether a name given in a SELECT is seen beside it, before the columns of the source: these then are not ours. */
  readonly seesAliases?: true;
  /** A name as an identifier. */
  quote(name: string): string;
  /** A text as a literal. */
  text(value: string): string;
  /** A finite number as a literal of the type `double`, its shortest round-trip decimals. */
  number(value: number): string;
  /** An expression of a column as a double; NULL where a single value is no number, in an engine of untyped columns. */
  toDouble(expression: string): string;
  /** The aggregate that adds doubles: with compensation (Kahan) where there is one. */
  readonly sum: string;
  /** A relation of files; undefined where the engine reads none by name. */
  readonly files?: (files: readonly string[], format: FileFormat) => string;
  /** Element `index`, from 0 on, of an array column; undefined where there are no arrays. */
  readonly element?: (array: string, index: number) => string;
  /** How many elements an array has; with `element`. */
  readonly elements?: (array: string) => string;
  /** A value as text, in an engine that compares no text with a date or a number. */
  readonly asText?: (expression: string) => string;
  /** The beginning of the window that a time lies in, as text: 2024-05-01 12:30, 2024-05-01, 2024-05, 2024. */
  window(time: string, window: TimeWindow): string;
  /** The name of an expression's type, as text. */
  typeOf(expression: string): string;
  /** Types, by the names that `typeOf` gives, whose values are numbers. */
  readonly numeric: RegExp;
  /** A uniform random number from 0 to 1, one for each row. */
  readonly random: string;
  readonly limits: DialectLimits;
}
