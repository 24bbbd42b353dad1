/** Dense float32 matrices: what an accelerator computes with, at half the memory. */

import { Float64Matrix } from './float64-matrix.js';
import type { MatrixLike } from './layout.js';
import { requireCount, shapeMismatch } from './layout.js';
import { printMatrix } from './print.js';

/**
 * A float32 matrix, row-major; entry (i, j) is `data[i * cols + j]`.
 *
 * @example
 * Float32Matrix.from([[1, 2], [3, 4]]).toFloat64().at(1, 0); // 3
 */
export class Float32Matrix {
  readonly data: Float32Array;

  constructor(
    readonly rows: number,
    readonly cols: number,
    data?: Float32Array,
  ) {
    requireCount('Float32Matrix', 'rows', rows);
    requireCount('Float32Matrix', 'cols', cols);
    this.data = data ?? new Float32Array(rows * cols);
    if (this.data.length !== rows * cols) {
      throw shapeMismatch('Float32Matrix', `${rows}·${cols} = ${rows * cols} numbers`, `${this.data.length}`);
    }
  }

  /** Rounds any matrix to float32; a float32 layout is wrapped without a copy. */
  static from(source: MatrixLike | Float32Matrix): Float32Matrix {
    if (source instanceof Float32Matrix) return source;
    if ('data' in source && source.data instanceof Float32Array && 'cols' in source) {
      return new Float32Matrix(source.rows, source.cols, source.data);
    }
    const wide = Float64Matrix.from(source, { where: 'Float32Matrix.from' });
    return new Float32Matrix(wide.rows, wide.cols, Float32Array.from(wide.data));
  }

  at(i: number, j: number): number {
    return this.data[i * this.cols + j];
  }

  /** Row i as a view, without a copy. */
  row(i: number): Float32Array {
    return this.data.subarray(i * this.cols, (i + 1) * this.cols);
  }

  toFloat64(): Float64Matrix {
    return new Float64Matrix(this.rows, this.cols, Float64Array.from(this.data));
  }

  toString(): string {
    return printMatrix(this);
  }
}
