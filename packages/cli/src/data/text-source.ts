/** One table of delimited text, and files of Arrow, which are read as one. */
import { openArrowFiles, openTableFile, type TableFile } from '@isotypic/sources/files';
import type { DataSource } from './data-source.js';
import { gather } from './gather.js';
import { inOptions, readingOptions, type TableReading } from './table-options.js';

/** A table of text, which may be a covariance. */
export interface TextSource extends DataSource {
  readonly file: TableFile;
}

export async function openTextSource(path: string, { options }: TableReading): Promise<TextSource> {
  const file = await readingOptions(() => openTableFile(path, options));
  return textSource(file, { dialect: file.table.dialect });
}

/** @throws {IsotypicError} as `openArrowFiles` */
export async function openArrowSource(paths: readonly string[]): Promise<TextSource> {
  const file = await openArrowFiles(paths);
  return textSource(file, { files: { format: 'Arrow', count: paths.length } });
}

function textSource(file: TableFile, written: DataSource['written']): TextSource {
  const { table, identity, bytesRead } = file;
  return {
    file,
    columns: table.columns,
    notes: table.notes.map(inOptions),
    written,
    requireColumn: (name) => void table.indexOf(name),
    requireKey: (name) => void table.indexOf(name),
    gather: (wanted, work) => readingOptions(() => gather(file, wanted, work)),
    share: () =>
      identity === undefined || bytesRead() === 0
        ? ''
        : ` (${Math.floor((100 * bytesRead()) / Math.max(1, identity.bytes))} %)`,
    close: () => table.close(),
  };
}
