/**
 * Short words for the transversals of a stabilizer chain (Minkwitz, "An algorithm for solving the factorization problem
 * in permutation groups", J. Symbolic Comput. 26 (1998), 89–95). The words by which a chain was found come from a
 * random walk and may have thousands of letters in a group of 24 elements: exact products do not mind, people who read
 * them and products of floats do.
 */
import { compose, identityImages, invertImages, isIdentityImages } from '../../permutations/images.js';
import { Word } from '../word.js';
import type { StabilizerChain } from './stabilizer-chain.js';

/** An element with its inverse, its word and the letters of that. */
interface Lettered {
  readonly images: Uint32Array;
  readonly inverse: Uint32Array;
  readonly word: Word;
  readonly letters: number;
}

/** Images that may be written while words are looked for: 20 ms or so. */
const MOST_WORK = 1_000_000;
/** In a group of so many elements all of them are tried. */
const SMALL = 500;

/**
 * For each base point and each point of its orbit an element of the chain's group at that level which carries the one
 * to the other, by as short a word in the generators as was met. In a group of at most 500 elements no transversal
 * word is longer than the diameter of the Cayley graph of the generators.
 */
export class ShortWords {
  private readonly levels: (Lettered | undefined)[][];
  private work = 0;

  constructor(
    private readonly chain: StabilizerChain,
    generators: readonly Uint32Array[],
    private readonly points: number,
  ) {
    const one = identityImages(chain.degree);
    const identity = { images: one, inverse: one, word: Word.identity, letters: 0 };
    this.levels = chain.levels.map(({ basePoint }) => {
      const level: (Lettered | undefined)[] = new Array(chain.degree);
      level[basePoint] = identity;
      return level;
    });
    const triedAll = this.tryInOrderOfLength(identity, generators);
    while (!triedAll && this.work < MOST_WORK && this.improve());
  }

  /** The product of transversal words that is `images`; undefined for an element outside the group. */
  wordOf(images: Uint32Array): Word | undefined {
    const residue = images.slice();
    let word = Word.identity;
    for (let l = 0; l < this.levels.length; l++) {
      const point = residue[this.chain.levels[l].basePoint];
      if (!this.chain.levels[l].contains(point)) return undefined;
      word = word.times(this.transversalWord(l, point));
      this.divide(residue, l, point);
    }
    return isIdentityImages(residue) ? word : undefined;
  }

  /** The word for a point of the orbit of level l; the chain's own where no other was met. */
  transversalWord(l: number, point: number): Word {
    return this.levels[l][point]?.word ?? this.chain.levels[l].transversalWord(point);
  }

  private divide(residue: Uint32Array, l: number, point: number): void {
    const entry = this.levels[l][point];
    if (entry === undefined) this.chain.levels[l].divide(residue, point);
    else for (let i = 0; i < residue.length; i++) residue[i] = entry.inverse[residue[i]];
  }

  /**
   * Breadth first through the group, until the table is full and many words in a row were no better; whether all
   * elements were met.
   */
  private tryInOrderOfLength(identity: Lettered, generators: readonly Uint32Array[]): boolean {
    const steps = generators.flatMap((images, i): Lettered[] => {
      const inverse = invertImages(images);
      const word = Word.generator(i);
      return [
        { images, inverse, word, letters: 1 },
        { images: inverse, inverse: images, word: word.inverse(), letters: 1 },
      ];
    });
    const patience = this.chain.order <= SMALL ? SMALL : 2 * this.points + 100;
    const met = new Set<string>([this.keyOf(identity.images)]);
    const queue = [identity];
    let useless = 0;
    let k = 0;
    for (; k < queue.length && useless < patience && 2 * this.work < MOST_WORK; k++) {
      for (const step of steps) {
        const product = times(step, queue[k]);
        this.work += 2 * this.chain.degree;
        const key = this.keyOf(product.images);
        if (met.has(key)) continue;
        met.add(key);
        queue.push(product);
        useless = this.sift(product, 0) || !this.isFull() ? 0 : useless + 1;
      }
    }
    return k === queue.length;
  }

  /** An element of the group is determined by its base images. */
  private keyOf(images: Uint32Array): string {
    return this.chain.levels.map(({ basePoint }) => images[basePoint]).join();
  }

  private filled = 0;

  private isFull(): boolean {
    return this.filled === this.points - this.levels.length;
  }

  /** Products of two entries of each level (Minkwitz's `Improve`); whether any word became shorter. */
  private improve(): boolean {
    let better = false;
    for (let l = 0; l < this.levels.length; l++) {
      const entries = this.levels[l].filter((entry) => entry !== undefined && entry.letters > 0) as Lettered[];
      for (const a of entries) {
        for (const b of entries) {
          if (this.work >= MOST_WORK) return better;
          this.work += 2 * this.chain.degree;
          if (this.sift(times(a, b), l)) better = true;
        }
      }
    }
    return better;
  }

  /**
   * Takes an element of level l and what is left of it below into the table where it is new or shorter (Minkwitz's
   * `Step`); whether it was.
   */
  private sift(element: Lettered, l: number): boolean {
    let t = element;
    let better = false;
    for (let level = l; level < this.levels.length; level++) {
      const point = t.images[this.chain.levels[level].basePoint];
      const entry = this.levels[level][point];
      if (entry === undefined) {
        this.enter(t, level);
        return true;
      }
      if (t.letters < entry.letters) {
        this.enter(t, level);
        better = true;
      }
      if (entry.letters === 0) continue;
      t = times(
        { images: entry.inverse, inverse: entry.images, word: entry.word.inverse(), letters: entry.letters },
        t,
      );
      this.work += 2 * this.chain.degree;
    }
    return better;
  }

  /** t and t⁻¹ at their points. */
  private enter(t: Lettered, level: number): void {
    const { basePoint } = this.chain.levels[level];
    const table = this.levels[level];
    const put = (entry: Lettered) => {
      const point = entry.images[basePoint];
      const known = table[point];
      if (known !== undefined && known.letters <= entry.letters) return;
      if (known === undefined) this.filled++;
      table[point] = entry;
    };
    put(t);
    put({ images: t.inverse, inverse: t.images, word: t.word.inverse(), letters: t.letters });
  }
}

const found = new WeakMap<StabilizerChain, ShortWords | StabilizerChain>();

/**
 * The words of a group's complete chain: short ones, looked for once, or the chain's own where it is so large that to
 * look at a few words for each of its points is dear.
 */
export function wordsOf(
  chain: StabilizerChain,
  generators: readonly { readonly images: Uint32Array }[],
): Pick<ShortWords, 'wordOf' | 'transversalWord'> {
  let words = found.get(chain);
  if (words === undefined) {
    const points = chain.levels.reduce((sum, { orbit }) => sum + orbit.length, 0);
    const cost = 8 * points * chain.degree * (chain.levels.length + 1);
    const images = generators.map((g) => g.images);
    words = cost <= MOST_WORK ? new ShortWords(chain, images, points) : chain;
    found.set(chain, words);
  }
  return words;
}

function times(a: Lettered, b: Lettered): Lettered {
  return {
    images: compose(a.images, b.images),
    inverse: compose(b.inverse, a.inverse),
    word: a.word.times(b.word),
    letters: a.letters + b.letters,
  };
}
