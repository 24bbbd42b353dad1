/** What an analysis found, as plain data: `--json` prints it, the text and the HTML report are views of it. */

import type { Dialect } from '@isotypic/sources';

/** The table that was read, and what became of its rows. */
export interface DataRead {
  /** The file's name, or `standard input`. */
  readonly source: string;
  readonly samples: number;
  readonly columns: readonly string[];
  readonly dialect: Dialect;
  /** rows = samples + dropped. */
  readonly rows: number;
  /** Rows that miss a value in a column used. */
  readonly dropped: number;
  /** Lines that are no rows. */
  readonly comments: number;
  readonly blankLines: number;
  /** What was decided where the file could mean something else. */
  readonly notes: readonly string[];
  /** Whether the rows were kept; if not, a regression is made of the moments. */
  readonly rowsKept: boolean;
}

export interface Analysis {
  /** The call that made it, for a shell. */
  readonly command: string;
  readonly data: DataRead;
  readonly group: {
    readonly name: string;
    /** Decimal: orders outgrow doubles. */
    readonly order: string;
    readonly degree: number;
    /** Cycle notation on the columns' indices. */
    readonly generators: readonly string[];
  };
  readonly components: readonly ComponentRow[];
  readonly parameters: {
    readonly mean: { readonly free: number; readonly symmetric: number };
    readonly covariance: { readonly free: number; readonly symmetric: number };
  };
  /** One row per orbit of the group on columns. */
  readonly mean: readonly { readonly columns: readonly string[]; readonly estimate: Estimate }[];
  /** One row per orbit on unordered pairs of columns; maximum likelihood, the mean left free. */
  readonly covariance: readonly {
    readonly pair: readonly [string, string];
    /** How many unordered pairs share the value. */
    readonly count: number;
    readonly estimate: Estimate;
  }[];
  readonly tests: readonly TestRow[];
  readonly regression?: Regression;
}

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

export interface ComponentRow {
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  readonly type: 'real' | 'complex' | 'quaternionic';
  readonly isTrivial: boolean;
  /** Its basis written out in the columns' names, up to sixteen columns; empty beyond. */
  readonly contrasts: readonly string[];
  /** First coordinate of the component in the isotypic basis. */
  readonly offset: number;
  /**
   * Eigenvalues of the symmetric covariance on the multiplicity space, descending; each occurs `degree` times (over ℝ).
   */
  readonly eigenvalues: readonly number[];
}

export interface TestRow {
  readonly hypothesis: string;
  /** −2 log Λ; null where the test cannot be made. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number | null;
  /** With Bartlett's correction, closer to its nominal size for few samples. */
  readonly bartlettPValue: number | null;
  /** For the number of samples at hand, by the saddlepoint approximation: the one to go by. */
  readonly saddlepointPValue: number | null;
  /** What rounding may have done to the statistic, at most. */
  readonly roundingBound: number | null;
  /** Which p-value to believe, where they disagree. */
  readonly advice?: string;
  /** Why the test cannot be made. */
  readonly unavailable?: string;
}

export interface Regression {
  readonly predictors: readonly string[];
  readonly responses: readonly string[];
  readonly action: 'same' | 'trivial';
  readonly parameters: { readonly free: number; readonly symmetric: number };
  /** responses × predictors. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercept: readonly number[];
  readonly rank: number;
  /** Root mean square of the residuals, and of the responses about their means. */
  readonly residual: number;
  readonly spread: number;
}
