/** What a stream was read from, so that a change is noticed before more of it is read. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { SourceIdentity } from '../table/source-identity.js';
import { unreadable } from './file-bytes.js';

const BEGINNING = 2 ** 16;

/**
 * The identity of a file as it is now; undefined for standard input (`-`) and for pipes, which cannot be read again.
 * @throws {IsotypicError} `IO`
 * @example
 * await sourceIdentity('-') // undefined: standard input
 */
export async function sourceIdentity(path: string): Promise<SourceIdentity | undefined> {
  if (path === '-') return undefined;
  try {
    const { size, mtimeMs } = await stat(path).then((found) => {
      if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'no regular file' });
      return found;
    });
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(BEGINNING), 0, BEGINNING, 0);
      const beginning = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
      return { bytes: size, modified: mtimeMs, beginning };
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'no regular file') return undefined;
    throw unreadable(path, 'reading the source', error);
  }
}
