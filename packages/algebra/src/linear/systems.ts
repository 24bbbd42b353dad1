/** Rank, kernel, solutions, inverse and determinant over any field. */
import { arrayOf, checkArgument, checkOptions, either } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { determinantOf, type Elimination, echelonForm, kernelOf, rankOf, solutionOf } from './elimination.js';
import { ELIMINATION_OPTION_KINDS, type EliminationOptions, EliminationWork } from './elimination-work.js';
import type { ReducedRowEchelonForm } from './gauss.js';
import { MATRIX, Matrix } from './matrix.js';

const RIGHT_HAND_SIDES = either(MATRIX, arrayOf({ expected: 'an element of the field', accepts: () => true }));

/** The checked options of the public function `where`, and a meter for its work. */
function elimination<T>(where: string, m: Matrix<T>, options: EliminationOptions): Elimination {
  checkArgument(where, where === 'solve' ? 'a' : 'm', m, MATRIX);
  checkOptions(where, options, ELIMINATION_OPTION_KINDS);
  return { method: options.method ?? 'auto', primes: options.primes, work: new EliminationWork(where, options) };
}

/**
 * The reduced row echelon form and its pivot columns.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `BUDGET_EXCEEDED` and `ABORTED`, as all functions here, with
 * `details.known` as in `EliminationOptions`
 * @example rref(Matrix.fromRows(primeField(5), [[2, 4], [1, 2]])).pivots // [0]
 */
export function rref<T>(m: Matrix<T>, options: EliminationOptions = {}): ReducedRowEchelonForm<T> {
  return echelonForm(m, elimination('rref', m, options));
}

/**
 * The dimension of the column space.
 * @example rank(Matrix.fromRows(primeField(5), [[1, 2], [3, 1]])) // 1: that of ((1, 2), (3, 6))
 */
export function rank<T>(m: Matrix<T>, options: EliminationOptions = {}): number {
  return rankOf(m, elimination('rank', m, options));
}

/**
 * A cols × nullity matrix whose columns are a basis of {x : m·x = 0}: the one read off the reduced row echelon form,
 * with the identity matrix in the rows of the free variables.
 * @example nullspace(Matrix.fromRows(primeField(5), [[1, 2], [2, 4]])).column(0) // [3, 1]
 */
export function nullspace<T>(m: Matrix<T>, options: EliminationOptions = {}): Matrix<T> {
  return kernelOf(m, elimination('nullspace', m, options));
}

/**
 * Some x with a·x = b, the one whose free variables are 0; unique when the columns of a are independent. `b` is a
 * matrix of right-hand sides (columns) or one of them as an array; the answer has the same form.
 * @throws {IsotypicError} `SINGULAR`, with `details.rank`, when there is no solution; `SHAPE_MISMATCH`;
 * `FIELD_MISMATCH`.
 * @example solve(Matrix.fromRows(primeField(5), [[1, 2], [3, 2]]), [3, 0]) // [1, 1]
 */
export function solve<T>(a: Matrix<T>, b: Matrix<T>, options?: EliminationOptions): Matrix<T>;
export function solve<T>(a: Matrix<T>, b: readonly T[], options?: EliminationOptions): T[];
export function solve<T>(a: Matrix<T>, b: Matrix<T> | readonly T[], options: EliminationOptions = {}): Matrix<T> | T[] {
  const how = elimination('solve', a, options);
  checkArgument('solve', 'b', b, RIGHT_HAND_SIDES);
  if (!(b instanceof Matrix)) return solve(a, new Matrix(a.field, b.length, 1, b), options).column(0);
  a.requireField('solve', b);
  if (a.rows !== b.rows) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'solve',
      expected: `right-hand sides of ${a.rows} rows`,
      received: `${b.rows} rows`,
    });
  }
  const solution = solutionOf(a, b, how);
  if (solution) return solution;
  throw singular('solve', 'a system with a solution', rankOf(a, how), a);
}

/**
 * The inverse matrix.
 * @throws {IsotypicError} `SINGULAR`, with `details.rank`; `SHAPE_MISMATCH` unless square.
 * @example inverse(Matrix.fromRows(primeField(5), [[1, 2], [3, 2]])).toRows() // [[2, 3], [2, 1]]
 */
export function inverse<T>(m: Matrix<T>, options: EliminationOptions = {}): Matrix<T> {
  const how = elimination('inverse', m, options);
  m.requireSquare('inverse');
  const inverted = solutionOf(m, Matrix.identity(m.field, m.rows), how);
  if (inverted) return inverted;
  throw singular('inverse', 'an invertible matrix', rankOf(m, how), m);
}

/**
 * The determinant; 1 for the 0×0 matrix.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless square.
 * @example determinant(Matrix.build(rationals, 3, 3, (i, j) => new Fraction(1, i + j + 1))).toFraction() // '1/2160'
 */
export function determinant<T>(m: Matrix<T>, options: EliminationOptions = {}): T {
  const how = elimination('determinant', m, options);
  m.requireSquare('determinant');
  return determinantOf(m, how);
}

/** `SINGULAR`, with the rank found. */
function singular<T>(where: string, expected: string, rank: number, m: Matrix<T>): IsotypicError {
  return new IsotypicError('SINGULAR', {
    where,
    expected,
    received: `a ${m.rows}×${m.cols} matrix of rank ${rank}`,
    details: { rank },
  });
}
