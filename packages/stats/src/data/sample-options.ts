/** What functions may be told that look at each row by itself, where no row counts more than another. */
export interface RowOptions {
  /**
   * What to do with a row that holds a NaN or is missing a value: refuse it by row and column (default), or drop it.
   */
  readonly missing?: 'refuse' | 'drop';
}

/** What every function of samples may be told about them. */
export interface SampleOptions extends RowOptions {
  /** One positive finite weight a row. */
  readonly weights?: ArrayLike<number>;
  /** How often each row was seen: integers from 1 on. A row of frequency 3 counts as three rows, a weight of 3 as one. */
  readonly frequencies?: ArrayLike<number>;
}
