/** Rank, kernel, solutions, inverse and determinant over any field. The field decides which algorithm runs. */
import type Fraction from 'fraction.js';
import { IsotypicError } from '../errors.js';
import type { Cyclotomic } from '../scalars/cyclotomic.js';
import { cyclotomics } from '../scalars/cyclotomics.js';
import { rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { bareissDeterminant, bareissRref } from './bareiss.js';
import type { RelationOptions } from './column-relations.js';
import {
  asRational,
  cyclotomicDeterminant,
  fromRationalMatrix,
  hasFullRankModulo,
  modularOrder,
  relationsOver,
} from './cyclotomic-systems.js';
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

/** Steps of the work budget are p-adic digits of solution columns, on the modular path over ℚ. */
export interface EliminationOptions extends WorkOptions {
  readonly method?: EliminationMethod;
  /** Primes for the modular methods in place of the default ones, all below 2²⁴: for tests that plant bad primes. */
  readonly primes?: readonly number[];
}

/** With fewer entries than this, fraction-free elimination is done before a modular one has set up; measured. */
const SMALL = 128;
/** The same for cyclotomic matrices and elimination in their own arithmetic. */
const SMALL_CYCLOTOMIC = 20;

/** Narrows to ℚ: fields are compared by identity, and `rationals` is one object. */
function overRationals<T>(m: Matrix<T>): Matrix<Fraction> | null {
  return (m.field as unknown) === rationals ? (m as unknown as Matrix<Fraction>) : null;
}

/**
 * Narrows to the cyclotomic numbers, when there is a modular path for these entries: `order` 1 means all are rational.
 */
function overCyclotomics<T>(
  m: Matrix<T>,
  method: EliminationMethod,
): { readonly matrix: Matrix<Cyclotomic>; readonly order: number } | null {
  if ((m.field as unknown) !== cyclotomics || method === 'plain') return null;
  if (method === 'auto' && m.entries.length < SMALL_CYCLOTOMIC) return null;
  const matrix = m as unknown as Matrix<Cyclotomic>;
  const order = modularOrder(matrix.entries);
  return order === null ? null : { matrix, order };
}

function relationOptions(where: string, options: EliminationOptions): RelationOptions {
  const { method = 'auto', primes } = options;
  const path = method === 'modular' ? 'dense' : method === 'sparse' ? 'sparse' : 'auto';
  return { path, primes, meter: new WorkMeter(where, options) };
}

/**
 * The reduced row echelon form and its pivot columns.
 * @example rref(Matrix.fromRows(primeField(5), [[2, 4], [1, 2]])).pivots // [0]
 */
export function rref<T>(m: Matrix<T>, options: EliminationOptions = {}): ReducedRowEchelonForm<T> {
  const { method = 'auto' } = options;
  const cyclotomic = overCyclotomics(m, method);
  if (cyclotomic)
    return cyclotomicRref(cyclotomic.matrix, cyclotomic.order, options) as unknown as ReducedRowEchelonForm<T>;
  const rational = method === 'plain' ? null : overRationals(m);
  if (!rational) return gaussJordan(m);
  const result =
    method === 'fraction-free' || (method === 'auto' && m.entries.length < SMALL)
      ? bareissRref(rational)
      : rationalRref(rational, relationOptions('rref', options));
  return result as unknown as ReducedRowEchelonForm<T>;
}

function cyclotomicRref(
  m: Matrix<Cyclotomic>,
  order: number,
  options: EliminationOptions,
): ReducedRowEchelonForm<Cyclotomic> {
  if (order === 1) {
    const { matrix, pivots } = rref(asRational(m), options);
    return { matrix: fromRationalMatrix(matrix), pivots };
  }
  const { pivots, targets, relations } = relationsOver(m, order, m.cols);
  const entries = new Array<Cyclotomic>(m.rows * m.cols).fill(cyclotomics.zero);
  pivots.forEach((pivot, i) => {
    entries[i * m.cols + pivot] = cyclotomics.one;
  });
  targets.forEach((target, k) => {
    (relations[k] as Cyclotomic[]).forEach((x, i) => {
      entries[i * m.cols + target] = x;
    });
  });
  return { matrix: new Matrix(cyclotomics, m.rows, m.cols, entries), pivots };
}

/** The dimension of the column space. */
export function rank<T>(m: Matrix<T>, options: EliminationOptions = {}): number {
  const { method = 'auto' } = options;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational) {
    const cyclotomic = overCyclotomics(m, method);
    if (cyclotomic && hasFullRankModulo(cyclotomic.matrix, cyclotomic.order)) return Math.min(m.rows, m.cols);
    return rref(m.cols <= m.rows ? m : m.transpose(), options).pivots.length;
  }
  if (method === 'auto' && m.entries.length < SMALL) return rref(m, options).pivots.length;
  return rationalRank(rational, relationOptions('rank', options));
}

/**
 * A cols × nullity matrix whose columns are a basis of {x : m·x = 0}: the one read off the reduced row echelon form,
 * with the identity matrix in the rows of the free variables.
 */
export function nullspace<T>(m: Matrix<T>, options: EliminationOptions = {}): Matrix<T> {
  const { method = 'auto' } = options;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational || (method === 'auto' && m.entries.length < SMALL)) return nullspaceFromRref(rref(m, options));
  return rationalNullspace(rational, relationOptions('nullspace', options)) as unknown as Matrix<T>;
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
 * Some x with a·x = b, the one whose free variables are 0; unique when the columns of a are independent. `b` is a
 * matrix of right-hand sides (columns) or one of them as an array; the answer has the same form.
 * @throws {IsotypicError} `SINGULAR`, with `details.rank`, when there is no solution; `SHAPE_MISMATCH`;
 * `FIELD_MISMATCH`.
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
  const { method = 'auto' } = options;
  if (b.cols === 0) return new Matrix(a.field, a.cols, 0, []);
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(a);
  if (rational && (method !== 'auto' || a.entries.length >= SMALL)) {
    const rhs = b as unknown as Matrix<Fraction>;
    return rationalSolve(rational, rhs, relationOptions('solve', options)) as unknown as Matrix<T> | null;
  }
  const cyclotomic = overCyclotomics(a.beside(b), method);
  if (cyclotomic)
    return cyclotomicSolve(cyclotomic.matrix, cyclotomic.order, a.cols, options) as unknown as Matrix<T> | null;
  const { matrix, pivots } = rref(a.beside(b), options);
  if (pivots.some((column) => column >= a.cols)) return null;
  const entries: T[] = new Array(a.cols * b.cols).fill(a.field.zero);
  pivots.forEach((pivot, i) => {
    for (let j = 0; j < b.cols; j++) entries[pivot * b.cols + j] = matrix.at(i, a.cols + j);
  });
  return new Matrix(a.field, a.cols, b.cols, entries);
}

/** Solutions for the augmented matrix [a | b], a of `unknowns` columns. */
function cyclotomicSolve(
  augmented: Matrix<Cyclotomic>,
  order: number,
  unknowns: number,
  options: EliminationOptions,
): Matrix<Cyclotomic> | null {
  const count = augmented.cols - unknowns;
  if (order === 1) {
    const m = asRational(augmented);
    const columns = Array.from({ length: m.cols }, (_, j) => j);
    const [a, b] = [m.selectColumns(columns.slice(0, unknowns)), m.selectColumns(columns.slice(unknowns))];
    const solution = solutionOrNull(a, b, options);
    return solution && fromRationalMatrix(solution);
  }
  let { pivots, relations } = relationsOver(augmented, order, unknowns);
  if (relations.includes(null)) {
    // Inconsistent at a prime: decide with pivots proved over the field itself.
    const full = relationsOver(augmented, order, augmented.cols);
    if (full.pivots.some((j) => j >= unknowns)) return null;
    pivots = full.pivots;
    relations = full.relations.slice(full.targets.findIndex((j) => j >= unknowns));
  }
  const entries = new Array<Cyclotomic>(unknowns * count).fill(cyclotomics.zero);
  relations.forEach((relation, j) => {
    (relation as Cyclotomic[]).forEach((x, i) => {
      entries[pivots[i] * count + j] = x;
    });
  });
  return new Matrix(cyclotomics, unknowns, count, entries);
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
  const cyclotomic = overCyclotomics(m, method);
  if (cyclotomic && cyclotomic.order > 1) {
    return cyclotomicDeterminant(cyclotomic.matrix, cyclotomic.order) as unknown as T;
  }
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
