/** Matrices with twice the digits: two arrays of doubles whose sum is the matrix. */
import type { Float64Layout } from '../matrix/layout.js';
import { productError, type Twofold } from './arithmetic.js';

export class TwofoldMatrix {
  readonly high: Float64Array;
  readonly low: Float64Array;

  constructor(
    readonly rows: number,
    readonly cols: number,
  ) {
    this.high = new Float64Array(rows * cols);
    this.low = new Float64Array(rows * cols);
  }

  static generate(rows: number, cols: number, entry: (i: number, j: number) => Twofold): TwofoldMatrix {
    const made = new TwofoldMatrix(rows, cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) made.set(i, j, entry(i, j));
    return made;
  }

  at(i: number, j: number): Twofold {
    const k = i * this.cols + j;
    return { high: this.high[k], low: this.low[k] };
  }

  set(i: number, j: number, { high, low }: Twofold): void {
    const k = i * this.cols + j;
    this.high[k] = high;
    this.low[k] = low;
  }

  /** Entry k += x, a double (Knuth's TwoSum). */
  add(k: number, x: number): void {
    const before = this.high[k];
    const sum = before + x;
    const back = sum - before;
    this.low[k] += before - (sum - back) + (x - back);
    this.high[k] = sum;
  }

  /** Entry k −= (high, low) of another number times another, without making objects: what inner loops are made of. */
  subtractProduct(k: number, aHigh: number, aLow: number, bHigh: number, bLow: number): void {
    const product = aHigh * bHigh;
    this.low[k] -= productError(aHigh, bHigh, product) + (aHigh * bLow + aLow * bHigh);
    this.add(k, -product);
  }

  /** Each entry as the nearest double and the rest. */
  normalize(): this {
    for (let k = 0; k < this.high.length; k++) {
      const sum = this.high[k] + this.low[k];
      this.low[k] -= sum - this.high[k];
      this.high[k] = sum;
    }
    return this;
  }

  copy(): TwofoldMatrix {
    const made = new TwofoldMatrix(this.rows, this.cols);
    made.high.set(this.high);
    made.low.set(this.low);
    return made;
  }

  /** The leading doubles, as a matrix: those of a normalized entry are the nearest. No copy is made. */
  doubles(): Float64Layout {
    return { data: this.high, rows: this.rows, cols: this.cols };
  }

  /** The nearest doubles. */
  toFloat64(): Float64Array {
    return this.high.map((x, k) => x + this.low[k]);
  }
}
