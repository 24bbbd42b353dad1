/** Sums that do not lose what is small: a running total with the rounding error of every addition kept beside it. */
import { timesPowerOfTwo } from '../data/powers-of-two.js';

export class CompensatedSums {
  readonly high: Float64Array;
  readonly low: Float64Array;

  /** @param start totals to begin with, kept without a copy; or how many zeros. */
  constructor(start: Float64Array | number) {
    this.high = typeof start === 'number' ? new Float64Array(start) : start;
    this.low = new Float64Array(this.high.length);
  }

  /** Adds c·x entry by entry: Knuth's TwoSum, so high + low is right to about 2⁻¹⁰⁰ however many terms there are. */
  add(x: ArrayLike<number>, c = 1): void {
    const { high, low } = this;
    for (let i = 0; i < high.length; i++) {
      const term = c * x[i];
      const sum = high[i] + term;
      const back = sum - high[i];
      low[i] += high[i] - (sum - back) + (term - back);
      high[i] = sum;
    }
  }

  /** Adds another running total, its own error included. */
  merge(other: CompensatedSums): void {
    this.add(other.high);
    for (let i = 0; i < this.low.length; i++) this.low[i] += other.low[i];
  }

  /** Multiplies total i by 2^exponent(i). */
  scale(exponent: (i: number) => number): void {
    for (const part of [this.high, this.low]) {
      for (let i = 0; i < part.length; i++) part[i] = timesPowerOfTwo(part[i], exponent(i));
    }
  }

  /** The totals, rounded once. */
  values(): Float64Array {
    const { high, low } = this;
    const sums = new Float64Array(high.length);
    for (let i = 0; i < sums.length; i++) sums[i] = high[i] + low[i];
    return sums;
  }
}
