/** Rows of files, as an engine reads them. */
import type { SourceFiles } from '@isotypic/duckdb';
import type { Condition, QueryEngine } from '@isotypic/sql';

/** Rows chosen of files, in an engine. */
export interface ChosenRows {
  readonly engine: QueryEngine;
  readonly found: SourceFiles;
  readonly where: Condition | undefined;
  /** FROM … WHERE …, in the words of the engine. */
  readonly relation: string;
}
