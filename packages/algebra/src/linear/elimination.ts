/**
 * Which elimination runs for which matrix: the field decides, then the method asked for, then size and density. The
 * public functions of `systems.ts` check their arguments and come here.
 */
import type Fraction from 'fraction.js';
import type { Cyclotomic } from '../scalars/cyclotomic.js';
import { cyclotomics } from '../scalars/cyclotomics.js';
import { rationals } from '../scalars/rationals.js';
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
import type { EliminationMethod, EliminationWork } from './elimination-work.js';
import { gaussDeterminant, gaussJordan, type ReducedRowEchelonForm } from './gauss.js';
import { Matrix } from './matrix.js';
import {
  rationalDeterminant,
  rationalNullspace,
  rationalRank,
  rationalRref,
  rationalSolve,
} from './rational-systems.js';

/** How to eliminate, and on whose account. */
export interface Elimination {
  readonly method: EliminationMethod;
  readonly primes: readonly number[] | undefined;
  readonly work: EliminationWork;
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

function relationOptions({ method, primes, work }: Elimination): RelationOptions {
  return { path: method === 'modular' ? 'dense' : method === 'sparse' ? 'sparse' : 'auto', primes, work };
}

/** See `rref`. */
export function echelonForm<T>(m: Matrix<T>, how: Elimination): ReducedRowEchelonForm<T> {
  const { method, work } = how;
  const cyclotomic = overCyclotomics(m, method);
  if (cyclotomic)
    return cyclotomicRref(cyclotomic.matrix, cyclotomic.order, how) as unknown as ReducedRowEchelonForm<T>;
  const rational = method === 'plain' ? null : overRationals(m);
  if (!rational) return gaussJordan(m, work);
  const result =
    method === 'fraction-free' || (method === 'auto' && m.entries.length < SMALL)
      ? bareissRref(rational, work)
      : rationalRref(rational, relationOptions(how));
  return result as unknown as ReducedRowEchelonForm<T>;
}

function cyclotomicRref(m: Matrix<Cyclotomic>, order: number, how: Elimination): ReducedRowEchelonForm<Cyclotomic> {
  if (order === 1) {
    const { matrix, pivots } = echelonForm(asRational(m), how);
    return { matrix: fromRationalMatrix(matrix), pivots };
  }
  const { pivots, targets, relations } = relationsOver(m, order, m.cols, how.work);
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

/** See `rank`. */
export function rankOf<T>(m: Matrix<T>, how: Elimination): number {
  const { method, work } = how;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational) {
    const cyclotomic = overCyclotomics(m, method);
    if (cyclotomic && hasFullRankModulo(cyclotomic.matrix, cyclotomic.order, work)) return Math.min(m.rows, m.cols);
    return echelonForm(m.cols <= m.rows ? m : m.transpose(), how).pivots.length;
  }
  if (method === 'auto' && m.entries.length < SMALL) return echelonForm(m, how).pivots.length;
  return rationalRank(rational, relationOptions(how));
}

/** See `nullspace`. */
export function kernelOf<T>(m: Matrix<T>, how: Elimination): Matrix<T> {
  const { method } = how;
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(m);
  if (!rational || (method === 'auto' && m.entries.length < SMALL)) return kernelFromEchelon(echelonForm(m, how));
  return rationalNullspace(rational, relationOptions(how)) as unknown as Matrix<T>;
}

function kernelFromEchelon<T>({ matrix, pivots }: ReducedRowEchelonForm<T>): Matrix<T> {
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

/** Some x with a·x = b, or null where there is none; see `solve`. */
export function solutionOf<T>(a: Matrix<T>, b: Matrix<T>, how: Elimination): Matrix<T> | null {
  const { method } = how;
  if (b.cols === 0) return new Matrix(a.field, a.cols, 0, []);
  const rational = method === 'plain' || method === 'fraction-free' ? null : overRationals(a);
  if (rational && (method !== 'auto' || a.entries.length >= SMALL)) {
    const rhs = b as unknown as Matrix<Fraction>;
    return rationalSolve(rational, rhs, relationOptions(how)) as unknown as Matrix<T> | null;
  }
  const cyclotomic = overCyclotomics(a.beside(b), method);
  if (cyclotomic)
    return cyclotomicSolve(cyclotomic.matrix, cyclotomic.order, a.cols, how) as unknown as Matrix<T> | null;
  const { matrix, pivots } = echelonForm(a.beside(b), how);
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
  how: Elimination,
): Matrix<Cyclotomic> | null {
  const count = augmented.cols - unknowns;
  if (order === 1) {
    const m = asRational(augmented);
    const columns = Array.from({ length: m.cols }, (_, j) => j);
    const [a, b] = [m.selectColumns(columns.slice(0, unknowns)), m.selectColumns(columns.slice(unknowns))];
    const solution = solutionOf(a, b, how);
    return solution && fromRationalMatrix(solution);
  }
  let { pivots, relations } = relationsOver(augmented, order, unknowns, how.work);
  if (relations.includes(null)) {
    // Inconsistent at a prime: decide with pivots proved over the field itself.
    const full = relationsOver(augmented, order, augmented.cols, how.work);
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

/** See `determinant`. */
export function determinantOf<T>(m: Matrix<T>, how: Elimination): T {
  const { method, work } = how;
  const cyclotomic = overCyclotomics(m, method);
  if (cyclotomic && cyclotomic.order > 1) {
    return cyclotomicDeterminant(cyclotomic.matrix, cyclotomic.order, work) as unknown as T;
  }
  const rational = method === 'plain' ? null : overRationals(m);
  if (!rational) return gaussDeterminant(m, work);
  const fractionFree = method === 'fraction-free' || (method === 'auto' && m.entries.length < SMALL);
  return (fractionFree ? bareissDeterminant(rational, work) : rationalDeterminant(rational, work)) as unknown as T;
}
