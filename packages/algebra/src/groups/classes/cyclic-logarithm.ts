/** Powers of one permutation, and which power a permutation is. */
import { Permutation } from '../../permutations/permutation.js';
import { gcd } from '../../scalars/integers.js';

export class CyclicLogarithm {
  readonly order: number;
  /** The cycles of the element, fixed points too. */
  private readonly cycles: readonly (readonly number[])[];
  private readonly position: Int32Array;

  constructor(readonly element: Permutation) {
    const { images, degree } = element;
    const seen = new Uint8Array(degree);
    this.position = new Int32Array(degree);
    const cycles: number[][] = [];
    for (let start = 0; start < degree; start++) {
      if (seen[start] === 1) continue;
      const cycle: number[] = [];
      for (let x = start; seen[x] === 0; x = images[x]) {
        seen[x] = 1;
        this.position[x] = cycle.push(x) - 1;
      }
      cycles.push(cycle);
    }
    this.cycles = cycles;
    this.order = Number(element.order());
  }

  /** The k-th power, 0 ≤ k < order. O(degree). */
  power(k: number): Permutation {
    const images = new Uint32Array(this.position.length);
    for (const cycle of this.cycles) {
      for (let i = 0, j = k % cycle.length; i < cycle.length; i++) {
        images[cycle[i]] = cycle[j];
        if (++j === cycle.length) j = 0;
      }
    }
    return Permutation.fromTrustedImages(images);
  }

  /**
   * k with element^k = p, undefined for no power. Each cycle gives k modulo its length, and Chinese remainders k
   * itself.
   */
  exponentOf(p: Permutation): number | undefined {
    let k = 0;
    let modulus = 1;
    for (const cycle of this.cycles) {
      const { length } = cycle;
      const shift = this.position[p.images[cycle[0]]];
      if (p.images[cycle[0]] !== cycle[shift]) return undefined;
      const common = gcd(modulus, length);
      if ((shift - k) % common !== 0) return undefined;
      // Moduli divide the order, which is small where its powers are listed.
      while (k % length !== shift) k += modulus;
      modulus = (modulus / common) * length;
    }
    return this.power(k).equals(p) ? k : undefined;
  }
}
