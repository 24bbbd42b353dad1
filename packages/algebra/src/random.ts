/**
 * Seeded randomness for exact work. Random algorithms here are Las Vegas: the seed can change how long they take, and
 * which of several right answers comes out, never whether it is right. Same input and seed, same bytes.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { checkArgument, integer, type Kind } from './arguments.js';

/** Uniform random integers from one seed. */
export interface RandomSource {
  /** A uniform integer in [0, bound). @throws {IsotypicError} `INVALID_ARGUMENT` unless 1 ≤ bound ≤ 2³² */
  below(bound: number): number;
}

const BOUND: Kind = integer(1, 2 ** 32);

/** The seed used where a caller gives none: answers are reproducible by default. */
export const DEFAULT_SEED = 0x150791c;

/**
 * A generator (xoroshiro128+, Blackman & Vigna 2018) for `seed`, with rejection so that every residue is equally
 * likely.
 * @example randomSource(1).below(6) === randomSource(1).below(6) // true
 */
export function randomSource(seed: number = DEFAULT_SEED): RandomSource {
  checkArgument('randomSource', 'seed', seed, integer());
  const generator = xoroshiro128plus(seed | 0);
  const bits32 = (): number => generator.next() >>> 0;
  return {
    below(bound) {
      if (!(Number.isInteger(bound) && bound >= 1 && bound <= 0x1_0000_0000)) {
        checkArgument('RandomSource.below', 'bound', bound, BOUND);
      }
      const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
      let draw = bits32();
      while (draw >= limit) draw = bits32();
      return draw % bound;
    },
  };
}
