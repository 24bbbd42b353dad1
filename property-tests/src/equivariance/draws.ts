/** Seeded draws, the same bits on every engine: no transcendental function is called. */
import { type RandomSource, randomSource } from '@isotypic/algebra';

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
    return this.source.below(0x1_0000_0000) / 0x1_0000_0000;
  }

  /** Mean 0, variance 1, in (−√12·2, √12·2): the sum of four uniform numbers (Irwin–Hall), with full mantissas. */
  normal(): number {
    const sum = this.uniform() + this.uniform() + this.uniform() + this.uniform() - 2;
    return (sum + this.uniform() * 2 ** -32) * Math.sqrt(3);
  }

  sign(): 1 | -1 {
    return this.source.below(2) === 0 ? 1 : -1;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.source.below(list.length)];
  }
}
