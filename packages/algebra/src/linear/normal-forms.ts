/** Hermite and Smith normal forms of integer matrices. */
import type Fraction from 'fraction.js';
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { absBig } from '../scalars/integers.js';
import { numerator, rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { requireIntegers } from './lll.js';
import { MATRIX, Matrix } from './matrix.js';

type Rows = bigint[][];

/** The meter of a normal form: a step is one row or column operation. */
function checkedMeter(where: string, m: Matrix<Fraction>, options: WorkOptions): WorkMeter {
  checkArgument(where, 'm', m, MATRIX);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options);
}

function integerRows(where: string, m: Matrix<Fraction>): Rows {
  requireIntegers(where, m);
  return m.toRows().map((row) => row.map(numerator));
}

function asMatrix(rows: Rows, height: number, cols: number): Matrix<Fraction> {
  return Matrix.build(rationals, height, cols, (i, j) => rationals.fromInteger(rows[i][j]));
}

/** Floor division. */
function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

/**
 * The row Hermite normal form h = u·m with u unimodular: echelon, positive pivots, entries above a pivot in [0, pivot).
 * Coefficients may grow; meant for small matrices. A step of the work budget is one row operation.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the entries are integers.
 * @example
 * const m = Matrix.build(rationals, 2, 2, (i, j) => new Fraction([[2, 4], [3, 5]][i][j]));
 * hermiteForm(m).form.toRows().map(String) // ['1,1', '0,2']
 */
export function hermiteForm(
  m: Matrix<Fraction>,
  options: WorkOptions = {},
): {
  readonly form: Matrix<Fraction>;
  readonly transform: Matrix<Fraction>;
} {
  const meter = checkedMeter('hermiteForm', m, options);
  const { rows: height, cols } = m;
  // [m | 1]: row operations on both at once
  const rows = integerRows('hermiteForm', m).map((row, i) => [...row, ...unit(height, i)]);
  let top = 0;
  for (let column = 0; column < cols && top < height; column++) {
    for (;;) {
      let least = -1;
      let others = 0;
      for (let i = top; i < height; i++) {
        if (rows[i][column] === 0n) continue;
        others++;
        if (least < 0 || absBig(rows[i][column]) < absBig(rows[least][column])) least = i;
      }
      if (others === 0) break;
      [rows[top], rows[least]] = [rows[least], rows[top]];
      if (others === 1) break;
      for (let i = top + 1; i < height; i++) subtract(rows[i], rows[top], rows[i][column] / rows[top][column], meter);
    }
    const pivotRow = rows[top];
    if (pivotRow[column] === 0n) continue;
    if (pivotRow[column] < 0n) for (let j = 0; j < pivotRow.length; j++) pivotRow[j] = -pivotRow[j];
    for (let i = 0; i < top; i++) subtract(rows[i], pivotRow, floorDivide(rows[i][column], pivotRow[column]), meter);
    top++;
  }
  return {
    form: asMatrix(rows, height, cols),
    transform: asMatrix(
      rows.map((row) => row.slice(cols)),
      height,
      height,
    ),
  };
}

function subtract(row: bigint[], other: readonly bigint[], q: bigint, meter: WorkMeter): void {
  if (q === 0n) return;
  meter.step();
  for (let j = 0; j < row.length; j++) row[j] -= q * other[j];
}

/**
 * The invariant factors d₁ | d₂ | … of an integer matrix, min(rows, cols) of them, zeros last: m is equivalent to their
 * diagonal matrix under unimodular row and column operations. A step of the work budget is one such operation.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the entries are integers.
 * @example invariantFactors(Matrix.build(rationals, 2, 2, (i, j) => new Fraction([[2, 4], [6, 8]][i][j]))) // [2n, 4n]
 */
export function invariantFactors(m: Matrix<Fraction>, options: WorkOptions = {}): bigint[] {
  const meter = checkedMeter('invariantFactors', m, options);
  const rows = integerRows('invariantFactors', m);
  diagonalize(rows, m.cols, [], meter);
  return rows.slice(0, Math.min(m.rows, m.cols)).map((row, i) => row[i]);
}

/**
 * Makes the first `cols` columns of `a` the Smith normal form by unimodular operations on whole rows, which may be
 * longer, and on columns, which are done to the rows of `beside` too.
 */
function diagonalize(a: Rows, cols: number, beside: Rows, meter: WorkMeter): void {
  const both = [...a, ...beside];
  for (let k = 0; k < Math.min(a.length, cols); k++) {
    for (;;) {
      meter.step(0);
      const at = leastEntry(a, k, cols);
      if (!at) return;
      [a[k], a[at[0]]] = [a[at[0]], a[k]];
      for (const row of both) [row[k], row[at[1]]] = [row[at[1]], row[k]];
      const pivot = a[k][k];
      for (let i = k + 1; i < a.length; i++) subtract(a[i], a[k], a[i][k] / pivot, meter);
      for (let j = k + 1; j < cols; j++) {
        const q = a[k][j] / pivot;
        if (q === 0n) continue;
        meter.step();
        for (const row of both) row[j] -= q * row[k];
      }
      const clean =
        a.every((row, i) => i <= k || row[k] === 0n) && a[k].every((x, j) => j <= k || j >= cols || x === 0n);
      if (!clean) continue;
      const odd = a.findIndex((row, i) => i > k && row.some((x, j) => j > k && j < cols && x % pivot !== 0n));
      if (odd < 0) break;
      subtract(a[k], a[odd], -1n, meter); // brings an entry into row k that the pivot does not divide
    }
    if (a[k][k] < 0n) for (let j = 0; j < a[k].length; j++) a[k][j] = -a[k][j];
  }
}

/** The position of a non-zero entry of least size in rows and columns ≥ k, columns below `cols`. */
function leastEntry(a: Rows, k: number, cols: number): [number, number] | null {
  let best: [number, number] | null = null;
  for (let i = k; i < a.length; i++) {
    for (let j = k; j < cols; j++) {
      if (a[i][j] !== 0n && (!best || absBig(a[i][j]) < absBig(a[best[0]][best[1]]))) best = [i, j];
    }
  }
  return best;
}

/**
 * The Smith normal form left·m·right, with left and right unimodular: the rows × cols diagonal matrix of the invariant
 * factors. A step of the work budget is one row or column operation.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the entries are integers.
 * @example
 * const m = Matrix.build(rationals, 2, 2, (i, j) => new Fraction([[2, 0], [0, 3]][i][j]));
 * const { form, left, right } = smithForm(m);
 * form.toRows().map(String) // ['1,0', '0,6']
 * left.times(m).times(right).equals(form) // true
 */
export function smithForm(
  m: Matrix<Fraction>,
  options: WorkOptions = {},
): {
  readonly form: Matrix<Fraction>;
  readonly left: Matrix<Fraction>;
  readonly right: Matrix<Fraction>;
} {
  const meter = checkedMeter('smithForm', m, options);
  const { rows: height, cols } = m;
  const rows = integerRows('smithForm', m).map((row, i) => [...row, ...unit(height, i)]);
  const right = Array.from({ length: cols }, (_, i) => unit(cols, i));
  diagonalize(rows, cols, right, meter);
  const left = rows.map((row) => row.slice(cols));
  return {
    form: asMatrix(rows, height, cols),
    left: asMatrix(left, height, height),
    right: asMatrix(right, cols, cols),
  };
}

const unit = (length: number, at: number): bigint[] => Array.from({ length }, (_, j) => (j === at ? 1n : 0n));
