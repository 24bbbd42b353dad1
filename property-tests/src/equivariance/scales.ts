/** How large f is: what its rounding is relative to where f(x) itself happens to vanish. */
import { lowestBitOf } from './bits.js';
import { LARGEST_ORDINARY, largestOf } from './inputs.js';
import type { Part } from './spaces.js';

/** Inputs that are kept. */
const FIRST = 4;

/**
 * Values that are all multiples of 2ᵉ were rounded to it inside, as by + 10⁸ − 10⁸, and cannot be held to less. Counts
 * and small fractions are multiples of a larger unit, and exact.
 */
const LARGEST_GRAIN = -20; // what is rounded where f is of size 2³² inside is found by difference tables

/**
 * The largest entry of each part of f(x) seen so far: at ordinary inputs, and at all. It comes from the run itself, so
 * that a function of size 1e-12 is held to 1e-12. It is not that of f(x) alone: a projection that is 1e-17 where it
 * ought to be 0 rounds as the rest of f does, and where f is flat its rounding shows at no point beside x.
 */
export class Scales {
  private readonly ordinary: number[] = [];
  private readonly all: number[] = [];
  private readonly noise = new Set<number>();
  private readonly grains: number[] = [];
  /** The first ordinary inputs of the run, and f there. */
  readonly first: { readonly x: Float64Array; readonly values: Float64Array }[] = [];
  /** The largest noise of each part at these, once it was asked for. */
  noiseElsewhere: readonly number[] | undefined;

  see(x: Float64Array, values: Float64Array, parts: readonly Part[]): void {
    const isOrdinary = largestOf(x) <= LARGEST_ORDINARY;
    if (isOrdinary && this.first.length < FIRST) this.first.push({ x, values });
    for (let k = 0; k < parts.length; k++) {
      const { offset, dimension, copies } = parts[k];
      const size = largestOf(values, offset, offset + dimension * copies);
      if (!(size < Number.POSITIVE_INFINITY)) continue;
      this.all[k] = Math.max(this.all[k] ?? 0, size);
      if (isOrdinary) this.ordinary[k] = Math.max(this.ordinary[k] ?? 0, size);
    }
  }

  /** The size of part k at inputs like x: at ordinary ones, or at all of them where x is large. */
  at(x: Float64Array, k: number): number {
    return (largestOf(x) <= LARGEST_ORDINARY ? this.ordinary[k] : this.all[k]) ?? 0;
  }

  /** Part k is nothing but rounding, such as the mean of what was centered: no violation in it counts. */
  setNoise(k: number): void {
    this.noise.add(k);
  }

  isNoise(k: number): boolean {
    return this.noise.has(k);
  }

  /** All values of part k at ordinary inputs are multiples of 2ᵉ: ∞ where all are 0. */
  setGrain(k: number, exponent: number): void {
    this.grains[k] = exponent;
  }

  /** 2ᵉ for the largest e that all values of part k are multiples of, these among them; 0 where they are counts. */
  grain(k: number, lists: readonly Float64Array[], { offset, dimension, copies }: Part): number {
    let exponent = this.grains[k] ?? -1074;
    for (const values of lists) {
      for (let i = offset; i < offset + dimension * copies; i++) exponent = Math.min(exponent, lowestBitOf(values[i]));
    }
    return exponent < LARGEST_GRAIN ? 2 ** exponent : 0;
  }

  /** The largest value of part k at all. */
  largest(k: number): number {
    return this.all[k] ?? 0;
  }
}
