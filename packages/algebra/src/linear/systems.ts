/** Rank, kernel, solutions, inverse and determinant over any field. The field decides which algorithm runs. */
import type Fraction from 'fraction.js';
import { IsotypicError } from '../errors.js';
import { rationals } from '../scalars/rationals.js';
import { bareissDeterminant, bareissRref } from './bareiss.js';
import { gaussDeterminant, gaussJordan, type ReducedRowEchelonForm } from './gauss.js';
import { Matrix } from './matrix.js';
import {
  rationalDeterminant,
  rationalNullspace,
  rationalRank,
  rationalRref,
  rationalSolve,
} from './rational-systems.js';

/**
 * Which elimination runs. All give the same answer; `auto` chooses by field, size and density.
 *  - `plain`: Gauss–Jordan in the field's own arithmetic;
 *  - `fraction-free`: Bareiss on bigints (ℚ only);
 *  - `modular`: modulo a prime, lifted p-adically to ℚ, checked exactly;
 *  - `sparse`: the same, skipping zeros.
 */
export type EliminationMethod = 'auto' | 'plain' | 'fraction-free' | 'modular' | 'sparse';

export interface EliminationOptions {
  readonly method?: EliminationMethod;
  /** Primes for the modular methods in place of the default ones, all below 2²⁴: for tests that plant bad primes. */
  readonly primes?: Iterable<number>;
}

/** With fewer entries than this, fraction-free elimination is done before a modular one has set up; measured. */
const SMALL = 30;

/** Narrows to ℚ: fields are compared by identity, and `rationals` is one object. */
function overRationals<T>(m: Matrix<T>): Matrix<Fraction> | null {
  return (m.field as unknown) === rationals ? (m as unknown as Matrix<Fraction>) : null;
}

function pathOf(method: EliminationMethod): 'dense' | 'sparse' | 'auto' {
  return method === 'modular' ? 'dense' : method === 'sparse' ? 'sparse' : 'auto';
}

/**
 * The reduced row echelon form and its pivot columns.
 * @example rref(Matrix.fromRows(primeField(5), [[2, 4], [1, 2]])).pivots // [0]
 */
export function rref<T>(m: Matrix<T>, options: EliminationOptions = {}): ReducedRowEchelonForm<T> {
  const { method = 'auto', primes } = options;
  const rational = method === 'plain' ? null : overRationals(m);
  if (!rational) return gaussJordan(m);
  const result =
    method === 'fraction-free' || (method === 'auto' && m.entries.length < SMALL)
      ? bareissRref(rational)
      : rationalRref(rational, { path: pathOf(method), primes });
  return result as unknown as ReducedRowEchelonForm<T>;
}

/** The dimension of the column space. */
export function rank<T>(m: Matrix<T>, options: EliminationOptions = {}): number {
  const { method = 'auto', primes } = options;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational || m.entries.length < SMALL) return rref(m, options).pivots.length;
  return rationalRank(rational, { path: pathOf(method), primes });
}

/**
 * A cols × nullity matrix whose columns are a basis of {x : m·x = 0}: the one read off the reduced row echelon form, with
 * the identity matrix in the rows of the free variables.
 */
export function nullspace<T>(m: Matrix<T>, options: EliminationOptions = {}): Matrix<T> {
  const { method = 'auto', primes } = options;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational || (method === 'auto' && m.entries.length < SMALL)) return nullspaceFromRref(rref(m, options));
  return rationalNullspace(rational, { path: pathOf(method), primes }) as unknown as Matrix<T>;
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
export function solve<T>(a: Matrix<T>, b: Matrix<T>, options?: EliminationOptions): Matrix<T>;
export function solve<T>(a: Matrix<T>, b: readonly T[], options?: EliminationOptions): T[];
export function solve<T>(a: Matrix<T>, b: Matrix<T> | readonly T[], options: EliminationOptions = {}): Matrix<T> | T[] {
  if (!(b instanceof Matrix)) return solve(a, new Matrix(a.field, b.length, 1, b), options).column(0);
  a.requireField('solve', b);
  if (a.rows !== b.rows) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'solve',
      expected: `right-hand sides of ${a.rows} rows`,
      received: `${b.rows} rows`,
    });
  }
  const solution = solutionOrNull(a, b, options);
  if (solution) return solution;
  throw singular('solve', 'a system with a solution', rank(a, options), a);
}

function solutionOrNull<T>(a: Matrix<T>, b: Matrix<T>, options: EliminationOptions): Matrix<T> | null {
  const { method = 'auto', primes } = options;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(a);
  if (rational && (method !== 'auto' || a.entries.length >= SMALL)) {
    const rhs = b as unknown as Matrix<Fraction>;
    return rationalSolve(rational, rhs, { path: pathOf(method), primes }) as unknown as Matrix<T> | null;
  }
  const { matrix, pivots } = rref(a.beside(b), options);
  if (pivots.some((column) => column >= a.cols)) return null;
  const entries: T[] = new Array(a.cols * b.cols).fill(a.field.zero);
  pivots.forEach((pivot, i) => {
    for (let j = 0; j < b.cols; j++) entries[pivot * b.cols + j] = matrix.at(i, a.cols + j);
  });
  return new Matrix(a.field, a.cols, b.cols, entries);
}

/** @throws {IsotypicError} `SINGULAR`, with `details.rank`; `SHAPE_MISMATCH` unless square. */
export function inverse<T>(m: Matrix<T>, options: EliminationOptions = {}): Matrix<T> {
  m.requireSquare('inverse');
  const inverted = solutionOrNull(m, Matrix.identity(m.field, m.rows), options);
  if (inverted) return inverted;
  throw singular('inverse', 'an invertible matrix', rank(m, options), m);
}

/** The determinant; 1 for the 0×0 matrix. @throws {IsotypicError} `SHAPE_MISMATCH` unless square. */
export function determinant<T>(m: Matrix<T>, options: EliminationOptions = {}): T {
  m.requireSquare('determinant');
  const { method = 'auto' } = options;
  const rational = method === 'plain' ? null : overRationals(m);
  if (!rational) return gaussDeterminant(m);
  const fractionFree = method === 'fraction-free' || (method === 'auto' && m.entries.length < SMALL);
  return (fractionFree ? bareissDeterminant(rational) : rationalDeterminant(rational)) as unknown as T;
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
