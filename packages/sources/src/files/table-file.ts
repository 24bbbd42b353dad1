import type { SourceIdentity } from '../table/source-identity.js';
import type { Table } from '../table/table.js';

/** An open table, what it is read from, and how far that was read. */
export interface TableFile {
  readonly table: Table;
  readonly format: 'text' | 'arrow';
  /** Undefined for standard input, pipes, and several files. */
  readonly identity: SourceIdentity | undefined;
  /** Bytes of the file that were read so far, as they are stored; 0 of what is not read from its beginning on. */
  bytesRead(): number;
}
