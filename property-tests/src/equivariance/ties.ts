/** Jumps of a function at the very inputs where a tie is to be broken, told from a function that is lost in noise. */
import { largestDifference } from './differences.js';
import type { Move } from './moves.js';
import type { Part } from './spaces.js';
import type { Subject } from './subject.js';
import { Violation } from './verdict.js';

/** Samples that are this near each other, beside the violation, are one value. */
const CLUSTER = 2 ** -10;

/** Values that a function may jump between at one point; more are noise. */
const MOST_CLUSTERS = 6;

/** Odd multiples of an integral input, at which a tie is still one, and rounding would break it either way. */
const MULTIPLES = Array.from({ length: 24 }, (_, k) => 2 * k + 3); // 2⁻²⁴ for rounding to agree with the fault in all

export class Ties {
  constructor(private readonly subject: Subject) {}

  /** Whether the values beside a point are few: f jumps there, between values that are themselves stable. */
  straddle(samples: readonly Float64Array[], part: Part, violation: number): boolean {
    const centers: Float64Array[] = [];
    for (const sample of samples) {
      if (centers.some((c) => largestDifference(c, sample, part) <= CLUSTER * violation)) continue;
      centers.push(sample);
      if (centers.length > MOST_CLUSTERS) return false;
    }
    return samples.length > 2 * MOST_CLUSTERS;
  }

  /**
   * Whether the violation is there at all odd multiples of x too. Entries must be small integers and the move exact, so
   * that ρ(mx) = mρ(x) without rounding.
   */
  async persist(move: Move, x: Float64Array, part: Part, violation: number): Promise<boolean> {
    if (!move.X.isExact || !move.Y.isExact || !x.every((v) => Number.isInteger(v) && Math.abs(v) <= 64)) return false;
    try {
      for (const m of MULTIPLES) {
        const multiple = x.map((v) => m * v);
        const expected = move.Y.apply((await this.subject.at(multiple)).values);
        const received = (await this.subject.at(move.X.apply(multiple), 'ρ_X(g)x')).values;
        if (!(largestDifference(received, expected, part) > CLUSTER * violation)) return false;
      }
      return true;
    } catch (error) {
      if (error instanceof Violation) return false;
      throw error;
    }
  }
}
