/** Refusing a matrix that would not fit, before it is made. */
import { IsotypicError } from '@isotypic/algebra';

/** Entries of a dense matrix that are still made: 1.2 GB of doubles. */
export const DENSE_ENTRIES = 1.5e8;

/** @throws {IsotypicError} `OUT_OF_MEMORY`, with `details.bytes`, for a matrix of more than 1.5·10⁸ entries. */
export function requireMemory(where: string, rows: number, cols: number, remedy: string): void {
  if (rows * cols <= DENSE_ENTRIES) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `a dense matrix of at most ${DENSE_ENTRIES} entries`,
    received: `${rows}×${cols}, ${((8 * rows * cols) / 1e9).toPrecision(3)} GB of doubles`,
    remedy,
    details: { rows, cols, bytes: 8 * rows * cols },
  });
}
