/** What an analysis found, as plain data: `--json` prints it, the text and the HTML report are views of it. */

import type { Dialect } from '@isotypic/sources';

/** The table that was read, and what became of its rows. */
export interface DataRead {
  /** The file's name, or `standard input`; of several, as they were named. */
  readonly source: string;
  /** N: rows used, each as often as its frequency says. */
  readonly samples: number;
  /** Kish's effective number, where rows have weights. */
  readonly effective?: number;
  readonly columns: readonly string[];
  /** How the table is written, where it is delimited text. */
  readonly dialect?: Dialect;
  /** The files, where an engine read them. */
  readonly files?: { readonly format: string; readonly count: number };
  /** rows = used + dropped. */
  readonly rows: number;
  readonly used: number;
  /** Rows that miss a value in a column used. */
  readonly dropped: number;
  /** Lines that are no rows. */
  readonly comments: number;
  readonly blankLines: number;
  /** What was decided where the file could mean something else. */
  readonly notes: readonly string[];
  /** Where products of rows were made, if single precision was asked for. */
  readonly products?: string;
  /** Whether the rows were kept; if not, a regression is made of the moments. */
  readonly rowsKept: boolean;
}

/** All that `analyze` found out. */
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
  /** About which mean second moments are: the sample mean (`free`), the invariant mean, or a known one. */
  readonly center: 'free' | 'invariant' | readonly number[];
  /** How often intervals cover the truth. */
  readonly level: number;
  /** One row per orbit of the group on columns; none of a covariance without its mean. */
  readonly mean: readonly { readonly columns: readonly string[]; readonly estimate: Estimate }[];
  /** One row per orbit on unordered pairs of columns; maximum likelihood. */
  readonly covariance: readonly {
    readonly pair: readonly [string, string];
    /** How many unordered pairs share the value. */
    readonly count: number;
    readonly estimate: Estimate;
    /** 1 of a variance; null where a column does not vary. */
    readonly correlation: number | null;
    readonly correlationInterval: Range | null;
  }[];
  /** How the variance is shared by the components; unbiased. */
  readonly variance: {
    readonly total: number;
    readonly components: readonly {
      readonly label: string;
      readonly total: number;
      /** NaN, which JSON writes as null, where nothing varies. */
      readonly share: number;
      readonly interval: Range;
      readonly degreesOfFreedom: number;
    }[];
    /** Where the group permutes all columns transitively: the mean correlation of two of them. */
    readonly intraclass?: { readonly value: number; readonly interval: Range; readonly isExact: boolean };
  };
  /** The variances of the formulas of the components, one row for each copy of an irreducible. */
  readonly contrasts: readonly {
    readonly label: string;
    readonly formula: string;
    readonly variance: number;
    readonly interval: Range;
    readonly degreesOfFreedom: number;
  }[];
  readonly tests: readonly TestRow[];
  readonly regression?: Regression;
  readonly groups?: Groups;
  /** The principal axes whose scores were written, with the names of their columns. */
  readonly axes?: readonly {
    readonly columns: readonly string[];
    readonly label: string;
    readonly variance: number;
    readonly explained: number;
  }[];
  /** How far the covariance in covariance.csv is shrunk towards one variance for each component. */
  readonly shrinkage?: {
    readonly kind: 'ledoit-wolf' | 'given';
    readonly components: readonly { readonly label: string; readonly intensity: number }[];
  };
  /** Files that were asked for, beside the page. */
  readonly files: readonly string[];
}

/** From where to where. */
export type Range = readonly [low: number, high: number];

/** One fit for each text in a column, and what they have in common. */
export interface Groups {
  readonly by: string;
  readonly groups: readonly {
    readonly name: string;
    readonly samples: number;
    readonly mean: Analysis['mean'];
    readonly covariance: Analysis['covariance'];
    /** Of the symmetry, in this group alone. */
    readonly tests: readonly TestRow[];
  }[];
  /** That covariances, and means, are equal in all groups under the symmetry. */
  readonly tests: readonly EqualityRow[];
}

/** One test that groups of rows are alike, as a report prints it. */
export interface EqualityRow extends Hypothesis {
  /** Exact, of means that differ in one copy of one irreducible. */
  readonly fisher?: { readonly statistic: number; readonly degreesOfFreedom: Range; readonly pValue: number };
}

/** An estimate with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** One component of a structure, as a report prints it. */
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

/** Standard errors and tests; the errors of the responses are normal, their covariance invariant. */
export interface RegressionErrors {
  /** responses × predictors. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercept: readonly number[];
  /** Of t tests against 0, likewise. */
  readonly pValues: readonly (readonly number[])[];
  readonly interceptPValues: readonly number[];
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly components: readonly {
    readonly label: string;
    readonly parameters: number;
    readonly variances: readonly number[];
    readonly degreesOfFreedom: number;
    readonly rSquared: number;
    readonly test: EffectTest | null;
  }[];
  readonly test: EffectTest | null;
}

/** That predictors have no part in the responses. */
export interface EffectTest {
  readonly kind: 'F' | 'wilks';
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly residualDegrees: number | null;
  readonly pValue: number;
}

/** A hypothesis, and what a likelihood-ratio test says of it. */
export interface Hypothesis {
  readonly hypothesis: string;
  /** −2 log Λ, or Box's M of covariances; null where the test cannot be made. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number | null;
  /** With Bartlett's correction, closer to its nominal size for few samples. */
  readonly bartlettPValue: number | null;
  /** For the number of samples at hand, by the saddlepoint approximation: the one to go by. */
  readonly saddlepointPValue: number | null;
  /** Why the test cannot be made. */
  readonly unavailable?: string;
}

/** One test of a symmetry, as a report prints it. */
export interface TestRow extends Hypothesis {
  /** What rounding may have done to the statistic, at most. */
  readonly roundingBound: number | null;
  /** Which p-value to believe, where they disagree. */
  readonly advice?: string;
}

/** A regression as a report prints it. */
export interface Regression {
  readonly predictors: readonly string[];
  readonly responses: readonly string[];
  readonly action: 'same' | 'trivial';
  readonly parameters: { readonly free: number; readonly symmetric: number };
  /** responses × predictors. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercept: readonly number[];
  readonly rank: number;
  /** What the estimates are off by; undefined where that cannot be told, and `unavailable` says why. */
  readonly errors?: RegressionErrors;
  readonly unavailable?: string;
  /** Root mean square of the residuals, and of the responses about their means. */
  readonly residual: number;
  readonly spread: number;
}
