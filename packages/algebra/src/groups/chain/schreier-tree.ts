/**
 * One level of a stabilizer chain: the orbit of a base point, held as a Schreier tree. The tree stores one edge label
 * per point (an Int32 Schreier vector); transversal elements are products along the tree, remembered while memory
 * allows.
 */
import { composeInto, identityImages, invertImages } from '../../permutations/images.js';
import { Word } from '../word.js';

/** An element of the group with its inverse, and how it is written in the generators. */
export interface StrongGenerator {
  readonly images: Uint32Array;
  readonly inverse: Uint32Array;
  readonly word: Word;
  /** Made of other generators of its level for the sake of short paths: proofs of completeness need not look at it. */
  readonly isShortcut?: boolean;
}

export function strongGenerator(images: Uint32Array, word: Word): StrongGenerator {
  return { images, inverse: invertImages(images), word };
}

/** V8 keeps typed arrays of up to 64 bytes on its heap; each larger one is an allocation of the system. */
const SMALL = 16;
/** Images that share an allocation, 16 kB: larger ones are pages that the system fills with zeros one by one. */
const TOGETHER = 4096;

/** Image arrays cut from larger ones: an allocation of its own takes as long as the product that fills it. */
class PermutationRoom {
  private buffer: ArrayBuffer | undefined;
  private taken = 0;

  constructor(private readonly degree: number) {}

  take(): Uint32Array {
    const { degree } = this;
    if (degree <= SMALL) return new Uint32Array(degree);
    if (this.buffer === undefined || this.taken + degree > TOGETHER) {
      this.buffer = new ArrayBuffer(4 * Math.max(TOGETHER, degree));
      this.taken = 0;
    }
    const room = new Uint32Array(this.buffer, 4 * this.taken, degree);
    this.taken += degree;
    return room;
  }
}

/** Points of so short an orbit are met again soon: where their paths are long their elements are remembered at once. */
const SHORT_ORBIT = 128;
const LONG_PATH = 4;

const OUTSIDE = -1;
const ROOT = -2;

/** Room for remembered transversal elements, shared by the levels of one chain. */
export interface TransversalBudget {
  entriesLeft: number;
}

/** 4·10⁶ images, 16 MB: every base image of every group of degree below about 1500 with a short base. */
export function transversalBudget(entries = 4_000_000): TransversalBudget {
  return { entriesLeft: entries };
}

/**
 * The orbit of a base point, with an element that carries the base point to each point of it: a level of a chain.
 * @example
 * const [level] = catalogue.dihedral(4).chain.levels;
 * level.orbit.length // 4
 * level.contains(3) // true
 */
export class SchreierTree {
  readonly degree: number;
  readonly basePoint: number;
  /** The orbit of the base point, in order of discovery. */
  readonly orbit: number[];
  /**
   * The edges of the tree. Together with the generators of deeper levels they generate the group that acts at this
   * level.
   */
  readonly generators: StrongGenerator[] = [];
  /** label[x] is the edge by which x was reached: 2k for generator k, 2k+1 for its inverse. */
  private readonly label: Int32Array;
  private readonly depth: Int32Array;
  /** Null where a transversal element was wanted once: it is remembered the next time. */
  private inverses: (Uint32Array | null | undefined)[] = [];
  private readonly words: (Word | undefined)[] = [];
  private remembered = 0;
  private readonly room: PermutationRoom;
  /** The length of the longest path of the tree. */
  height = 0;

  constructor(
    degree: number,
    basePoint: number,
    private readonly budget: TransversalBudget,
  ) {
    this.degree = degree;
    this.basePoint = basePoint;
    this.orbit = [basePoint];
    this.label = new Int32Array(degree).fill(OUTSIDE);
    this.depth = new Int32Array(degree);
    this.label[basePoint] = ROOT;
    this.room = new PermutationRoom(degree);
  }

  contains(point: number): boolean {
    return this.label[point] !== OUTSIDE;
  }

  /** Adds a generator and closes the orbit under it. O(new points · generators + orbit). */
  extend(generator: StrongGenerator): void {
    const known = this.orbit.length;
    const fresh = this.generators.length;
    this.generators.push(generator);
    for (let i = 0; i < known; i++) this.reach(this.orbit[i], fresh);
    for (let i = known; i < this.orbit.length; i++) {
      for (let k = 0; k < this.generators.length; k++) this.reach(this.orbit[i], k);
    }
  }

  private reach(from: number, k: number): void {
    const forward = this.generators[k].images[from];
    if (this.label[forward] === OUTSIDE) this.add(forward, from, 2 * k);
    const backward = this.generators[k].inverse[from];
    if (this.label[backward] === OUTSIDE) this.add(backward, from, 2 * k + 1);
  }

  /** Is s·u_x = u_{sx} by construction, where s is generator k? */
  isEdge(x: number, k: number): boolean {
    return this.label[this.generators[k].images[x]] === 2 * k || this.label[x] === 2 * k + 1;
  }

  private add(point: number, from: number, label: number): void {
    this.label[point] = label;
    this.depth[point] = this.depth[from] + 1;
    if (this.depth[point] > this.height) this.height = this.depth[point];
    this.orbit.push(point);
  }

  /** Grows the tree anew, breadth first, from the generators it has. */
  rebuild(): void {
    for (const x of this.orbit) this.label[x] = OUTSIDE;
    this.orbit.length = 1;
    this.label[this.basePoint] = ROOT;
    this.height = 0;
    this.budget.entriesLeft += this.remembered * this.degree;
    this.remembered = 0;
    this.inverses = [];
    this.words.length = 0;
    for (let i = 0; i < this.orbit.length; i++) {
      for (let k = 0; k < this.generators.length; k++) this.reach(this.orbit[i], k);
    }
  }

  /** Is there room to remember the transversal elements of the whole orbit? */
  remembersAll(): boolean {
    return (this.orbit.length - this.remembered) * this.degree <= this.budget.entriesLeft;
  }

  /** Does every point of the orbit lead back to the base point? For trees that another process may have touched. */
  leadsHome(): boolean {
    const isHome = new Uint8Array(this.degree);
    isHome[this.basePoint] = 1;
    for (const start of this.orbit) {
      const path: number[] = [];
      for (let x = start; isHome[x] !== 1; x = this.parent(x)) {
        if (path.length > this.degree || this.generators[this.label[x] >> 1] === undefined) return false;
        path.push(x);
      }
      for (const x of path) isHome[x] = 1;
    }
    return true;
  }

  /** The parent of a point other than the base point. */
  private parent(point: number): number {
    const label = this.label[point];
    const generator = this.generators[label >> 1];
    return (label & 1) === 0 ? generator.inverse[point] : generator.images[point];
  }

  /**
   * Replaces `images` (a permutation that sends some y to `point`) by u⁻¹·images, where u carries the base point to
   * `point`.
   */
  divide(images: Uint32Array, point: number): void {
    if (point === this.basePoint) return;
    const inverse = this.inverseWanted(point);
    if (inverse !== undefined) {
      for (let i = 0; i < images.length; i++) images[i] = inverse[images[i]];
      return;
    }
    for (let x = point; x !== this.basePoint; ) {
      const label = this.label[x];
      const generator = this.generators[label >> 1];
      const edge = (label & 1) === 0 ? generator.inverse : generator.images;
      for (let i = 0; i < images.length; i++) images[i] = edge[images[i]];
      x = edge[x];
    }
  }

  /** In long orbits most points are met once: to remember their elements costs more than it saves. */
  private inverseWanted(point: number): Uint32Array | undefined {
    const known = this.inverses[point];
    if (known) return known;
    const isSoon = this.depth[point] > LONG_PATH && this.orbit.length <= SHORT_ORBIT;
    if (known === null || isSoon) return this.remember(point);
    if (this.budget.entriesLeft >= this.degree) this.table()[point] = null;
    return undefined;
  }

  /** Where the inverse of the transversal element of `point` sends y: one point is traced, no product formed. */
  carryBack(point: number, y: number): number {
    let image = y;
    for (let x = point; x !== this.basePoint; ) {
      const label = this.label[x];
      const generator = this.generators[label >> 1];
      const edge = (label & 1) === 0 ? generator.inverse : generator.images;
      image = edge[image];
      x = edge[x];
    }
    return image;
  }

  /**
   * The inverse of the transversal element of `point`: it carries `point` to the base point. Shared, not to be changed.
   */
  inverseTransversal(point: number): Uint32Array {
    const known = this.inverses[point] ?? this.remember(point);
    if (known !== undefined) return known;
    const images = identityImages(this.degree);
    this.divide(images, point);
    return images;
  }

  /** The same where it is remembered, else undefined. */
  rememberedInverse(point: number): Uint32Array | undefined {
    return this.inverses[point] ?? undefined;
  }

  /** A fresh copy of the transversal element u of `point`: u carries the base point to `point`. */
  transversal(point: number): Uint32Array {
    return invertImages(this.inverseTransversal(point));
  }

  /** The transversal element of `point` as a word in the generators of the whole group. */
  transversalWord(point: number): Word {
    const path: number[] = [];
    let x = point;
    while (x !== this.basePoint && this.words[x] === undefined) {
      path.push(x);
      x = this.parent(x);
    }
    let word = x === this.basePoint ? Word.identity : (this.words[x] as Word);
    for (let i = path.length - 1; i >= 0; i--) {
      const label = this.label[path[i]];
      const edge = this.generators[label >> 1].word;
      word = ((label & 1) === 0 ? edge : edge.inverse()).times(word);
      this.words[path[i]] = word;
    }
    return word;
  }

  /** Room for all points at once: an array that grows by large steps becomes a dictionary. */
  private table(): (Uint32Array | null | undefined)[] {
    if (this.inverses.length === 0) this.inverses = new Array(this.degree).fill(undefined);
    return this.inverses;
  }

  private remember(point: number): Uint32Array | undefined {
    const path: number[] = [];
    let x = point;
    while (x !== this.basePoint && !this.inverses[x]) {
      path.push(x);
      x = this.parent(x);
    }
    if (this.budget.entriesLeft < path.length * this.degree) return undefined;
    this.budget.entriesLeft -= path.length * this.degree;
    this.remembered += path.length;
    const inverses = this.table();
    let inverse = x === this.basePoint ? undefined : (this.inverses[x] ?? undefined);
    for (let i = path.length - 1; i >= 0; i--) {
      const label = this.label[path[i]];
      const generator = this.generators[label >> 1];
      const edge = (label & 1) === 0 ? generator.inverse : generator.images;
      inverse = inverse === undefined ? edge : composeInto(this.room.take(), inverse, edge);
      inverses[path[i]] = inverse;
    }
    return inverse;
  }
}
