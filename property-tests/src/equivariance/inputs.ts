/** The inputs of a check: generic ones, and those at which faults like to hide. */
import type fc from 'fast-check';
import { sample } from 'fast-check';
import type { Draws } from './draws.js';
import type { Domain } from './spaces.js';

/** Kinds of inputs; the numbers are their weights, of 20. */
const KINDS = {
  /** Entries of size 1, with full mantissas. */
  generic: 8,
  /** The same times 2⁻⁷ … 4. */
  scaled: 2,
  /** Integers from −3 to 3: ties, zeros, exact sums. */
  integers: 4,
  /** One to three small integers, else zeros. */
  sparse: 2,
  /** Two values, each at many places; or one small integer everywhere. */
  repeated: 1,
  /** Generic of size 10 … 10⁴. */
  large: 3,
} as const;

export type InputKind = keyof typeof KINDS;

const WEIGHTED = Object.entries(KINDS).flatMap(([kind, weight]) =>
  new Array<InputKind>(weight).fill(kind as InputKind),
);

/** Beyond this size of an entry a function may overflow: its infinities are passed over. */
export const LARGEST_ORDINARY = 16; // generic times 4 is below 14: exp of a square of it is finite

/** Four times as fast as Float64Array.from (measured). */
function filled(length: number, entry: () => number): Float64Array {
  const x = new Float64Array(length);
  for (let i = 0; i < length; i++) x[i] = entry();
  return x;
}

const ENTRIES: Readonly<Record<InputKind, (draws: Draws, length: number) => Float64Array>> = {
  generic: (draws, length) => filled(length, () => draws.normal()),
  scaled: (draws, length) => {
    const scale = 2 ** (draws.below(10) - 7);
    return filled(length, () => scale * draws.normal());
  },
  integers: (draws, length) => filled(length, () => draws.below(7) - 3),
  sparse: (draws, length) => {
    const x = new Float64Array(length);
    if (length > 0)
      for (let k = draws.below(3); k >= 0; k--) x[draws.below(length)] = draws.sign() * (1 + draws.below(3));
    return x;
  },
  repeated: (draws, length) => {
    if (draws.below(4) === 0) return new Float64Array(length).fill(draws.below(5) - 2);
    const values = [draws.normal(), draws.below(5) - 2];
    return filled(length, () => draws.pick(values));
  },
  large: (draws, length) => {
    const scale = 10 ** (1 + draws.below(4));
    return filled(length, () => scale * draws.normal());
  },
};

/** Draws vectors of a domain. */
export class Inputs {
  constructor(
    readonly domain: Domain,
    /** Where the rows of each moved argument come from, instead. */
    readonly custom: readonly fc.Arbitrary<Float64Array>[] | undefined,
    private readonly inSinglePrecision: boolean,
  ) {}

  draw(draws: Draws, kind: InputKind = draws.pick(WEIGHTED)): Float64Array {
    const x = new Float64Array(this.domain.dimension);
    this.domain.parts.forEach(({ offset, dimension, copies }, k) => {
      for (let row = 0; row < copies; row++) {
        x.set(this.entries(draws, kind, k, dimension), offset + row * dimension);
      }
    });
    return this.inSinglePrecision ? x.map(Math.fround) : x;
  }

  private entries(draws: Draws, kind: InputKind, part: number, dimension: number): Float64Array {
    if (this.custom === undefined) return ENTRIES[kind](draws, dimension);
    const [drawn] = sample(this.custom[part], { numRuns: 1, seed: draws.below(2 ** 31) });
    return Float64Array.from({ length: dimension }, (_, i) => drawn[i]);
  }
}

export function largestOf(x: ArrayLike<number>, from = 0, to = x.length): number {
  let largest = 0;
  for (let i = from; i < to; i++) if (Math.abs(x[i]) > largest) largest = Math.abs(x[i]);
  return largest;
}
