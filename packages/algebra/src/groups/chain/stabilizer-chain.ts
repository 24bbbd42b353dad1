/**
 * Stabilizer chains G = G⁰ ≥ G¹ ≥ … ≥ 1, Gⁱ fixing the first i base points (Sims 1970; Seress 2003, ch. 4): each level
 * holds the orbit of its base point under its group as a Schreier tree.
 */
import { identityImages, isIdentityImages } from '../../permutations/images.js';
import { Word } from '../word.js';
import { type SchreierTree, type StrongGenerator, type TransversalBudget, transversalBudget } from './schreier-tree.js';

/** What is left of a permutation that does not sift through: the residue and the level where it stopped. */
export interface SiftResult {
  readonly level: number;
  /** Whether the permutation went all the way to the identity. */
  readonly isMember: boolean;
}

/** Up to so many levels, membership follows points one by one. */
const SHORT = 10;

/**
 * A base and strong generating set, one Schreier tree for each base point; `group.chain` is a verified one.
 * @example
 * const { chain } = catalogue.mathieu(11);
 * chain.order // 7920n
 * chain.levels.map((level) => level.orbit.length) // [11, 10, 9, 8]
 */
export class StabilizerChain {
  readonly levels: SchreierTree[] = [];
  readonly budget: TransversalBudget = transversalBudget();

  constructor(
    readonly degree: number,
    /** The order in which points are taken into the base, where the maker of the chain cares. */
    readonly preference?: readonly number[],
  ) {}

  get base(): number[] {
    return this.levels.map((level) => level.basePoint);
  }

  /** The product of the orbit lengths. */
  get order(): bigint {
    // Orbit lengths are gathered in doubles while exact: a thousand bigint products would cost more than the chain.
    let order = 1n;
    let partial = 1;
    for (const { orbit } of this.levels) {
      if (partial * orbit.length > Number.MAX_SAFE_INTEGER) {
        order *= BigInt(partial);
        partial = 1;
      }
      partial *= orbit.length;
    }
    return order * BigInt(partial);
  }

  /**
   * Sifts in place: divides by transversal elements from level `from` on, as far as the base images lie in the orbits.
   * Afterwards `images` is the residue. `trace` takes the points that were divided by.
   */
  siftInPlace(images: Uint32Array, from = 0, trace?: number[]): SiftResult {
    const { levels } = this;
    for (let l = from; l < levels.length; l++) {
      const level = levels[l];
      const point = images[level.basePoint];
      if (!level.contains(point)) return { level: l, isMember: false };
      level.divide(images, point);
      trace?.push(point);
    }
    return { level: levels.length, isMember: isIdentityImages(images) };
  }

  /**
   * Membership. Base images are followed through the levels first, which refuses most others after a few look-ups; only
   * then is every point traced through all the transversal elements, without forming any product.
   */
  contains(images: Uint32Array, from = 0): boolean {
    const { levels, factors } = this;
    // Along a long base whole products pay: their look-ups do not wait for one another.
    if (levels.length - from > SHORT) return this.siftsThrough(images, from);
    let count = 0;
    for (let l = from; l < levels.length; l++) {
      const level = levels[l];
      let point = images[level.basePoint];
      for (let k = 0; k < count; k++) point = factors[k][point];
      if (!level.contains(point)) return false;
      if (point === level.basePoint) continue;
      const inverse = level.rememberedInverse(point);
      if (inverse === undefined) return this.siftsThrough(images, from);
      factors[count++] = inverse;
    }
    for (let i = 0; i < images.length; i++) {
      let point = images[i];
      for (let k = 0; k < count; k++) point = factors[k][point];
      if (point !== i) return false;
    }
    return true;
  }

  private siftsThrough(images: Uint32Array, from: number): boolean {
    this.scratch ??= new Uint32Array(this.degree);
    this.scratch.set(images);
    return this.siftInPlace(this.scratch, from).isMember;
  }

  /** Scratch of `contains`: transversal elements to divide by, in order. */
  private readonly factors: Uint32Array[] = [];
  private scratch: Uint32Array | undefined;

  /** The word of the transversal element of a point of the orbit of level l. */
  transversalWord(l: number, point: number): Word {
    return this.levels[l].transversalWord(point);
  }

  /** The word of a member: the product of the transversal words met in sifting. */
  wordOf(images: Uint32Array): Word | undefined {
    const residue = images.slice();
    let word = Word.identity;
    for (const level of this.levels) {
      const point = residue[level.basePoint];
      if (!level.contains(point)) return undefined;
      word = word.times(level.transversalWord(point));
      level.divide(residue, point);
    }
    return isIdentityImages(residue) ? word : undefined;
  }

  /**
   * The element with coordinates `digits`: u₀·u₁·…, where uₗ is the transversal element of the digits[l]-th orbit
   * point.
   */
  elementAt(digits: ArrayLike<number>, from = 0): Uint32Array {
    const element = identityImages(this.degree);
    // u⁻¹ is what is stored: build the inverse …·u₁⁻¹·u₀⁻¹, first level first, and invert once.
    for (let l = from; l < this.levels.length; l++) {
      this.levels[l].divide(element, this.levels[l].orbit[digits[l]]);
    }
    const result = new Uint32Array(this.degree);
    for (let i = 0; i < element.length; i++) result[element[i]] = i;
    return result;
  }
}

/** The strong generators of the levels from l on, each once, without shortcuts. */
export function strongGeneratorsFrom(chain: StabilizerChain, l: number): StrongGenerator[] {
  const all = new Set(chain.levels.slice(l).flatMap((level) => level.generators));
  return [...all].filter((g) => g.isShortcut !== true);
}
