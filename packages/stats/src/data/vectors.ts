/** Single vectors at the public edge: read, checked, and named in the error when something is wrong with one. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import { VECTOR } from './argument-kinds.js';

/** One vector of length D, finite. */
export function checkVector(where: string, x: ArrayLike<number>, dimension: number, name = 'x'): Float64Array {
  checkArgument(where, name, x, VECTOR);
  if (x.length !== dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} of length ${dimension}, the dimension of the representation`,
      received: `length ${x.length}`,
    });
  }
  const out = Float64Array.from(x);
  for (let i = 0; i < dimension; i++) if (!Number.isFinite(out[i])) throw notFinite(where, out[i], 0, i, name);
  return out;
}

/** The error for a number that is NaN or infinite, in a matrix of row vectors. */
export function notFinite(where: string, value: number, row: number, column: number, name: string): IsotypicError {
  return new IsotypicError('NOT_FINITE', {
    where,
    expected: `finite numbers in ${name}`,
    received: `${value} in row ${row}, column ${column}`,
    remedy: "Pass { missing: 'drop' } to leave out rows with NaN.",
    details: { row, column },
  });
}
