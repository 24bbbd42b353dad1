/** What `isotypic suggest` found, as plain data: `--json` prints it, the text and the page are views of it. */
import type { SymmetryScore } from '@isotypic/stats';

export interface Suggestion {
  /** Cycles of names; empty for no symmetry. */
  readonly generators: readonly string[];
  /** For `isotypic analyze --group`. */
  readonly group: string;
  readonly order: string;
  /** What in the column names suggests it. */
  readonly because?: string;
  readonly score: number;
  /** How much the score is above that of no symmetry; null where that has none. */
  readonly above: number | null;
  readonly parameters: number;
  /** Fewer parameters than without symmetry. */
  readonly degreesOfFreedom: number;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
}

export interface Suggestions {
  readonly command: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly dropped: number;
  readonly read: string;
  readonly score: SymmetryScore;
  readonly mean: 'free' | 'invariant';
  readonly seed: number;
  readonly visited: number;
  readonly exhaustive: boolean;
  /** Of column names, whether or not the data agree. */
  readonly names: readonly string[];
  /** Best first. */
  readonly ranking: readonly Suggestion[];
  readonly none: Suggestion | null;
}
