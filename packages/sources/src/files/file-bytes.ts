/** The bytes of a file or of standard input, decompressed where they are gzip. */
import { type FileHandle, open } from 'node:fs/promises';
import { stdin } from 'node:process';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { IsotypicError } from '@isotypic/algebra/basics';
import { peek } from '../text/pieces.js';

/** Bytes of one read: large enough that calls do not count, small enough for caches. */
const READ_SIZE = 2 ** 18;

/** @throws {IsotypicError} `IO` when the file cannot be read */
export function unreadable(path: string, where: string, error: unknown): IsotypicError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  const because =
    reason === 'ENOENT' ? 'does not exist' : reason === 'EISDIR' ? 'is a folder' : `cannot be read (${reason})`;
  return new IsotypicError('IO', {
    where,
    expected: 'a file of delimited text',
    received: `${path}, which ${because}`,
    cause: error,
  });
}

/** The bytes as they are stored; one buffer is written over, so a piece is good until the next one is asked for. */
async function* stored(path: string, where: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  if (path === '-') {
    for await (const piece of stdin) {
      onRead(piece.length);
      yield piece as Uint8Array;
    }
    return;
  }
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const buffer = new Uint8Array(READ_SIZE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_SIZE).catch((error) => {
        throw unreadable(path, where, error);
      });
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw error instanceof IsotypicError ? error : unreadable(path, where, error);
  } finally {
    await file?.close();
  }
}

/** The bytes of a file; `onRead` is told how many were read as they are stored. */
export async function* fileBytes(
  path: string,
  where: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const { sample, all } = await peek(stored(path, where, onRead), 2);
  if (sample[0] !== 0x1f || sample[1] !== 0x8b) {
    yield* all;
    return;
  }
  const copies = async function* () {
    for await (const piece of all) yield piece.slice(); // the buffer is written over while zlib reads
  };
  const gunzip = createGunzip({ chunkSize: READ_SIZE });
  const input = Readable.from(copies());
  input.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of input.pipe(gunzip)) yield piece as Uint8Array;
  } catch (cause) {
    if (cause instanceof IsotypicError) throw cause;
    const received = `data that are damaged or cut short (${(cause as NodeJS.ErrnoException).code ?? cause})`;
    throw new IsotypicError('PARSE', { where, expected: 'a whole gzip file', received, cause });
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}
