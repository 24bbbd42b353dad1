/** Sums that do not lose what is small: a running total with the rounding error of every addition kept beside it. */
import { timesPowerOfTwo } from '../data/powers-of-two.js';

export class CompensatedSums {
  private totals: Float64Array | undefined;
  private errors: Float64Array | undefined;
  private readonly length: number;

  /** @param start totals to begin with, kept without a copy; or how many zeros. */
  constructor(start: Float64Array | number) {
    this.totals = typeof start === 'number' ? undefined : start;
    this.length = typeof start === 'number' ? start : start.length;
  }

  get high(): Float64Array {
    this.totals ??= new Float64Array(this.length);
    return this.totals;
  }

  get low(): Float64Array {
    this.errors ??= new Float64Array(this.length);
    return this.errors;
  }

  /** Whether the totals are no sums yet, and so without error: `low` is zeros, which need not be made. */
  get isExact(): boolean {
    return this.errors === undefined;
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
    if (other.isExact) return;
    const { low } = this;
    for (let i = 0; i < low.length; i++) low[i] += other.low[i];
  }

  /** Multiplies total i by 2^exponent(i). */
  scale(exponent: (i: number) => number): void {
    for (const part of [this.high, this.low]) {
      for (let i = 0; i < part.length; i++) part[i] = timesPowerOfTwo(part[i], exponent(i));
    }
  }

  /** The totals, rounded once. */
  values(): Float64Array {
    if (this.isExact) return this.high.slice();
    const { high, low } = this;
    const sums = new Float64Array(high.length);
    for (let i = 0; i < sums.length; i++) sums[i] = high[i] + low[i];
    return sums;
  }
}
