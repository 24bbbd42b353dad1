/** What is known of a long table, kept in a file beside it: the option --resume. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';
import type { TableFile } from '@isotypic/sources/files';
import type { TableMomentsJSON } from '@isotypic/stats';
import type { ReadingStore } from './gather.js';

/**
 * The store in the file of that name, and what it holds of this table.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is read once, `PARSE` for another file; `IO` on saving
 */
export const readingStore = (path: string, file: TableFile): ReadingStore => ({
  known: readState(path, file),
  save: (state) => writeState(path, state),
});

function readState(path: string, { identity }: TableFile): TableMomentsJSON | undefined {
  const where = '--resume';
  if (identity === undefined) {
    const received = 'standard input, or a pipe';
    throw new IsotypicError('INVALID_ARGUMENT', { where, expected: 'a file that can be read again', received });
  }
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as TableMomentsJSON;
  } catch (cause) {
    throw new IsotypicError('PARSE', {
      where,
      expected: 'a file that a former call with --resume wrote, or none yet',
      received: describe(path),
      remedy: 'Remove it to begin anew.',
      cause,
    });
  }
}

/** All or nothing: what is killed while it writes leaves what was there. */
function writeState(path: string, state: TableMomentsJSON): void {
  const beside = `${path}.part`;
  try {
    writeFileSync(beside, JSON.stringify(state));
    renameSync(beside, path);
  } catch (cause) {
    const received = `${path} (${(cause as Error).message})`;
    throw new IsotypicError('IO', { where: '--resume', expected: 'a file that can be written', received, cause });
  }
}
