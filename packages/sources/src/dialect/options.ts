/** What may be told about a table; what is not told is found, and said. */
import { arrayOf, integer, type Kind, type OptionKinds, oneOf, text } from '@isotypic/algebra/internal/basics';
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
