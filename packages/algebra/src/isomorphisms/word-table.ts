/** All elements of a small group as words in a generating sequence, so that maps of the sequence become tables. */
import { elementKey } from '../constructions/induced-actions.js';
import { IsotypicError } from '../errors.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import type { WorkMeter } from '../work.js';

/** 4·10⁷ images, 160 MB. */
const MOST_IMAGES = 40_000_000n;

export class WordTable {
  /** Breadth first from the identity: element k is step[k] times element parent[k]. */
  readonly elements: Permutation[];
  private readonly step: number[] = [-1];
  private readonly parent: number[] = [-1];
  private readonly key: (g: Permutation) => string;
  private readonly numbers = new Map<string, number>();

  /** @throws {IsotypicError} `OUT_OF_MEMORY` for more than 4·10⁷ images. One step is one product. */
  constructor(where: string, group: PermutationGroup, sequence: readonly Permutation[], meter: WorkMeter) {
    const size = group.orderWithin(meter) * BigInt(Math.max(1, group.degree));
    if (size > MOST_IMAGES) {
      throw new IsotypicError('OUT_OF_MEMORY', {
        where,
        expected: `an order times degree of at most ${MOST_IMAGES}`,
        received: `${size}`,
        remedy: 'Let the group act on fewer points, by actionOnPoints or actionOnBlocks, if it can.',
      });
    }
    this.key = elementKey(group.chainWithin(meter));
    this.elements = [Permutation.identity(group.degree)];
    this.numbers.set(this.key(this.elements[0]), 0);
    for (let k = 0; k < this.elements.length; k++) {
      sequence.forEach((g, i) => {
        meter.step();
        const product = g.times(this.elements[k]);
        const name = this.key(product);
        if (this.numbers.has(name)) return;
        this.numbers.set(name, this.elements.length);
        this.elements.push(product);
        this.step.push(i);
        this.parent.push(k);
      });
    }
  }

  /** The number of an element of the group. */
  numberOf(g: Permutation): number {
    return this.numbers.get(this.key(g)) as number;
  }

  /** The images of all elements, by number, when the sequence goes to `images`. */
  imagesOf(images: readonly Permutation[]): Permutation[] {
    const all = [this.elements[0]];
    for (let k = 1; k < this.elements.length; k++) all.push(images[this.step[k]].times(all[this.parent[k]]));
    return all;
  }

  /** Element number k as a product of the sequence, evaluated at `images`. */
  imageOf(k: number, images: readonly Permutation[]): Permutation {
    const factors: Permutation[] = [];
    for (let at = k; at > 0; at = this.parent[at]) factors.push(images[this.step[at]]);
    return factors.reduce((product, g) => product.times(g), this.elements[0]);
  }
}
