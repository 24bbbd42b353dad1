/** Files as bytes; one that is not there, or not readable, is bad input. */
import { readFileSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';

/** @throws {IsotypicError} `IO`; `expected` says what the file should have been. */
export function readBytes(path: string, where: string, expected: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    throw new IsotypicError('IO', {
      where,
      expected,
      received: `${path}, which ${reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})`}`,
      cause: error,
    });
  }
}
