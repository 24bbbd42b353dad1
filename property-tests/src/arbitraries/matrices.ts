/** Random exact matrices. */
import { type Field, Matrix, rationals } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY, FIELD } from '../arguments.js';
import { printed } from './printed.js';

/** More rows or columns than this are an oversight: elimination is cubic. */
export const SIZE = integer(0, 1000);

/**
 * Matrices of the given shape with entries from `element`; a third of the entries are 0, so that ranks drop. They
 * shrink as their entries do, and are shown by rows.
 * @example
 * fc.assert(fc.property(matrixOf(primeField(7), fc.nat(6), 2, 3), (m) => m.transpose().transpose().equals(m)));
 */
export function matrixOf<T>(
  field: Field<T>,
  element: fc.Arbitrary<T>,
  rows: number,
  cols: number,
): fc.Arbitrary<Matrix<T>> {
  checkArgument('matrixOf', 'field', field, FIELD);
  checkArgument('matrixOf', 'element', element, ARBITRARY);
  checkArgument('matrixOf', 'rows', rows, SIZE);
  checkArgument('matrixOf', 'cols', cols, SIZE);
  const entry = fc.oneof({ arbitrary: fc.constant(field.zero), weight: 1 }, { arbitrary: element, weight: 2 });
  return fc.array(entry, { minLength: rows * cols, maxLength: rows * cols }).map((entries) => {
    const matrix = new Matrix(field, rows, cols, entries);
    return printed(matrix, () => `[${String(matrix).replaceAll('\n', ' | ')}]`);
  });
}

/**
 * Integer matrices of determinant ±1, by elementary operations: exact changes of basis. They shrink to the identity.
 * @example
 * fc.assert(fc.property(unimodularMatrix(3), (U) => determinant(U).abs().equals(1)));
 */
export function unimodularMatrix(size: number) {
  checkArgument('unimodularMatrix', 'size', size, SIZE);
  const last = Math.max(0, size - 1);
  const step = fc.tuple(fc.nat(last), fc.nat(last), fc.integer({ min: -2, max: 2 }));
  return fc.array(step, { maxLength: size < 2 ? 0 : 2 * size }).map((steps) => {
    const rows: number[][] = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
    );
    for (const [i, j, k] of steps) if (i !== j) rows[i] = rows[i].map((x, c) => x + k * rows[j][c]);
    return new Matrix(
      rationals,
      size,
      size,
      rows.flat().map((x) => rationals.fromInteger(x)),
    );
  });
}
