/** What may be told about a table; what is not told is found, and said. */
import type { WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  either,
  integer,
  type Kind,
  type OptionKinds,
  oneOf,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { encodingOf } from '../text/encoding.js';

/** How a table is written. */
export interface TableOptions {
  /** Between cells; `' '` for any number of blanks and tabs. */
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  /** Whether the first line names the columns; default `'auto'`. */
  readonly header?: boolean | 'auto';
  /** A label of the Encoding Standard: `latin1`, `utf-16le`, … */
  readonly encoding?: string;
  /** What a line begins with that is no row; `''` for none. Found by itself where the table begins with `#`. */
  readonly comment?: string;
  /** Lines at the beginning to be left out; default 0. */
  readonly skip?: number;
  /** Cells that say that a value is missing, beside the empty one and the usual ones (`NA`, `NaN`, `null`, …). */
  readonly missingWords?: readonly string[];
}

const DELIMITER: Kind = {
  expected: 'text without quotes and line ends, not empty',
  accepts: (v) => typeof v === 'string' && /^[^"\r\n]+$/.test(v),
};

export const TABLE_OPTION_KINDS: OptionKinds<TableOptions> = {
  delimiter: DELIMITER,
  decimal: oneOf('.', ','),
  header: { expected: "true, false or 'auto'", accepts: (v) => typeof v === 'boolean' || v === 'auto' },
  encoding: {
    expected: "the label of an encoding, such as 'latin1' or 'utf-16le'",
    accepts: (v) => typeof v === 'string' && encodingOf(v) !== undefined,
  },
  comment: { expected: 'text without line ends', accepts: (v) => typeof v === 'string' && /^[^\r\n"]*$/.test(v) },
  skip: integer(0),
  missingWords: arrayOf(text),
};

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
