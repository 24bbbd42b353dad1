/**
 * Nearly uniform random elements of a group given by generators: product replacement with an accumulator ("rattle",
 * Celler et al. 1995; Leedham-Green & Murray 2002). Only for finding elements: whatever is found is verified.
 */
import { composeInto, identityImages } from '../../permutations/images.js';
import type { RandomSource } from '../../random.js';
import { Word } from '../word.js';
import type { StrongGenerator } from './schreier-tree.js';

export interface RandomElement {
  readonly images: Uint32Array;
  readonly word: Word;
}

interface Slot {
  images: Uint32Array;
  word: Word;
}

/** Steps of the walk before its first element, for each slot. */
const WARM_UP = 4;

/**
 * Only products of two slots, no inverses: in a finite group a step undoes itself when it is repeated, so that the walk
 * still reaches every generating tuple that it can leave, and is uniform among them in the limit.
 */
export class ProductReplacement {
  private readonly slots: Slot[] = [];
  private readonly accumulator: Slot;
  private scratch: Uint32Array;

  constructor(
    generators: readonly StrongGenerator[],
    private readonly random: RandomSource,
    degree: number,
  ) {
    const size = generators.length === 0 ? 0 : Math.max(8, generators.length + 2);
    for (let i = 0; i < size; i++) {
      const { images, word } = generators[i % generators.length];
      this.slots.push({ images: images.slice(), word });
    }
    this.accumulator = { images: identityImages(degree), word: Word.identity };
    this.scratch = new Uint32Array(degree);
    for (let i = 0; i < WARM_UP * size; i++) this.step();
  }

  /** The next element. Its image array is reused by the following call: copy what you keep. */
  next(): RandomElement {
    if (this.slots.length > 0) this.step();
    return this.accumulator;
  }

  private step(): void {
    const { random, slots, accumulator } = this;
    const i = random.below(slots.length);
    let j = random.below(slots.length - 1);
    if (j >= i) j++;
    const a = slots[i];
    const b = slots[j];
    if (random.below(2) === 0) {
      composeInto(a.images, b.images, a.images);
      a.word = b.word.times(a.word);
    } else {
      const product = composeInto(this.scratch, a.images, b.images);
      this.scratch = a.images;
      a.images = product;
      a.word = a.word.times(b.word);
    }
    composeInto(accumulator.images, a.images, accumulator.images);
    accumulator.word = a.word.times(accumulator.word);
  }
}
