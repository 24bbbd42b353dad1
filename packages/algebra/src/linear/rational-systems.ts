/**
 * Elimination over ℚ through integers: the fast paths behind `rref`, `nullspace`, `solve`, `inverse`, `determinant`.
 */
import type Fraction from 'fraction.js';
import { fractionOf, fractionsOver, rationals } from '../scalars/rationals.js';
import {
  type ColumnRelations,
  columnRelations,
  integerDeterminant,
  modularRank,
  type RelationOptions,
} from './column-relations.js';
import type { EliminationWork } from './elimination-work.js';
import type { ReducedRowEchelonForm } from './gauss.js';
import { clearRows, type IntegerMatrix } from './integer-matrix.js';
import { Matrix } from './matrix.js';
import { modularPrimes } from './modular-lu.js';
import type { RationalColumn } from './p-adic.js';

/** The reduced row echelon form from the relations between columns. */
export function rationalRref(m: Matrix<Fraction>, options: RelationOptions = {}): ReducedRowEchelonForm<Fraction> {
  const { pivots, targets, relations } = columnRelations(clearRows(m, options.work?.meter).integers, options);
  const entries: Fraction[] = new Array(m.rows * m.cols).fill(rationals.zero);
  pivots.forEach((pivot, i) => {
    entries[i * m.cols + pivot] = rationals.one;
  });
  targets.forEach((target, k) => {
    fractions(relations[k] as RationalColumn).forEach((x, i) => {
      entries[i * m.cols + target] = x;
    });
  });
  return { matrix: new Matrix(rationals, m.rows, m.cols, entries), pivots };
}

/** The kernel; see `nullspace`. */
export function rationalNullspace(m: Matrix<Fraction>, options: RelationOptions = {}): Matrix<Fraction> {
  const { pivots, targets, relations } = columnRelations(clearRows(m, options.work?.meter).integers, options);
  const nullity = targets.length;
  const entries: Fraction[] = new Array(m.cols * nullity).fill(rationals.zero);
  targets.forEach((target, k) => {
    entries[target * nullity + k] = rationals.one;
    fractions(relations[k] as RationalColumn).forEach((x, i) => {
      entries[(pivots[i] as number) * nullity + k] = rationals.neg(x);
    });
  });
  return new Matrix(rationals, m.cols, nullity, entries);
}

/**
 * The rank: a prime often certifies full rank at once; otherwise the smaller of the two kernels is computed and
 * checked.
 */
export function rationalRank(m: Matrix<Fraction>, options: RelationOptions = {}): number {
  const { integers } = clearRows(m, options.work?.meter);
  const full = Math.min(m.rows, m.cols);
  if (full === 0 || integers.nonZero === 0) return 0;
  for (const p of options.primes ?? modularPrimes()) {
    if (modularRank(integers, p, options.work) === full) return full; // minors that are not 0 modulo p are not 0
    break;
  }
  return columnRelations(m.cols <= m.rows ? integers : transposed(integers), options).pivots.length;
}

/** Solutions of a·x = b with free variables 0, or null where there are none; see `solve`. */
export function rationalSolve(
  a: Matrix<Fraction>,
  b: Matrix<Fraction>,
  options: RelationOptions = {},
): Matrix<Fraction> | null {
  const { integers } = clearRows(a.beside(b), options.work?.meter);
  let found: ColumnRelations = columnRelations(integers, { ...options, candidates: a.cols });
  if (found.relations.includes(null)) {
    // No solution modulo p. If the rank of a is right modulo p there is none over ℚ; else p was bad.
    const rank = rationalRank(a, options);
    for (const p of modularPrimes()) {
      if (found.pivots.length === rank) break;
      found = columnRelations(integers, { path: 'dense', primes: [p], candidates: a.cols, work: options.work });
    }
    if (found.relations.includes(null)) return null;
  }
  const entries: Fraction[] = new Array(a.cols * b.cols).fill(rationals.zero);
  found.relations.forEach((relation, j) => {
    fractions(relation as RationalColumn).forEach((x, i) => {
      entries[(found.pivots[i] as number) * b.cols + j] = x;
    });
  });
  return new Matrix(rationals, a.cols, b.cols, entries);
}

/** The determinant; see `determinant`. */
export function rationalDeterminant(m: Matrix<Fraction>, work?: EliminationWork): Fraction {
  const { integers, scales } = clearRows(m, work?.meter);
  const determinant = fractionOf(integerDeterminant(integers, work));
  return (scales ?? []).reduce((value, scale) => rationals.div(value, scale), determinant);
}

function fractions({ numerators, denominator }: RationalColumn): Fraction[] {
  return fractionsOver(numerators, denominator);
}

function transposed(m: IntegerMatrix): IntegerMatrix {
  const { rows, cols } = m;
  const at = (k: number): number => (k % rows) * cols + Math.floor(k / rows);
  return {
    ...m,
    rows: cols,
    cols: rows,
    small: m.small && Float64Array.from({ length: rows * cols }, (_, k) => (m.small as Float64Array)[at(k)] as number),
    big: m.big && Array.from({ length: rows * cols }, (_, k) => (m.big as readonly bigint[])[at(k)] as bigint),
  };
}
