/** One table of delimited text, and files of Arrow, which are read as one. */
import { openArrowFiles, openTableFile, type TableFile } from '@isotypic/sources/files';
import type { DataSource } from './data-source.js';
import { readingStore } from './reading-store.js';
import { readingOptions, type TableReading } from './table-options.js';
import { type TableSource, tableSource } from './table-source.js';

export async function openTextSource(path: string, { options }: TableReading): Promise<TableSource> {
  const file = await readingOptions(() => openTableFile(path, options));
  return fileSource(file, { dialect: file.table.dialect });
}

/** @throws {IsotypicError} as `openArrowFiles` */
export async function openArrowSource(paths: readonly string[]): Promise<TableSource> {
  const file = await openArrowFiles(paths);
  return fileSource(file, { files: { format: 'Arrow', count: paths.length } });
}

const fileSource = (file: TableFile, written: DataSource['written']): TableSource =>
  tableSource(file, written, (path) => readingStore(path, file));
