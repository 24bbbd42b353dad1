/** How large f is at inputs of a size: what its rounding is relative to where f(x) itself happens to vanish. */
import { largestOf } from './inputs.js';
import type { Part } from './spaces.js';

/**
 * The largest entry of each part of f(x) seen so far, by the binary order of magnitude of x. It comes from the run
 * itself, so that a function of size 1e-12 is held to 1e-12, and a projection that is 1e-17 where it ought to be 0 is
 * not held to 1e-33.
 */
export class Scales {
  private readonly seen = new Map<number, Float64Array>();

  see(x: Float64Array, values: Float64Array, parts: readonly Part[]): void {
    const magnitude = magnitudeOf(x);
    let largest = this.seen.get(magnitude);
    if (largest === undefined) {
      largest = new Float64Array(parts.length);
      this.seen.set(magnitude, largest);
    }
    for (let k = 0; k < parts.length; k++) {
      const { offset, dimension, copies } = parts[k];
      const size = largestOf(values, offset, offset + dimension * copies);
      if (size > largest[k] && size < Number.POSITIVE_INFINITY) largest[k] = size;
    }
  }

  knows(x: Float64Array): boolean {
    return this.seen.has(magnitudeOf(x));
  }

  /** The size of part k at inputs as large as x. */
  at(x: Float64Array, k: number): number {
    return this.seen.get(magnitudeOf(x))?.[k] ?? 0;
  }

  /** The largest value of part k at all. */
  largest(k: number): number {
    let largest = 0;
    for (const sizes of this.seen.values()) largest = Math.max(largest, sizes[k] ?? 0);
    return largest;
  }
}

/** ⌊log₂ max |xᵢ|⌋; of x = 0 that of 1. */
function magnitudeOf(x: Float64Array): number {
  const largest = largestOf(x);
  return largest === 0 ? 0 : Math.floor(Math.log2(largest));
}
