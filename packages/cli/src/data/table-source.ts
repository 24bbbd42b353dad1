/** An open table as a source of samples, wherever it was opened. */
import type { TableFile } from '@isotypic/sources/files';
import { misuse } from '../command.js';
import type { DataSource } from './data-source.js';
import { gather, type ReadingStore } from './gather.js';
import { inOptions, readingOptions } from './table-options.js';

/** A table of text, which may be a covariance. */
export interface TableSource extends DataSource {
  readonly file: TableFile;
}

/** `storeOf` gives the store of a name that is asked for, where there are files. */
export function tableSource(
  file: TableFile,
  written: DataSource['written'],
  storeOf: (name: string) => ReadingStore | undefined = () => undefined,
): TableSource {
  const { table, identity, bytesRead } = file;
  return {
    file,
    columns: table.columns,
    notes: table.notes.map(inOptions),
    written,
    requireColumn: (name) => void table.indexOf(name),
    requireKey: (name) => void table.indexOf(name),
    gather: (wanted, run) => {
      const store = () => (wanted.resume === undefined ? undefined : storeOf(wanted.resume));
      return readingOptions(async () => gather(file, wanted, { ...run, store: store() }));
    },
    share: () =>
      identity === undefined || bytesRead() === 0
        ? ''
        : ` (${Math.floor((100 * bytesRead()) / Math.max(1, identity.bytes))} %)`,
    close: () => table.close(),
  };
}

/** The table of a source that is one. */
export function textOf(source: DataSource): TableFile {
  if ('file' in source) return (source as TableSource).file;
  throw misuse('a table of delimited text with --covariance', 'files that DuckDB reads');
}
