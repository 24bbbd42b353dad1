/** The cosets of a subgroup as points, with a tree of generators that leads to each of them. */
import { cosetAction, orbitAction, type Permutation, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';

/**
 * Sets that are tried for one whose images are the cosets, and their size, as a part of all points: an image is moved
 * and sorted in less time than a permutation is reduced to the least in its coset.
 */
const MOST_SETS = 4;
const LARGEST_PART = 1 / 8;

/**
 * How the generators move the cosets xK, of which K is number 0, numbered breadth first. Where K is the stabilizer of
 * one of its small orbits, as a set of points, its images stand for the cosets: Suz has 370 656 cosets of J₂:2, the
 * stabilizer of a pair, and permutations of 1782 points as their representatives would take a gigabyte.
 */
export function movesOfCosets(group: PermutationGroup, K: PermutationGroup, meter: WorkMeter): readonly Permutation[] {
  const index = Number(group.order / K.order);
  // As many code points in ascending order are read back in one way.
  const key = (set: Uint32Array): string => String.fromCodePoint(...set);
  const small = K.orbits().filter((orbit) => orbit.length <= Math.max(1, K.degree * LARGEST_PART));
  const maps = group.generators.map((g) => (set: Uint32Array) => set.map((x) => g.images[x]).sort());
  for (const orbit of small.sort((a, b) => a.length - b.length).slice(0, MOST_SETS)) {
    const seed = Uint32Array.from(orbit).sort();
    const { points, images } = meter.part((options) => orbitAction(maps, [seed], key, options));
    if (points.length === index) return images;
  }
  return meter.part((options) => cosetAction(group, K, options)).generators;
}

/** Elements t_x of a group with t_x·0 = x, along a tree of generators; they are not multiplied out. */
export class CosetTree {
  /** The points, each after its parent. */
  readonly order: readonly number[];
  private readonly parent: Int32Array;
  private readonly letter: Int32Array;
  private readonly forward: readonly ArrayLike<number>[];
  private readonly backward: readonly ArrayLike<number>[];

  /** @param images how the generators move the points, transitively */
  constructor(
    private readonly generators: readonly Permutation[],
    readonly images: readonly Permutation[],
  ) {
    this.forward = images.map((move) => move.images);
    this.backward = images.map((move) => move.inverse().images);
    this.parent = new Int32Array(this.degree).fill(-1);
    this.letter = new Int32Array(this.degree);
    const order = [0];
    for (const x of order) {
      this.forward.forEach((image, k) => {
        const y = image[x];
        if (y === 0 || this.parent[y] !== -1) return;
        this.parent[y] = x;
        this.letter[y] = k;
        order.push(y);
      });
    }
    this.order = order;
  }

  get degree(): number {
    return this.images[0].degree;
  }

  /** t_x */
  elementAt(x: number): Permutation {
    return this.word(x).reduce((element, k) => this.generators[k].times(element), this.generators[0].power(0));
  }

  /** The generators whose product is t_x, the first to act first. */
  word(x: number): number[] {
    const letters: number[] = [];
    for (let y = x; y !== 0; y = this.parent[y]) letters.push(this.letter[y]);
    return letters.reverse();
  }

  /** w·y for a word in the generators, the first to act first. */
  carry(word: readonly number[], y: number): number {
    let z = y;
    for (let i = 0; i < word.length; i++) z = this.forward[word[i]][z];
    return z;
  }

  /** t_x⁻¹·y */
  carryBack(x: number, y: number): number {
    let z = y;
    for (let at = x; at !== 0; at = this.parent[at]) z = this.backward[this.letter[at]][z];
    return z;
  }

  /** x ↦ t_x·y: for y = cK with c in the normalizer of K the right translation xK ↦ xcK. */
  translation(y: number): Int32Array {
    const result = new Int32Array(this.degree);
    result[0] = y;
    for (const x of this.order) if (x !== 0) result[x] = this.forward[this.letter[x]][result[this.parent[x]]];
    return result;
  }
}
