/** Dense matrices over any field. Maps act on columns: (A·B)x = A(Bx). */
import type Fraction from 'fraction.js';
import { arrayOf, callable, checkArgument, instance, integer, type Kind } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import type { Cyclotomic } from '../scalars/cyclotomic.js';
import { cyclotomics } from '../scalars/cyclotomics.js';
import { elementKind, FIELD, type Field } from '../scalars/field.js';
import { rationals } from '../scalars/rationals.js';
import type { WorkMeter } from '../work.js';
import type { Factors } from './factors.js';
import { cyclotomicProduct, rationalProduct } from './products.js';

const ANY_ARRAY: Kind = {
  expected: 'an array of elements of the field',
  accepts: (v) => Array.isArray(v) || (ArrayBuffer.isView(v) && !(v instanceof DataView)),
};
const ROWS: Kind = {
  expected: 'an array of rows, each an array of elements of the field',
  accepts: (v) => Array.isArray(v) && v.every((row) => ANY_ARRAY.accepts(row)),
};
const SIZE = integer(0);

function checkShape(where: string, field: unknown, rows: number, cols: number): void {
  checkArgument(where, 'field', field, FIELD);
  checkArgument(where, 'rows', rows, SIZE);
  checkArgument(where, 'cols', cols, SIZE);
}

/**
 * An immutable rows × cols matrix over `field`, stored row-major.
 * @example Matrix.fromRows(primeField(7), [[1, 2], [3, 4]]).at(0, 1) // 2
 */
export class Matrix<T> {
  readonly field: Field<T>;
  readonly rows: number;
  readonly cols: number;
  /** Row-major: entry (i, j) is entries[i·cols + j]. Shared, not copied: treat as read-only. */
  readonly entries: readonly T[];

  /** @throws {IsotypicError} `SHAPE_MISMATCH` unless there are rows × cols entries. */
  constructor(field: Field<T>, rows: number, cols: number, entries: readonly T[]) {
    checkShape('Matrix', field, rows, cols);
    checkArgument('Matrix', 'entries', entries, ANY_ARRAY);
    if (entries.length !== rows * cols) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'Matrix',
        expected: `${rows}×${cols} = ${rows * cols} entries`,
        received: `${entries.length} entries`,
      });
    }
    this.field = field;
    this.rows = rows;
    this.cols = cols;
    this.entries = entries;
  }

  /** @throws {IsotypicError} `SHAPE_MISMATCH` when the rows have different lengths. */
  static fromRows<T>(field: Field<T>, rows: readonly (readonly T[])[]): Matrix<T> {
    checkArgument('Matrix.fromRows', 'field', field, FIELD);
    checkArgument('Matrix.fromRows', 'rows', rows, ROWS);
    const cols = rows[0]?.length ?? 0;
    const odd = rows.findIndex((row) => row.length !== cols);
    if (odd >= 0) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'Matrix.fromRows',
        expected: `rows of one length, ${cols}`,
        received: `row ${odd} of length ${(rows[odd] as readonly T[]).length}`,
      });
    }
    return new Matrix(field, rows.length, cols, rows.flat() as T[]);
  }

  static identity<T>(field: Field<T>, n: number): Matrix<T> {
    checkArgument('Matrix.identity', 'field', field, FIELD);
    checkArgument('Matrix.identity', 'n', n, SIZE);
    return Matrix.build(field, n, n, (i, j) => (i === j ? field.one : field.zero));
  }

  static zero<T>(field: Field<T>, rows: number, cols: number): Matrix<T> {
    checkShape('Matrix.zero', field, rows, cols);
    return Matrix.build(field, rows, cols, () => field.zero);
  }

  /** The matrix with the given function as entries. */
  static build<T>(field: Field<T>, rows: number, cols: number, entry: (i: number, j: number) => T): Matrix<T> {
    checkShape('Matrix.build', field, rows, cols);
    checkArgument('Matrix.build', 'entry', entry, callable);
    const entries: T[] = [];
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) entries.push(entry(i, j));
    return new Matrix(field, rows, cols, entries);
  }

  at(i: number, j: number): T {
    // an entry there is, unless an index is outside or no integer
    if (!(Number.isInteger(i) && i >= 0 && i < this.rows)) throw this.indexError('Matrix.at', 'i', i, this.rows);
    if (!(Number.isInteger(j) && j >= 0 && j < this.cols)) throw this.indexError('Matrix.at', 'j', j, this.cols);
    return this.entries[i * this.cols + j] as T;
  }

  row(i: number): T[] {
    if (!(Number.isInteger(i) && i >= 0 && i < this.rows)) throw this.indexError('Matrix.row', 'i', i, this.rows);
    return this.entries.slice(i * this.cols, (i + 1) * this.cols);
  }

  column(j: number): T[] {
    if (!(Number.isInteger(j) && j >= 0 && j < this.cols)) throw this.indexError('Matrix.column', 'j', j, this.cols);
    return Array.from({ length: this.rows }, (_, i) => this.entries[i * this.cols + j] as T);
  }

  toRows(): T[][] {
    return Array.from({ length: this.rows }, (_, i) => this.row(i));
  }

  /**
   * The matrix product, skipping zeros of the left factor.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `FIELD_MISMATCH`
   */
  times(other: Matrix<T>): Matrix<T> {
    return product(this, other);
  }

  plus(other: Matrix<T>): Matrix<T> {
    return this.zip('Matrix.plus', other, this.field.add);
  }

  minus(other: Matrix<T>): Matrix<T> {
    return this.zip('Matrix.minus', other, this.field.sub);
  }

  scale(c: T): Matrix<T> {
    checkArgument('Matrix.scale', 'c', c, elementKind(this.field));
    return this.map(this.field, (x) => this.field.mul(c, x));
  }

  transpose(): Matrix<T> {
    return Matrix.build(this.field, this.cols, this.rows, (i, j) => this.entries[j * this.cols + i] as T);
  }

  /** The matrix over `field` with f applied to each entry. */
  map<U>(field: Field<U>, f: (x: T) => U): Matrix<U> {
    checkArgument('Matrix.map', 'f', f, callable);
    return new Matrix(
      field,
      this.rows,
      this.cols,
      this.entries.map((x) => f(x)),
    );
  }

  equals(other: Matrix<T>): boolean {
    checkArgument('Matrix.equals', 'other', other, MATRIX);
    return (
      this.rows === other.rows &&
      this.cols === other.cols &&
      this.entries.every((x, i) => this.field.eql(x, other.entries[i] as T))
    );
  }

  isZero(): boolean {
    return this.entries.every((x) => this.field.isZero(x));
  }

  /** @throws {IsotypicError} `SHAPE_MISMATCH` unless square. */
  trace(): T {
    this.requireSquare('Matrix.trace');
    let sum = this.field.zero;
    for (let i = 0; i < this.rows; i++) sum = this.field.add(sum, this.entries[i * this.cols + i] as T);
    return sum;
  }

  /** Columns `columns`, in that order. */
  selectColumns(columns: readonly number[]): Matrix<T> {
    checkArgument('Matrix.selectColumns', 'columns', columns, arrayOf(integer(0, this.cols - 1)));
    return Matrix.build(this.field, this.rows, columns.length, (i, j) => this.at(i, columns[j] as number));
  }

  /** [this | other], side by side. */
  beside(other: Matrix<T>): Matrix<T> {
    this.requireField('Matrix.beside', other);
    if (this.rows !== other.rows) throw shapeError('Matrix.beside', `${this.rows} rows`, other);
    return Matrix.build(this.field, this.rows, this.cols + other.cols, (i, j) =>
      j < this.cols ? this.at(i, j) : other.at(i, j - this.cols),
    );
  }

  /** [this; other], one above the other. */
  above(other: Matrix<T>): Matrix<T> {
    this.requireField('Matrix.above', other);
    if (this.cols !== other.cols) throw shapeError('Matrix.above', `${this.cols} columns`, other);
    return new Matrix(this.field, this.rows + other.rows, this.cols, [...this.entries, ...other.entries]);
  }

  /** Rows on lines, entries printed by the field, for people. */
  toString(): string {
    return this.toRows()
      .map((row) => row.map((x) => this.field.print(x)).join(' '))
      .join('\n');
  }

  /** @throws {IsotypicError} `SHAPE_MISMATCH` unless rows = cols. */
  requireSquare(where: string): void {
    if (this.rows === this.cols) return;
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: 'a square matrix',
      received: `${this.rows}×${this.cols}`,
    });
  }

  /** @throws {IsotypicError} `FIELD_MISMATCH`, naming both fields. */
  requireField(where: string, other: Matrix<T>): void {
    checkArgument(where, 'other', other, MATRIX);
    if (this.field === other.field) return;
    throw new IsotypicError('FIELD_MISMATCH', {
      where,
      expected: `matrices over one field, ${this.field.name}`,
      received: `one over ${other.field.name}`,
      remedy: 'Convert one of them with map().',
    });
  }

  private zip(where: string, other: Matrix<T>, f: (a: T, b: T) => T): Matrix<T> {
    this.requireField(where, other);
    if (this.rows !== other.rows || this.cols !== other.cols) {
      throw shapeError(where, `a ${this.rows}×${this.cols} matrix`, other);
    }
    return new Matrix(
      this.field,
      this.rows,
      this.cols,
      this.entries.map((a, i) => f(a, other.entries[i] as T)),
    );
  }

  private indexError(where: string, name: string, index: number, bound: number): IsotypicError {
    const within = bound === 0 ? 'an index, of which there is none' : `an integer from 0 to ${bound - 1}`;
    return invalidArgument(where, `${name} to be ${within}`, index);
  }
}

/** What a matrix argument must be. */
export const MATRIX = instance(Matrix, 'a Matrix', (value) =>
  Array.isArray(value) ? 'Matrix.fromRows(field, rows) makes one of rows.' : undefined,
);

/**
 * `Matrix.times`, interruptible: a step of the meter is a row of the result.
 * @throws {IsotypicError} `FIELD_MISMATCH`, `SHAPE_MISMATCH`
 */
export function product<T>(A: Matrix<T>, B: Matrix<T>, meter?: WorkMeter): Matrix<T> {
  A.requireField('Matrix.times', B);
  if (A.cols !== B.rows) throw shapeError('Matrix.times', `${A.cols} rows`, B);
  const { field, rows, cols: inner } = A;
  const { cols } = B;
  const fast = fastProduct(A, B, meter);
  if (fast) return new Matrix(field, rows, cols, fast);
  const entries: T[] = new Array(rows * cols).fill(field.zero);
  for (let i = 0; i < rows; i++) {
    meter?.step();
    for (let k = 0; k < inner; k++) {
      const a = A.entries[i * inner + k] as T;
      if (field.isZero(a)) continue;
      for (let j = 0; j < cols; j++) {
        const b = B.entries[k * cols + j] as T;
        if (field.isZero(b)) continue;
        entries[i * cols + j] = field.add(entries[i * cols + j] as T, field.mul(a, b));
      }
    }
  }
  return new Matrix(field, rows, cols, entries);
}

/** The product's entries over ℚ and ℚ(ζ), where they are summed as integers; null elsewhere and for small matrices. */
function fastProduct<T>(A: Matrix<T>, B: Matrix<T>, meter?: WorkMeter): T[] | null {
  const { rows, cols: inner } = A;
  if (rows * inner * B.cols < 64) return null;
  const factors = { left: A.entries, right: B.entries, rows, inner, cols: B.cols } as Factors<unknown>;
  const field = A.field as Field<unknown>;
  if (field === rationals) return rationalProduct(factors as Factors<Fraction>, meter) as T[];
  return field === cyclotomics ? (cyclotomicProduct(factors as Factors<Cyclotomic>, meter) as T[] | null) : null;
}

function shapeError<T>(where: string, expected: string, { rows, cols }: Matrix<T>): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', { where, expected, received: `a ${rows}×${cols} matrix` });
}
