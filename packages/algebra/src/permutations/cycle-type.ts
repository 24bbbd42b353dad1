/** Cycle types as keys, and single cycles. */
import { identityImages } from './images.js';
import { Permutation } from './permutation.js';

/** Equal exactly for permutations with equally many cycles of each length. */
export function cycleLengthsKey(g: Permutation): string {
  return [...g.cycleType()].sort((a, b) => a[0] - b[0]).join(';');
}

/** The cycle (p₀ p₁ …) on `degree` points. */
export function cycle(degree: number, points: readonly number[]): Permutation {
  const images = identityImages(degree);
  points.forEach((x, i) => {
    images[x] = points[(i + 1) % points.length];
  });
  return Permutation.fromTrustedImages(images);
}
