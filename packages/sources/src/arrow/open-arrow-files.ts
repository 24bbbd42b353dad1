/** Files of Arrow as one table. */
import { arrayOf, checkArgument, invalidArgument, type Kind } from '@isotypic/algebra/internal/basics';
import { sourceIdentity } from '../files/source-identity.js';
import type { TableFile } from '../files/table-file.js';
import { tableOf } from '../table/table.js';
import { arrowText } from './arrow-text.js';

const PATHS: Kind = arrayOf(
  { expected: 'a path', accepts: (v) => typeof v === 'string' && v !== '' },
  'an array of paths, or of -',
);

/** What the lines are written in: nothing of them is to be found. */
const WRITTEN = { delimiter: ',', decimal: '.', header: true, encoding: 'utf-8', comment: '' } as const;

/**
 * Opens files of Arrow IPC, of the file and of the stream format, as one table: rows in the order of the files, batch
 * by batch. Needs the package apache-arrow. Integers beyond 2⁵³ and decimals become the nearest double, booleans 1 and
 * 0; NULL, NaN and ±∞ are missing values; texts, dates and times (of UTC) are for `texts` alone; columns of other types
 * may be there and are not read. Lines in errors count the names as the first one.
 *
 * @param paths files, or `-` for standard input
 * @throws {IsotypicError} `BACKEND_UNAVAILABLE` without apache-arrow; `IO` for a file that cannot be read; `PARSE` for
 * one that is no Arrow, or is compressed by a codec that `compressionRegistry` of apache-arrow has not;
 * `INVALID_ARGUMENT` for files of several schemas, by file and column, when their rows are read.
 * Cost: memory is the largest record batch of a file and its dictionaries; of a file in a pipe or gzip, all of it.
 * @example
 * const { tableFromArrays, tableToIPC } = await import('apache-arrow');
 * const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
 * const folder = mkdtempSync('/tmp/arrow-');
 * const bytes = tableToIPC(tableFromArrays({ north: Float64Array.of(72, 60), east: Float64Array.of(66, 53) }), 'file');
 * writeFileSync(`${folder}/cork.arrow`, bytes);
 * const { table } = await openArrowFiles([`${folder}/cork.arrow`]);
 * table.columns // ['north', 'east']
 * for await (const { data } of table.batches()) console.log([...data]); // [72, 66, 60, 53]
 * rmSync(folder, { recursive: true });
 */
export async function openArrowFiles(paths: readonly string[]): Promise<TableFile> {
  checkArgument('openArrowFiles', 'paths', paths, PATHS);
  if (paths.length === 0) throw invalidArgument('openArrowFiles', 'paths to be one at least', paths);
  const where = `reading ${paths.length === 1 ? paths[0] : `${paths.length} files`}`;
  return arrowTable(where, paths);
}

/** The same of paths that were checked. */
export async function arrowTable(where: string, paths: readonly string[]): Promise<TableFile> {
  const identity = paths.length === 1 ? await sourceIdentity(paths[0]) : undefined;
  let read = 0;
  const { types, lines } = await arrowText(where, paths, (bytes) => {
    read += bytes;
  });
  const table = await tableOf(where, lines, WRITTEN, types);
  return { table, format: 'arrow', identity, bytesRead: () => read };
}
