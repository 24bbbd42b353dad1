/** Where samples come from: a table of text, or files that an engine reads. */
import type { Dialect } from '@isotypic/sources';
import type { RunOptions } from '@isotypic/stats';
import type { Gathered, Wanted } from './gather.js';

export interface DataSource {
  readonly columns: readonly string[];
  /** What was decided where it could be otherwise. */
  readonly notes: readonly string[];
  /** How it is written, for the report. */
  readonly written:
    | { readonly dialect: Dialect }
    | { readonly files: { readonly format: string; readonly count: number } };
  /** @throws {IsotypicError} `UNKNOWN_NAME` */
  requireColumn(name: string): void;
  /** The same of a column of groups, which may be a window of time. */
  requireKey(name: string): void;
  gather(wanted: Wanted, run: RunOptions): Promise<Gathered>;
  /** How much of it was read, for a line of progress; '' where nobody knows. */
  share(): string;
  close(): Promise<void>;
}
