/** Powers gᵏ where k is known modulo the length of each cycle of g only: no discrete logarithm, no large exponent. */

import { equalImages } from '../../permutations/images.js';
import { gcd } from '../../scalars/integers.js';

export class CyclicExponent {
  private constructor(private readonly residues: ReadonlyMap<number, number>) {}

  /** The k with gᵏ = `power`, modulo each cycle length of g. One cycle of each length is walked. O(degree). */
  static between(g: Uint32Array, power: Uint32Array): CyclicExponent {
    const residues = new Map<number, number>();
    const seen = new Uint8Array(g.length);
    for (let start = 0; start < g.length; start++) {
      if (seen[start] === 1) continue;
      let length = 0;
      let steps = 0;
      for (let x = start; seen[x] === 0; x = g[x], length++) {
        seen[x] = 1;
        if (x === power[start]) steps = length;
      }
      residues.set(length, steps);
    }
    return new CyclicExponent(residues);
  }

  /** Is there one k with these residues? (Chinese remainder theorem for moduli that are not coprime.) */
  isConsistent(): boolean {
    const all = [...this.residues];
    return all.every(([m, r], i) => all.slice(0, i).every(([n, s]) => (r - s) % gcd(m, n) === 0));
  }

  /** hᵏ, for h with cycles of the same lengths; undefined when it has others. */
  powerOf(h: Uint32Array): Uint32Array | undefined {
    const images = new Uint32Array(h.length);
    const seen = new Uint8Array(h.length);
    const cycle: number[] = [];
    for (let start = 0; start < h.length; start++) {
      if (seen[start] === 1) continue;
      cycle.length = 0;
      for (let x = start; seen[x] === 0; x = h[x]) {
        seen[x] = 1;
        cycle.push(x);
      }
      const k = this.residues.get(cycle.length);
      if (k === undefined) return undefined;
      cycle.forEach((x, i) => {
        images[x] = cycle[(i + k) % cycle.length];
      });
    }
    return images;
  }
}

/** Is h a power of g? Its residues modulo the cycle lengths of g must agree where the lengths have a common factor. */
export function isPowerOf(h: Uint32Array, g: Uint32Array): boolean {
  const exponent = CyclicExponent.between(g, h);
  const power = exponent.powerOf(g);
  return power !== undefined && equalImages(power, h) && exponent.isConsistent();
}
