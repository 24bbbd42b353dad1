/** Results whose size is estimated before they are made: refused above what a process should hold. */
import { IsotypicError } from '@isotypic/algebra';

/** Numbers in one array that statistics makes: 2²⁸, 2 GiB of float64, the most that some hosts give one buffer. */
export const LARGEST_LENGTH = 2 ** 28;

const FEWER = 'Work on fewer variables, or on ranges of rows.';

/** @throws {IsotypicError} `OUT_OF_MEMORY` unless `length` numbers may lie in one array. */
export function requireLength(where: string, what: string, length: number, remedy = FEWER): void {
  if (length <= LARGEST_LENGTH) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `${what} to hold no more than 2^28 numbers`,
    received: `${length}`,
    remedy,
    details: { numbers: length, limit: LARGEST_LENGTH },
  });
}

/** The refusal of D×D results (a basis, a covariance) that would be too large: D up to 16384. */
export function requireMatrix(where: string, what: string, rows: number, cols: number, remedy = FEWER): void {
  requireLength(where, `${what} (${rows}×${cols})`, rows * cols, remedy);
}
