/** A table in a file. */
import { basename } from 'node:path';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal/basics';
import { TABLE_OPTION_KINDS, type TableOptions } from '../dialect/options.js';
import { tableOf } from '../table/table.js';
import { fileBytes } from './file-bytes.js';
import { sourceIdentity } from './source-identity.js';
import type { TableFile } from './table-file.js';

const PATH: Kind = { expected: "a path, or '-'", accepts: (v) => typeof v === 'string' && v !== '' };

/**
 * Opens the table in a file; `-` is standard input; gzip is told by its first bytes.
 * @throws {IsotypicError} `IO` for a file that cannot be read; else as `openTable`, its `where` naming the file.
 * @example
 * const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
 * const folder = mkdtempSync('/tmp/table-');
 * writeFileSync(`${folder}/cork.csv`, 'north;east\n72,5;66\n60;53\n');
 * const { table } = await openTableFile(`${folder}/cork.csv`);
 * table.columns // ['north', 'east']
 * for await (const { rows } of table.batches()) console.log(rows); // 2
 * rmSync(folder, { recursive: true });
 */
export async function openTableFile(path: string, options: TableOptions = {}): Promise<TableFile> {
  checkArgument('openTableFile', 'path', path, PATH);
  checkOptions('openTableFile', options, TABLE_OPTION_KINDS);
  const where = `reading ${path === '-' ? 'standard input' : basename(path)}`;
  const identity = await sourceIdentity(path);
  let read = 0;
  const source = fileBytes(path, where, (bytes) => {
    read += bytes;
  });
  return { table: await tableOf(where, source, options), format: 'text', identity, bytesRead: () => read };
}
