/**
 * Hermitian and lower triangular matrices over ℝ, ℂ or ℍ, by their lower triangles: an eighth of the numbers of the
 * real form over ℍ, a quarter over ℂ, half over ℝ.
 */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { Room } from '../run/room.js';

export class LowerTriangle {
  /** Row r from e·r(r+1)/2 on: the first line of the real form of each of its entries up to the diagonal. */
  readonly numbers: Float64Array;

  /** Zeros, or as many numbers as are given. @param size over ℝ, ℂ or ℍ, whose dimension is `units` */
  constructor(
    readonly size: number,
    readonly units: 1 | 2 | 4,
    numbers?: Float64Array,
  ) {
    this.numbers = numbers ?? new Float64Array((units * size * (size + 1)) / 2);
  }

  /** Of a real form. */
  static of({ data, cols }: Float64Layout, units: 1 | 2 | 4): LowerTriangle {
    const made = new LowerTriangle(cols / units, units);
    for (let r = 0; r < made.size; r++) {
      const start = r * units * cols;
      made.numbers.set(data.subarray(start, start + units * (r + 1)), made.rowStart(r));
    }
    return made;
  }

  /** Rows and columns of the real form. */
  get order(): number {
    return this.size * this.units;
  }

  rowStart(r: number): number {
    return (this.units * r * (r + 1)) / 2;
  }

  /** The first line of the real form of row r of the Hermitian matrix. */
  line(r: number): Float64Array {
    const { size, units: e, numbers } = this;
    const made = new Float64Array(e * size);
    const start = this.rowStart(r);
    made.set(numbers.subarray(start, start + e * (r + 1)));
    // what is not real on the diagonal is rounding
    for (let a = 1; a < e; a++) made[e * r + a] = 0;
    for (let c = r + 1; c < size; c++) {
      const at = this.rowStart(c) + e * r;
      for (let a = 0; a < e; a++) made[e * c + a] = UNIT_SIGNS[a][0] * UNIT_SIGNS[a][a] * numbers[at + a];
    }
    return made;
  }

  /** The real numbers on the diagonal. */
  diagonal(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, r) => this.numbers[this.rowStart(r) + this.units * r]);
  }

  /** Of the real form. */
  trace(): number {
    return this.units * this.diagonal().reduce((a, b) => a + b, 0);
  }

  /** Adds rows from `first` on, each of first lines of entries up to the diagonal at least. */
  addRows(first: number, { data, rows, cols }: Float64Layout): void {
    for (let i = 0; i < rows; i++) {
      const length = this.units * (first + i + 1);
      const [to, from] = [this.rowStart(first + i), i * cols];
      for (let e = 0; e < length; e++) this.numbers[to + e] += data[from + e];
    }
  }

  /** The real form of the Hermitian matrix. */
  hermitian(room?: Room): Float64Matrix {
    return this.realForm(true, room);
  }

  /** The real form of the triangular matrix. */
  triangular(room?: Room): Float64Matrix {
    return this.realForm(false, room);
  }

  private realForm(isHermitian: boolean, room = new Room()): Float64Matrix {
    const { size, units: e, order, numbers } = this;
    const made = new Float64Matrix(order, order, room.take(order ** 2).fill(0));
    for (let r = 0, at = 0; r < size; r++) {
      for (let c = 0; c <= r; c++, at += e) {
        for (let a = 0; a < e; a++) {
          for (let v = 0; v < e; v++) {
            // what is not real on the diagonal is rounding
            if (c === r && a !== v) continue;
            const w = a ^ v;
            const value = UNIT_SIGNS[w][v] * UNIT_SIGNS[w][w] * numbers[at + w];
            made.data[(r * e + a) * order + c * e + v] = value;
            if (isHermitian) made.data[(c * e + v) * order + r * e + a] = value;
          }
        }
      }
    }
    return made;
  }
}
