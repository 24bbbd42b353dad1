/** What moments are asked for: of which columns of which rows, by which keys. */
import type { StructureSource } from '@isotypic/stats';
import type { FileFormat, TimeWindow } from '../dialects/dialect.js';
import type { Condition } from './condition.js';

/** Where rows come from. */
export type RowSource =
  /** Files or globs that the engine reads by itself; the format is that of their ending unless it is given. */
  | { readonly files: readonly string[]; readonly format?: FileFormat }
  /** A table by the parts of its name: ['catalog', 'schema', 'name'], outermost first. */
  | { readonly table: readonly string[] }
  /** A SELECT as it is, which is run with all the rights of the connection: never from a stranger. */
  | { readonly trustedSql: string };

/**
 * The variables of a space, in the order in which the group acts on them: columns, or the elements of one. A row whose
 * array has another length misses all of them.
 */
export type VariableColumns = readonly string[] | { readonly array: string; readonly length: number };

/** A key of groups: the values of a column, or the windows of time that they lie in. */
export type GroupKeyColumn = string | { readonly column: string; readonly window: TimeWindow };

/** Which moments are wanted of which columns, and by what the rows are grouped. */
export interface MomentsRequest {
  readonly source: RowSource;
  /** The variables x, as many as the representation has dimensions. */
  readonly columns: VariableColumns;
  /** The variables y that belong to them, and how the same group acts on those. */
  readonly response?: { readonly columns: VariableColumns; readonly rep: StructureSource };
  /** A column of positive weights. */
  readonly weight?: string;
  /** Moments for each combination of these keys that occurs. */
  readonly groupBy?: readonly GroupKeyColumn[];
  /** Which rows are read; default all. */
  readonly where?: Condition;
  /**
   * Rows that have NULL, NaN or ±∞ in a variable or in the weight: `error` (default) refuses them with the names and
   * counts of the columns, `drop` leaves them out and counts them.
   */
  readonly missing?: 'error' | 'drop';
}
