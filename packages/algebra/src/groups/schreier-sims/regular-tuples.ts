/**
 * Small groups, by their regular action on the images of a base: look-ups in a table of all elements in place of
 * products of permutations.
 */
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { WorkMeter } from '../../work.js';

/**
 * Has G = ⟨generators⟩ exactly `order` elements, one for each image of the tuple `base`? Some of the generators that
 * generate G, if so; undefined where the tuple has more images, or a stabilizer.
 *
 * G_t fixes all images of t exactly when for each of the generators a some map that commutes with G carries t to at
 * (Dixon & Mortimer 1996, Theorem 4.2A). Then G_t is normal, and fixes a point δ, and with it all of Gδ, exactly when
 * gt ↦ gδ is a map. A further element g with gt = ht, h ∈ G, lies in G exactly when g = h.
 * O(order · generators · (orbits + generators)).
 */
export function regularGenerators<T extends { readonly images: Uint32Array }>(
  degree: number,
  generators: readonly T[],
  base: readonly number[],
  order: number,
  meter: WorkMeter,
): T[] | undefined {
  const orbit = new TupleOrbit(base, order);
  const used = generators.filter(({ images }) => orbit.enlargeBy(images));
  meter.step();
  if (orbit.size !== order || !orbit.isRegular(degree, used)) return undefined;
  return generators.every((g) => used.includes(g) || orbit.hasElement(g.images)) ? used : undefined;
}

class TupleOrbit {
  size = 1;
  private readonly length: number;
  /** Tuple after tuple. */
  private readonly tuples: Uint32Array;
  private readonly table: Int32Array;
  private readonly generators: Uint32Array[] = [];
  /** next[k][i] is the number of the k-th generator's image of tuple i. */
  private readonly next: Uint32Array[] = [];
  private readonly parent: Int32Array;
  private readonly edge: Int32Array;

  constructor(
    base: readonly number[],
    private readonly order: number,
  ) {
    this.length = base.length;
    this.tuples = new Uint32Array(base.length * (order + 1));
    this.tuples.set(base);
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(2 * order + 2))).fill(-1);
    this.parent = new Int32Array(order);
    this.edge = new Int32Array(order);
    const identity = this.find(undefined, 0);
    this.table[identity] = 0;
  }

  /** The place in the table for the image of tuple i: where it stands, or where it would; it is written behind the last. */
  private find(images: Uint32Array | undefined, i: number): number {
    const { tuples, table, length, size } = this;
    const from = i * length;
    const to = size * length;
    let hash = 0;
    for (let j = 0; j < length; j++) {
      const x = images === undefined ? tuples[from + j] : images[tuples[from + j]];
      tuples[to + j] = x;
      hash = Math.imul(hash, 0x9e3779b1) + x + 1;
    }
    const mask = table.length - 1;
    for (let place = (hash ^ (hash >>> 15)) & mask; ; place = (place + 1) & mask) {
      const other = table[place];
      if (other === -1 || this.isLast(other * length, to)) return place;
    }
  }

  private isLast(from: number, to: number): boolean {
    for (let j = 0; j < this.length; j++) if (this.tuples[from + j] !== this.tuples[to + j]) return false;
    return true;
  }

  /** Closes the orbit under one more permutation, if that adds to it; stops beyond `order` images. */
  enlargeBy(images: Uint32Array): boolean {
    const { generators, order, next } = this;
    const known = this.size;
    if (known >= order) return false;
    const fresh = new Uint32Array(order);
    generators.push(images);
    next.push(fresh);
    for (let i = 0; i < this.size; i++) {
      for (let k = i < known ? generators.length - 1 : 0; k < generators.length; k++) {
        const place = this.find(generators[k], i);
        let found = this.table[place];
        if (found === -1) {
          if (this.size === order) {
            this.size++;
            return true;
          }
          found = this.size++;
          this.table[place] = found;
          this.parent[found] = i;
          this.edge[found] = k;
        }
        next[k][i] = found;
      }
    }
    if (this.size > known) return true;
    generators.pop();
    next.pop();
    return false;
  }

  /** Do only identities fix the tuple? */
  isRegular(degree: number, used: readonly { readonly images: Uint32Array }[]): boolean {
    const { next, generators, tuples, length, order } = this;
    const image = new Int32Array(order);
    /** Is gt ↦ gy a map, where the generators carry y through `steps`? */
    const isMap = (y: number, steps: readonly Uint32Array[]): boolean => {
      image.fill(-1);
      image[0] = y;
      for (let i = 0; i < order; i++) {
        for (let k = 0; k < steps.length; k++) {
          const z = steps[k][image[i]];
          const j = next[k][i];
          if (image[j] === -1) image[j] = z;
          else if (image[j] !== z) return false;
        }
      }
      return true;
    };
    if (!next.every((n) => isMap(n[0], next))) return false;
    const representatives = orbitRepresentatives(degree, used);
    const isFixed = new Uint8Array(degree);
    for (let j = 0; j < length; j++) isFixed[representatives[tuples[j]]] = 1;
    for (let x = 0; x < degree; x++) {
      if (representatives[x] !== x || isFixed[x] === 1 || generators.every((g) => g[x] === x)) continue;
      if (!isMap(x, generators)) return false;
    }
    return true;
  }

  /** Is g the element that carries the tuple where g does? */
  hasElement(g: Uint32Array): boolean {
    const path: Uint32Array[] = [];
    for (let i = this.table[this.find(g, 0)]; i !== 0; i = this.parent[i]) {
      if (i === -1) return false;
      path.push(this.generators[this.edge[i]]);
    }
    for (let x = 0; x < g.length; x++) {
      let y = x;
      for (let k = path.length - 1; k >= 0; k--) y = path[k][y];
      if (y !== g[x]) return false;
    }
    return true;
  }
}
