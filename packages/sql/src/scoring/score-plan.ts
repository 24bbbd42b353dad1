/** A model as expressions of the columns of a row. */

/** One number that a model says of a row. */
export interface ScoreExpression {
  /** The name of its column in {@link ScorePlan.select}. */
  readonly name: string;
  /** SQL of the column `isotypic_…` of the innermost layer; to be read within {@link ScorePlan.select} only. */
  readonly sql: string;
}

export interface ScorePlan {
  readonly scores: readonly ScoreExpression[];
  /**
   * SELECT of all columns of the source and the scores: `source` is a relation, quoted.
   * A row in which a variable is NULL has scores NULL.
   */
  select(source: string): string;
}
