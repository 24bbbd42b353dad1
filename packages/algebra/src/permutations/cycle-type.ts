/** Cycle types as keys. */
import type { Permutation } from './permutation.js';

/** Equal exactly for permutations with equally many cycles of each length. */
export function cycleLengthsKey(g: Permutation): string {
  return [...g.cycleType()].sort((a, b) => a[0] - b[0]).join(';');
}
