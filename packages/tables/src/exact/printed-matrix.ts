/** Exact matrices as text: rationals `-3/4`, cyclotomics in GAP's notation. */
import { type ExactMatrix, type Field, IsotypicError, Matrix } from '@isotypic/algebra';
import { arrayOf, checkArgument, instance, type Kind, text } from '@isotypic/algebra/internal';

/** The entries row by row, each as text. */
export type PrintedMatrix = readonly (readonly string[])[];

/** What reads a matrix: the field's `parse`. */
const FIELD: Kind = {
  expected: 'a field, such as rationals or cyclotomics',
  accepts: (v) => typeof v === 'object' && v !== null && typeof (v as Partial<Field<unknown>>).parse === 'function',
};

export const PRINTED_MATRIX: Kind = arrayOf(arrayOf(text), 'rows of exact numbers as text');

/**
 * The entries of an exact matrix as text, row by row; `parseMatrix` reads them back.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless matrix is an exact one
 * @example printMatrix(Matrix.identity(rationals, 2)) // [['1', '0'], ['0', '1']]
 */
export function printMatrix(matrix: ExactMatrix): string[][] {
  checkArgument('printMatrix', 'matrix', matrix, instance(Matrix, 'an exact Matrix', fromRows));
  const print = matrix.field.print as (x: unknown) => string;
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.cols }, (_, j) => print(matrix.entries[i * matrix.cols + j])),
  );
}

const fromRows = (value: unknown) => (Array.isArray(value) ? 'Matrix.fromRows(field, rows) makes one.' : undefined);

/**
 * The entries of a printed matrix, in a field of the reader's choice.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless printed is rows of text; `PARSE` for an unreadable number;
 *   `SHAPE_MISMATCH` for ragged rows
 * @example parseMatrix(rationals, [['1/2', '3']])[0].map(String) // ['0.5', '3']
 */
export function parseMatrix<T>(field: Field<T>, printed: PrintedMatrix): T[][] {
  checkArgument('parseMatrix', 'field', field, FIELD);
  checkArgument('parseMatrix', 'printed', printed, PRINTED_MATRIX);
  const cols = printed[0]?.length ?? 0;
  return printed.map((row, i) => {
    if (row.length !== cols) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'parseMatrix',
        expected: `${cols} entries in row ${i} of printed`,
        received: `${row.length}`,
      });
    }
    return row.map((entry) => field.parse(entry));
  });
}
