/** Two statements: a probe that finds where the data lie, and one that sums them about there. */
import type { Dialect } from '../dialects/dialect.js';
import type { ResultRows } from '../engines/query-engine.js';
import type { GroupKey } from '../results/group-keys.js';
import type { GroupedMoments } from '../results/grouped-moments.js';

/** The words for how second moments are summed. */
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
  /** One row, none of an empty table: the types of the columns; `momentsIn` refuses those that are no numbers. */
  readonly types: string;
  /** One row: the mean of the variables over 2048 of the rows that are read. */
  readonly probe: string;
  /** Reads the row of {@link probe}: the shift for {@link statement}. */
  readShift(rows: ResultRows): Float64Array;
  /**
   * The query of the sums about a shift of as many numbers as there are variables, x and then y.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `INVALID_ARGUMENT` unless it is so many finite numbers.
   */
  statement(shift: ArrayLike<number>): string;
  /**
   * The moments in the rows that {@link statement} gives; the shift is in them.
   * @throws {IsotypicError} `NOT_FINITE` with names and counts of columns where values are missing and `missing` is
   * not `drop`, or where sums overflowed; `INVALID_ARGUMENT` for rows of another plan; `NOT_DECIDED` where the form
   * that `auto` chose has lost the digits of a small component: plan with `isotypic` then; `PARSE` for anything else.
   */
  decode(rows: ResultRows): GroupedMoments;
  /**
   * The groups whose mean is so far from the shift that digits were lost, and what the statement would better be run
   * with for them: their mean.
   */
  betterShifts(rows: ResultRows): { readonly key: readonly GroupKey[]; readonly shift: Float64Array }[];
}
