/** What is read of a table. */
import type { WorkOptions } from '@isotypic/algebra/basics';
import {
  arrayOf,
  either,
  integer,
  type OptionKinds,
  oneOf,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal/basics';

/** What is read of a table, and how. A step of the budget is a batch. */
export interface BatchOptions extends WorkOptions {
  /** Columns of numbers, by name or 0-based index, in this order (default: all). */
  readonly columns?: readonly (string | number)[];
  /** Columns whose cells are wanted as text. */
  readonly texts?: readonly (string | number)[];
  /**
   * What to do with a row that misses a value in one of `columns`: refuse the table and say where (default), drop the
   * row and count it, or keep it with NaN in that place.
   */
  readonly missing?: MissingPolicy;
  /** Rows of a batch; default 4096. */
  readonly batchRows?: number;
  /** Rows to pass over, used or not: where a former reading stopped. Their cells are not looked at. */
  readonly from?: number;
}

/** What becomes of rows with missing values. */
export type MissingPolicy = 'refuse' | 'drop' | 'keep';

const COLUMNS = arrayOf(either(text, integer(0)), 'an array of names, or of indices from 0 on');

export const BATCH_OPTION_KINDS: OptionKinds<BatchOptions> = {
  ...WORK_OPTION_KINDS,
  columns: COLUMNS,
  texts: COLUMNS,
  missing: oneOf('refuse', 'drop', 'keep'),
  batchRows: integer(1),
  from: integer(0),
};
