/**
 * Dense float64 matrices, row-major over one `Float64Array` whose layout is public. Samples are rows: N samples of
 * dimension D are N×D.
 */
import { IsotypicError } from '@isotypic/algebra/basics';
import {
  boolean,
  checkArgument,
  checkOptions,
  describe,
  integer,
  invalidArgument,
  type OptionKinds,
  text,
} from '@isotypic/algebra/internal/basics';
import {
  type ArrowTableLike,
  type DenseLayout,
  type Float64Layout,
  type MatrixLike,
  type MlMatrixLike,
  requireCount,
  requireFinite,
  shapeMismatch,
} from './layout.js';
import { NUMBERS, NUMERIC_FUNCTION, requireNumber } from './numbers.js';
import { printMatrix } from './print.js';

/** How strict `Float64Matrix.from` is. */
export interface FromOptions {
  /** Refuse NaN and ±∞ (default false: they pass through, as in every float library). */
  readonly finite?: boolean;
  /** Name of the calling function, for the message of a refusal. */
  readonly where?: string;
  /** What that function calls the matrix. */
  readonly name?: string;
}

/** Order of the largest square matrix that one buffer may hold: 2²⁸ numbers, 2 GiB. */
const LARGEST_ORDER = 2 ** 14;

const FROM_OPTION_KINDS: OptionKinds<FromOptions> = { finite: boolean, where: text, name: text };

/**
 * An immutable-shape, mutable-entries float64 matrix; entry (i, j) is `data[i * cols + j]`.
 *
 * @example
 * const X = Float64Matrix.from([[1, 2], [3, 4], [5, 6]]);
 * X.at(2, 1); // 6
 * X.transpose().toRows(); // [[1, 3, 5], [2, 4, 6]]
 */
export class Float64Matrix implements Float64Layout {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;

  /**
   * @param data at least `rows * cols` numbers, kept without a copy (default: zeros).
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a bad count, `SHAPE_MISMATCH` when `data` has another length,
   *   `OUT_OF_MEMORY` when zeros of that size cannot be had.
   */
  constructor(rows: number, cols: number, data?: Float64Array) {
    requireCount('Float64Matrix', 'rows', rows);
    requireCount('Float64Matrix', 'cols', cols);
    if (data !== undefined && !(data instanceof Float64Array)) {
      throw invalidArgument(
        'Float64Matrix',
        'data to be a Float64Array',
        data,
        'Float64Matrix.from reads other lists.',
      );
    }
    this.rows = rows;
    this.cols = cols;
    this.data = data ?? allocate(rows, cols);
    if (this.data.length !== rows * cols) {
      throw shapeMismatch('Float64Matrix', `data of ${rows}·${cols} = ${rows * cols} numbers`, `${this.data.length}`);
    }
  }

  /**
   * Reads rows of numbers, `{ data, rows, cols }`, an ml-matrix `Matrix` or an Arrow table. A float64 layout is
   * wrapped without a copy; all else is copied.
   *
   * @throws {IsotypicError} `SHAPE_MISMATCH` for ragged rows or a wrong length, `INVALID_ARGUMENT` for anything that
   *   is no matrix, `NOT_FINITE` with `{ finite: true }`.
   */
  static from(source: MatrixLike, options: FromOptions = {}): Float64Matrix {
    checkOptions('Float64Matrix.from', options, FROM_OPTION_KINDS);
    const { where = 'Float64Matrix.from', name = 'source', finite = false } = options;
    return finite ? readFiniteMatrix(where, name, source) : readMatrix(where, name, source);
  }

  /** The n×n identity. */
  static identity(n: number): Float64Matrix {
    checkArgument('Float64Matrix.identity', 'n', n, integer(0, LARGEST_ORDER));
    const matrix = new Float64Matrix(n, n);
    for (let i = 0; i < n; i++) matrix.data[i * n + i] = 1;
    return matrix;
  }

  /** The square matrix with these numbers on its diagonal. */
  static diagonal(values: ArrayLike<number>): Float64Matrix {
    checkArgument('Float64Matrix.diagonal', 'values', values, NUMBERS);
    const n = values.length;
    const matrix = new Float64Matrix(n, n);
    for (let i = 0; i < n; i++) matrix.data[i * n + i] = values[i];
    return matrix;
  }

  /** The matrix whose entry (i, j) is `entry(i, j)`. */
  static generate(rows: number, cols: number, entry: (i: number, j: number) => number): Float64Matrix {
    const where = 'Float64Matrix.generate';
    checkArgument(where, 'entry', entry, NUMERIC_FUNCTION);
    const matrix = new Float64Matrix(rows, cols);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const x = entry(i, j);
        requireNumber(where, 'entry', x);
        matrix.data[i * cols + j] = x;
      }
    }
    return matrix;
  }

  at(i: number, j: number): number {
    return this.data[i * this.cols + j];
  }

  /** Row i as a view: no copy, writing to it writes to the matrix. */
  row(i: number): Float64Array {
    requireIndex('Float64Matrix.row', 'i', i, this.rows);
    return this.data.subarray(i * this.cols, (i + 1) * this.cols);
  }

  /** Rows `from` (included) to `to` (not included) as a matrix over the same memory. */
  rowRange(from: number, to: number): Float64Matrix {
    requireRange('Float64Matrix.rowRange', from, to, this.rows);
    return new Float64Matrix(to - from, this.cols, this.data.subarray(from * this.cols, to * this.cols));
  }

  /** Column j, copied. */
  column(j: number): Float64Array {
    requireIndex('Float64Matrix.column', 'j', j, this.cols);
    const column = new Float64Array(this.rows);
    for (let i = 0; i < this.rows; i++) column[i] = this.data[i * this.cols + j];
    return column;
  }

  /** Columns `from` (included) to `to` (not included), copied. */
  columnRange(from: number, to: number): Float64Matrix {
    requireRange('Float64Matrix.columnRange', from, to, this.cols);
    const part = new Float64Matrix(this.rows, to - from);
    for (let i = 0; i < this.rows; i++) {
      part.data.set(this.data.subarray(i * this.cols + from, i * this.cols + to), i * (to - from));
    }
    return part;
  }

  /** Aᵀ, copied in tiles that stay in cache. */
  transpose(): Float64Matrix {
    const { rows, cols, data } = this;
    const result = new Float64Matrix(cols, rows);
    const tile = 32;
    for (let i0 = 0; i0 < rows; i0 += tile) {
      const i1 = Math.min(i0 + tile, rows);
      for (let j0 = 0; j0 < cols; j0 += tile) {
        const j1 = Math.min(j0 + tile, cols);
        for (let i = i0; i < i1; i++) {
          for (let j = j0; j < j1; j++) result.data[j * rows + i] = data[i * cols + j];
        }
      }
    }
    return result;
  }

  copy(): Float64Matrix {
    return new Float64Matrix(this.rows, this.cols, this.data.slice());
  }

  map(f: (x: number, i: number, j: number) => number): Float64Matrix {
    const where = 'Float64Matrix.map';
    checkArgument(where, 'f', f, NUMERIC_FUNCTION);
    const { rows, cols, data } = this;
    const image = new Float64Matrix(rows, cols);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const x = f(data[i * cols + j], i, j);
        requireNumber(where, 'f', x);
        image.data[i * cols + j] = x;
      }
    }
    return image;
  }

  /** The Frobenius norm, without overflow or underflow on the way. */
  norm(): number {
    return frobeniusNorm(this);
  }

  toRows(): number[][] {
    return Array.from({ length: this.rows }, (_, i) => Array.from(this.row(i)));
  }

  /** Columns aligned on the decimal point; large matrices are shown by their corners. */
  toString(): string {
    return printMatrix(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** `Float64Matrix.from` for the functions here, which call their argument `name`: no options to read at each call. */
export function readMatrix(where: string, name: string, source: MatrixLike): Float64Matrix {
  return source instanceof Float64Matrix ? source : read(source, where, name);
}

/** The same, without NaN and ±∞. */
export function readFiniteMatrix(where: string, name: string, source: MatrixLike): Float64Matrix {
  const matrix = readMatrix(where, name, source);
  requireFinite(where, matrix, name);
  return matrix;
}

/**
 * ‖A‖_F, scaled by the largest entry so that no square overflows or vanishes.
 * @example frobeniusNorm(Float64Matrix.from([[3, 0], [0, 4]])) // 5
 */
export function frobeniusNorm(A: { readonly data: ArrayLike<number> }): number {
  const data = A?.data;
  if (!ArrayBuffer.isView(data)) checkArgument('frobeniusNorm', 'the data of A', data, NUMBERS);
  let largest = 0;
  for (let k = 0; k < data.length; k++) {
    const size = Math.abs(data[k]);
    if (size > largest || Number.isNaN(size)) largest = size;
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let k = 0; k < data.length; k++) sum += (data[k] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

function requireIndex(where: string, name: string, value: number, end: number): void {
  if (Number.isInteger(value) && value >= 0 && value < end) return;
  throw invalidArgument(where, `${name} to be an integer from 0 to ${end - 1}`, value);
}

function requireRange(where: string, from: number, to: number, end: number): void {
  checkArgument(where, 'from', from, integer(0, end));
  checkArgument(where, 'to', to, integer(from, end));
}

function allocate(rows: number, cols: number): Float64Array {
  try {
    return new Float64Array(rows * cols);
  } catch (cause) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'Float64Matrix',
      expected: 'rows·cols entries to fit in memory',
      received: `${rows}×${cols} float64 entries, ${((rows * cols * 8) / 2 ** 20).toFixed(0)} MiB`,
      remedy: 'Work on ranges of rows.',
      cause,
    });
  }
}

function read(source: MatrixLike, where: string, name: string): Float64Matrix {
  if (Array.isArray(source)) return readRows(source as readonly ArrayLike<number>[], where, name);
  if (typeof source === 'object' && source !== null) {
    if ('data' in source && 'rows' in source && 'cols' in source) return readDense(source, where, name);
    if ('columns' in source && typeof (source as MlMatrixLike).get === 'function')
      return readMl(source as MlMatrixLike);
    if ('numRows' in source && 'getChildAt' in source) return readArrow(source as ArrowTableLike, where, name);
  }
  const expected = `${name} to be rows of numbers, { data, rows, cols }, an ml-matrix or an Arrow table`;
  const remedy = ArrayBuffer.isView(source) ? 'Write { data, rows, cols } for a flat array.' : undefined;
  throw invalidArgument(where, expected, source, remedy);
}

function readDense({ data, rows, cols }: DenseLayout, where: string, name: string): Float64Matrix {
  requireCount(where, `rows of ${name}`, rows);
  requireCount(where, `cols of ${name}`, cols);
  if (typeof data !== 'object' || typeof data?.length !== 'number' || data.length !== rows * cols) {
    throw shapeMismatch(
      where,
      `${rows}·${cols} = ${rows * cols} numbers in the data of ${name}`,
      describe(data?.length),
    );
  }
  if (!ArrayBuffer.isView(data)) {
    for (let k = 0; k < data.length; k++) {
      if (typeof data[k] !== 'number') throw invalidArgument(where, `numbers in the data of ${name}`, data[k]);
    }
  }
  return new Float64Matrix(rows, cols, data instanceof Float64Array ? data : Float64Array.from(data));
}

function readRows(source: readonly ArrayLike<number>[], where: string, name: string): Float64Matrix {
  const cols = source.length === 0 ? 0 : (source[0]?.length ?? 0);
  const matrix = new Float64Matrix(source.length, cols);
  // not forEach, which passes over holes
  for (let i = 0; i < source.length; i++) {
    const row = source[i];
    if (typeof row !== 'object' || row === null || typeof row.length !== 'number') {
      throw invalidArgument(where, `${name} to be rows of numbers`, row);
    }
    if (row.length !== cols) {
      throw shapeMismatch(where, `rows of ${name} of equal length ${cols}`, `${row.length} numbers in row ${i}`);
    }
    for (let j = 0; j < cols; j++) {
      if (typeof row[j] !== 'number')
        throw invalidArgument(where, `a number in row ${i}, column ${j} of ${name}`, row[j]);
      matrix.data[i * cols + j] = row[j];
    }
  }
  return matrix;
}

function readMl(source: MlMatrixLike): Float64Matrix {
  return Float64Matrix.generate(source.rows, source.columns, (i, j) => source.get(i, j));
}

function readArrow(table: ArrowTableLike, where: string, name: string): Float64Matrix {
  const { numRows, numCols } = table;
  const matrix = new Float64Matrix(numRows, numCols);
  for (let j = 0; j < numCols; j++) {
    const column = table.getChildAt(j);
    for (let i = 0; i < numRows; i++) {
      const value = column?.get(i);
      // Arrow marks a missing value by null; NaN is the float for it, and `finite: true` then refuses it.
      if (value === null || value === undefined) matrix.data[i * numCols + j] = Number.NaN;
      else if (typeof value === 'number' || typeof value === 'bigint') matrix.data[i * numCols + j] = Number(value);
      else throw invalidArgument(where, `numbers in column ${j} of ${name}`, value);
    }
  }
  return matrix;
}
