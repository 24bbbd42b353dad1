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
  inverse: Uint32Array;
  word: Word;
}

export class ProductReplacement {
  private readonly slots: Slot[] = [];
  private readonly accumulator: Slot;

  constructor(
    generators: readonly StrongGenerator[],
    private readonly random: RandomSource,
    degree: number,
  ) {
    const size = generators.length === 0 ? 0 : Math.max(8, generators.length + 2);
    for (let i = 0; i < size; i++) {
      const { images, inverse, word } = generators[i % generators.length];
      this.slots.push({ images: images.slice(), inverse: inverse.slice(), word });
    }
    const one = identityImages(degree);
    this.accumulator = { images: one, inverse: one.slice(), word: Word.identity };
    for (let i = 0; i < 4 * size; i++) this.step();
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
    const coin = random.below(4);
    const a = slots[i];
    const b = slots[j];
    const forward = (coin & 1) === 0;
    const factor = forward ? b : { images: b.inverse, inverse: b.images, word: b.word.inverse() };
    if ((coin & 2) === 0) multiplyOnLeft(a, factor);
    else multiplyOnRight(a, factor);
    multiplyOnLeft(accumulator, a);
  }
}

/** a := f·a */
function multiplyOnLeft(a: Slot, f: Slot): void {
  composeInto(a.images, f.images, a.images);
  a.inverse = composeInto(new Uint32Array(a.inverse.length), a.inverse, f.inverse);
  a.word = f.word.times(a.word);
}

/** a := a·f */
function multiplyOnRight(a: Slot, f: Slot): void {
  a.images = composeInto(new Uint32Array(a.images.length), a.images, f.images);
  composeInto(a.inverse, f.inverse, a.inverse);
  a.word = a.word.times(f.word);
}
