/** Two statements: a probe that finds where the data lie, and one that sums them about there. */
import type { Dialect } from '../dialects/dialect.js';
import type { ResultRows } from '../engines/query-engine.js';
import type { GroupedMoments } from '../results/grouped-moments.js';

/** How second moments are summed: {@link MomentsForm} of a plan that was asked for. */
export const MOMENTS_FORMS = ['auto', 'twins', 'isotypic', 'gram'] as const;

/**
 * `gram`: one sum for each orbit of pairs where the group permutes the variables, else for each pair; `twins`: sums of
 * products of sums, where points have equal neighborhoods in the orbits; `isotypic`: squares of isotypic coordinates,
 * the form that keeps the digits of small components; `auto`: the one of fewest operations.
 */
export type MomentsForm = (typeof MOMENTS_FORMS)[number];

/** What a plan compiles to; everything about the data is in the rows that come back. */
export interface MomentsPlan {
  readonly dialect: Dialect;
  readonly form: Exclude<MomentsForm, 'auto'>;
  /** Additions, multiplications and sums for one row. */
  readonly operations: number;
  /** Of the request and the actions: results of one plan are refused by another. */
  readonly fingerprint: string;
  /** One row: the mean of the variables over 2048 rows of those that are read, and the types of the columns. */
  readonly probe: string;
  /**
   * Reads the row of {@link probe}: the shift for {@link statement}.
   * @throws {IsotypicError} `INVALID_ARGUMENT` naming the columns that are no numbers.
   */
  readShift(rows: ResultRows): Float64Array;
  /**
   * The query of the sums about a shift of as many numbers as there are variables, x and then y.
   * @throws {IsotypicError} `BUDGET_EXCEEDED` where the text would be above the engine's limits, with what to use then.
   */
  statement(shift: ArrayLike<number>): string;
  /**
   * The moments in the rows that {@link statement} gives; the shift is in them.
   * @throws {IsotypicError} `NOT_FINITE` with names and counts of columns where values are missing and `missing` is
   * not `drop`, or where sums overflowed; `INVALID_ARGUMENT` for rows of another plan; `PARSE` for anything else.
   */
  decode(rows: ResultRows): GroupedMoments;
}
