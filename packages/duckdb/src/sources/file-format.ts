/** The format of a file, by its first bytes; of text, by its first letter. */
import { open } from 'node:fs/promises';
import { IsotypicError } from '@isotypic/algebra';
import type { FileFormat } from '@isotypic/sql';

const BEGINNING = 512;

const MAGIC: Readonly<Record<string, FileFormat>> = { PAR1: 'parquet', ARRO: 'arrow' };

/** @throws {IsotypicError} `IO` for a file that cannot be read, `INVALID_ARGUMENT` for one that is of no such format */
export async function formatOf(where: string, file: string): Promise<FileFormat> {
  const bytes = await beginningOf(where, file, BEGINNING);
  const start = Buffer.from(bytes).toString('latin1');
  const known = MAGIC[start.slice(0, 4)];
  if (known !== undefined) return known;
  // a stream of Arrow IPC begins with a continuation mark
  if (start.startsWith('\xff\xff\xff\xff')) return 'arrow';
  const isPacked = start.startsWith('\x1f\x8b') || start.startsWith('\x28\xb5\x2f\xfd');
  if (isPacked) return /\.(json|jsonl|ndjson)\.(gz|zst)$/i.test(file) ? 'json' : 'csv';
  if (start.includes('\0')) {
    const received = `${file}, which is none of these`;
    throw new IsotypicError('INVALID_ARGUMENT', { where, expected: 'Parquet, CSV or JSON', received });
  }
  return /^(\xef\xbb\xbf)?\s*[[{]/.test(start) ? 'json' : 'csv';
}

/** The first bytes of a file. */
async function beginningOf(where: string, file: string, bytes: number): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const received = `${file} (${(cause as NodeJS.ErrnoException).code ?? cause})`;
    throw new IsotypicError('IO', { where, expected: 'a file that can be read', received, cause });
  }
}
