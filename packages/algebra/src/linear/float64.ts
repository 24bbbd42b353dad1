/** Exact matrices as doubles, each entry rounded once and correctly: the only way from exact to float. */
import type Fraction from 'fraction.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { roundRatio } from '../scalars/fixed-point.js';
import { numerator } from '../scalars/rationals.js';
import type { Matrix } from './matrix.js';

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

/**
 * Every entry rounded to the nearest double.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when an entry is not real.
 */
export function toFloat64(m: ExactMatrix): Float64Layout {
  const data = new Float64Array(m.rows * m.cols);
  m.entries.forEach((x, i) => {
    data[i] = x instanceof Cyclotomic ? x.toNumber() : fractionToNumber(x);
  });
  return { data, rows: m.rows, cols: m.cols };
}
