/** A model as a query: what it says of every row. */
import type { Condition } from '../plans/condition.js';
import type { RowSource } from '../plans/moments-request.js';

/** A query that scores rows, and what its columns are. */
export interface ScorePlan {
  /** The columns of the result: those that are kept, and the scores. */
  readonly names: readonly string[];
  /**
   * The query of the scores of the rows of a source. Scores are NULL, or NaN, where a variable is NULL or not finite.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for sources that the engine does not have.
   */
  statement(source: RowSource, where?: Condition): string;
}
