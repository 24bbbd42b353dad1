/** Seeded draws, the same bits on every engine: no transcendental function is called. */
import { type RandomSource, randomSource } from '@isotypic/algebra';

const WORD = 0x1_0000_0000;
const ROOT3 = Math.sqrt(3);

export class Draws {
  private readonly source: RandomSource;

  /** @param stream draws of one seed that do not depend on each other */
  constructor(seed: number, stream = 0) {
    // multiplication by odd constants and xor: neighboring runs start from distant states (Weyl and golden ratio steps)
    this.source = randomSource((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)) | 0);
  }

  below(bound: number): number {
    return this.source.below(bound);
  }

  /** Uniform in [0, 1), a multiple of 2⁻³². */
  uniform(): number {
    return this.source.below(WORD) / WORD;
  }

  /**
   * Mean 0, variance 1, within ±√12: the sum of four uniform numbers (Irwin–Hall), two of them the halves of one draw;
   * the factor √3 fills the mantissa.
   */
  normal(): number {
    const halves = this.source.below(WORD);
    const sum =
      (this.source.below(WORD) + this.source.below(WORD)) / WORD + ((halves & 0xffff) + (halves >>> 16)) / 0x1_0000;
    return (sum - 2) * ROOT3;
  }

  sign(): 1 | -1 {
    return this.source.below(2) === 0 ? 1 : -1;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.source.below(list.length)];
  }
}
