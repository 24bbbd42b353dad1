/** What counts as a matrix at the public edge, and how shapes are checked there. */
import type { Float64Layout } from '@isotypic/algebra';
import { IsotypicError } from '@isotypic/algebra/basics';
import { describe, invalidArgument } from '@isotypic/algebra/internal/basics';

export type { Float64Layout };

/** A dense row-major matrix of any precision. */
export interface DenseLayout {
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly cols: number;
}

/** ml-matrix's `Matrix`, by what it offers rather than by its class, so that any version of it is accepted. */
export interface MlMatrixLike {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** One column of an Arrow table (apache-arrow's `Vector`, or anything of its shape). */
export interface ArrowColumnLike {
  readonly length: number;
  get(index: number): unknown;
}

/** An Arrow table: named columns of equal length, reached by position. */
export interface ArrowTableLike {
  readonly numRows: number;
  readonly numCols: number;
  getChildAt(index: number): ArrowColumnLike | null;
}

/** Everything that `Float64Matrix.from` reads. */
export type MatrixLike =
  | DenseLayout
  | readonly (ArrayLike<number> | readonly number[])[]
  | MlMatrixLike
  | ArrowTableLike;

/** "3×4", for messages. */
export function shapeOf(matrix: { readonly rows: number; readonly cols: number }): string {
  return `${matrix.rows}×${matrix.cols}`;
}

/** The refusal of two operands that do not fit; names both shapes. */
export function shapeMismatch(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', { where, expected, received });
}

/**
 * Checks that every entry is finite.
 * @throws {IsotypicError} `NOT_FINITE`, naming the first bad entry.
 */
export function requireFinite(where: string, matrix: Float64Layout, name = 'the matrix'): void {
  const { data, rows, cols } = matrix;
  const size = rows * cols;
  for (let k = 0; k < size; k++) {
    if (!Number.isFinite(data[k])) {
      throw new IsotypicError('NOT_FINITE', {
        where,
        expected: `finite entries in ${name}`,
        received: `${data[k]} in row ${Math.floor(k / cols)}, column ${k % cols}`,
        remedy: 'Drop or fill the missing samples first.',
        details: { row: Math.floor(k / cols), column: k % cols },
      });
    }
  }
}

/** The refusal of a matrix that is not square. */
export function requireSquare(where: string, matrix: { readonly rows: number; readonly cols: number }): void {
  if (matrix.rows !== matrix.cols) throw shapeMismatch(where, 'a square matrix', `one of shape ${shapeOf(matrix)}`);
}

/** The refusal of a count that is not a non-negative integer. */
export function requireCount(where: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) {
    throw invalidArgument(where, `${name} to be a non-negative integer`, describe(value));
  }
}
