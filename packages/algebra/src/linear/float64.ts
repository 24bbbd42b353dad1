/** Exact matrices as doubles, each entry rounded once and correctly: the only way from exact to float. */
import type Fraction from 'fraction.js';
import { checkArgument, type Kind } from '../arguments.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { cyclotomics } from '../scalars/cyclotomics.js';
import { roundRatio } from '../scalars/fixed-point.js';
import { numerator, rationals } from '../scalars/rationals.js';
import { MATRIX, type Matrix } from './matrix.js';

/** An element of one of the two exact fields of characteristic 0. */
export type ExactScalar = Fraction | Cyclotomic;

/**
 * A matrix over `rationals` or over `cyclotomics`, as `field` says. A `Matrix<Fraction>` and a `Matrix<Cyclotomic>` are
 * exact matrices; operations on two of them refuse (`FIELD_MISMATCH`) unless both have the same field.
 */
export type ExactMatrix = Matrix<ExactScalar>;

/** Row-major doubles: entry (i, j) is data[i·cols + j]. */
export interface Float64Layout {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** A fraction as the nearest double. */
export function fractionToNumber(x: Fraction): number {
  return roundRatio(numerator(x), x.d);
}

const EXACT_FIELD: Kind = {
  expected: 'a matrix over rationals or cyclotomics',
  accepts: (field) => field === rationals || field === cyclotomics,
};

/**
 * Every entry rounded to the nearest double.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when an entry is not real.
 * @example toFloat64(Matrix.build(rationals, 1, 2, (i, j) => new Fraction(1, j + 1))).data // [1, 0.5]
 */
export function toFloat64(m: ExactMatrix): Float64Layout {
  checkArgument('toFloat64', 'm', m, MATRIX);
  checkArgument('toFloat64', 'm', m.field, EXACT_FIELD);
  const data = new Float64Array(m.rows * m.cols);
  m.entries.forEach((x, i) => {
    data[i] = x instanceof Cyclotomic ? x.toNumber() : fractionToNumber(x);
  });
  return { data, rows: m.rows, cols: m.cols };
}
