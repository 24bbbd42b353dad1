/** What a file is at this moment, so that a change is noticed: size, time, and a hash of what tells its contents. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { IsotypicError } from '@isotypic/algebra';

export interface FileIdentity {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of a Parquet file's footer, which has the statistics of each row group; of other files, of all bytes. */
  readonly sha256: string;
}

/** A Parquet file ends with the length of its footer in 4 bytes, and PAR1. */
const TAIL = 8;

/** @throws {IsotypicError} `IO` for a file that cannot be read */
export async function fileIdentity(where: string, file: string): Promise<FileIdentity> {
  try {
    const handle = await open(file);
    try {
      const { size, mtimeMs } = await handle.stat();
      const footer = await parquetFooter(handle, size);
      const sha256 = footer === undefined ? await hashOfAll(file) : createHash('sha256').update(footer).digest('hex');
      return { bytes: size, modified: mtimeMs, sha256 };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const received = `${file} (${(cause as NodeJS.ErrnoException).code ?? cause})`;
    throw new IsotypicError('IO', { where, expected: 'a file that can be read', received, cause });
  }
}

async function parquetFooter(handle: FileHandle, size: number): Promise<Uint8Array | undefined> {
  if (size < TAIL) return undefined;
  const tail = Buffer.alloc(TAIL);
  await handle.read(tail, 0, TAIL, size - TAIL);
  const length = tail.readUInt32LE(0);
  if (tail.toString('latin1', 4) !== 'PAR1' || length + TAIL > size) return undefined;
  const footer = Buffer.alloc(length);
  await handle.read(footer, 0, length, size - TAIL - length);
  return footer;
}

async function hashOfAll(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(piece);
  return hash.digest('hex');
}
