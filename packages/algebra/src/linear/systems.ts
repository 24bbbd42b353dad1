/** Rank, kernel, solutions, inverse and determinant over any field. The field decides which algorithm runs. */
import { IsotypicError } from '../errors.js';
import { gaussDeterminant, gaussJordan, type ReducedRowEchelonForm } from './gauss.js';
import { Matrix } from './matrix.js';

/**
 * The reduced row echelon form and its pivot columns.
 * @example rref(Matrix.fromRows(primeField(5), [[2, 4], [1, 2]])).pivots // [0]
 */
export function rref<T>(m: Matrix<T>): ReducedRowEchelonForm<T> {
  return gaussJordan(m);
}

/** The dimension of the column space. */
export function rank<T>(m: Matrix<T>): number {
  return rref(m).pivots.length;
}

/**
 * A cols × nullity matrix whose columns are a basis of {x : m·x = 0}: the one read off the reduced row echelon form, with
 * the identity matrix in the rows of the free variables.
 */
export function nullspace<T>(m: Matrix<T>): Matrix<T> {
  return nullspaceFromRref(rref(m));
}

/** See `nullspace`. */
export function nullspaceFromRref<T>({ matrix, pivots }: ReducedRowEchelonForm<T>): Matrix<T> {
  const { field, cols } = matrix;
  const isPivot = new Set(pivots);
  const free = Array.from({ length: cols }, (_, j) => j).filter((j) => !isPivot.has(j));
  const entries: T[] = new Array(cols * free.length).fill(field.zero);
  free.forEach((column, k) => {
    entries[column * free.length + k] = field.one;
    pivots.forEach((pivot, i) => {
      entries[pivot * free.length + k] = field.neg(matrix.at(i, column));
    });
  });
  return new Matrix(field, cols, free.length, entries);
}

/**
 * Some x with a·x = b, the one whose free variables are 0; unique when the columns of a are independent. `b` is a matrix
 * of right-hand sides (columns) or one of them as an array; the answer has the same form.
 * @throws {IsotypicError} `SINGULAR`, with `details.rank`, when there is no solution; `SHAPE_MISMATCH`; `FIELD_MISMATCH`.
 */
export function solve<T>(a: Matrix<T>, b: Matrix<T>): Matrix<T>;
export function solve<T>(a: Matrix<T>, b: readonly T[]): T[];
export function solve<T>(a: Matrix<T>, b: Matrix<T> | readonly T[]): Matrix<T> | T[] {
  if (!(b instanceof Matrix)) return solve(a, new Matrix(a.field, b.length, 1, b)).column(0);
  a.requireField('solve', b);
  if (a.rows !== b.rows) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'solve',
      expected: `right-hand sides of ${a.rows} rows`,
      received: `${b.rows} rows`,
    });
  }
  const { matrix, pivots } = rref(a.beside(b));
  const inconsistent = pivots.findIndex((column) => column >= a.cols);
  if (inconsistent >= 0) throw singular('solve', 'a system with a solution', inconsistent, a);
  const entries: T[] = new Array(a.cols * b.cols).fill(a.field.zero);
  pivots.forEach((pivot, i) => {
    for (let j = 0; j < b.cols; j++) entries[pivot * b.cols + j] = matrix.at(i, a.cols + j);
  });
  return new Matrix(a.field, a.cols, b.cols, entries);
}

/** @throws {IsotypicError} `SINGULAR`, with `details.rank`; `SHAPE_MISMATCH` unless square. */
export function inverse<T>(m: Matrix<T>): Matrix<T> {
  m.requireSquare('inverse');
  const n = m.rows;
  const { matrix, pivots } = rref(m.beside(Matrix.identity(m.field, n)));
  const independent = pivots.filter((column) => column < n).length;
  if (independent < n) throw singular('inverse', 'an invertible matrix', independent, m);
  return Matrix.build(m.field, n, n, (i, j) => matrix.at(i, n + j));
}

/** The determinant; 1 for the 0×0 matrix. @throws {IsotypicError} `SHAPE_MISMATCH` unless square. */
export function determinant<T>(m: Matrix<T>): T {
  m.requireSquare('determinant');
  return gaussDeterminant(m);
}

/** `SINGULAR`, with the rank found. */
export function singular<T>(where: string, expected: string, rank: number, m: Matrix<T>): IsotypicError {
  return new IsotypicError('SINGULAR', {
    where,
    expected,
    received: `a ${m.rows}×${m.cols} matrix of rank ${rank}`,
    details: { rank },
  });
}
