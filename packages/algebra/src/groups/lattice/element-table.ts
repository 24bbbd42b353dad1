/**
 * All elements of a small group, numbered by the digits of its chain, the identity first: products by look-ups, and
 * subgroups as lists of numbers.
 */
import { tooLarge } from '../../errors.js';
import type { WorkMeter } from '../../work.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';

/** Images kept: 2²⁶, 256 MB. */
const MOST_IMAGES = 2 ** 26;

export class ElementTable {
  readonly order: number;
  readonly degree: number;
  /** The images of element k begin at k·degree. */
  private readonly images: Uint32Array;
  private readonly base: readonly number[];
  /** Open addressing by base images. */
  private readonly slots: Int32Array;
  private readonly mask: number;
  /** Scratch: images of the base. */
  private readonly key: Uint32Array;
  /** The number of each element's inverse. */
  readonly inverses: Int32Array;
  /** Numbers of the group's generators. */
  readonly generators: readonly number[];

  constructor(where: string, group: Group, meter: WorkMeter) {
    const chain = group.chainWithin(meter);
    const order = Number(chain.order);
    const { degree } = group;
    this.order = order;
    this.degree = degree;
    if (order * degree > MOST_IMAGES) {
      throw tooLarge(
        where,
        'images of all elements',
        order * degree,
        MOST_IMAGES,
        'Let the group act on fewer points.',
      );
    }
    this.images = new Uint32Array(order * degree);
    this.base = chain.base;
    this.key = new Uint32Array(this.base.length);
    let size = 4;
    while (size < 2 * order) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    this.fill(chain);
    this.inverses = new Int32Array(order).fill(-1);
    const inverse = new Uint32Array(degree);
    for (let a = 0; a < order; a++) {
      if (this.inverses[a] !== -1) continue;
      for (let x = 0; x < degree; x++) inverse[this.images[a * degree + x]] = x;
      const b = this.find(inverse, 0);
      this.inverses[a] = b;
      this.inverses[b] = a;
    }
    this.generators = group.generators.map((g) => this.find(g.images, 0)).filter((g) => g !== 0);
  }

  /**
   * In the order of the digits, the last level's first: what the levels below make, times each transversal element of a
   * level in turn. One product an element.
   */
  private fill({ levels }: StabilizerChain): void {
    const { images, degree, order, mask, slots } = this;
    for (let x = 0; x < degree; x++) images[x] = x;
    let below = 1;
    for (const level of [...levels].reverse()) {
      for (let d = 1; d < level.orbit.length; d++) {
        const u = level.transversal(level.orbit[d]);
        const start = d * below * degree;
        for (let i = 0; i < below * degree; i++) images[start + i] = u[images[i]];
      }
      below *= level.orbit.length;
    }
    for (let k = 0; k < order; k++) {
      let slot = this.hash(images, k * degree);
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = k;
    }
  }

  private hash(images: Uint32Array, offset: number): number {
    let h = 0;
    for (const point of this.base) h = Math.imul(h ^ images[offset + point], 0x9e3779b1) + 0x7f4a7c15;
    return (h ^ (h >>> 15)) & this.mask;
  }

  /** The number of an element of the group. */
  numberOf(images: Uint32Array): number {
    return this.find(images, 0);
  }

  private find(images: Uint32Array, offset: number): number {
    const { base, slots, degree, mask } = this;
    let slot = this.hash(images, offset);
    for (;;) {
      const k = slots[slot];
      let isSame = true;
      for (const point of base) {
        if (this.images[k * degree + point] !== images[offset + point]) {
          isSame = false;
          break;
        }
      }
      if (isSame) return k;
      slot = (slot + 1) & mask;
    }
  }

  /** a·b; only base images are formed. */
  product(a: number, b: number): number {
    const { base, slots, degree, mask, images } = this;
    const [first, second] = [a * degree, b * degree];
    let h = 0;
    for (const point of base) {
      h = Math.imul(h ^ images[first + images[second + point]], 0x9e3779b1) + 0x7f4a7c15;
    }
    for (let slot = (h ^ (h >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const third = slots[slot] * degree;
      let isSame = true;
      for (const point of base) {
        if (images[third + point] !== images[first + images[second + point]]) {
          isSame = false;
          break;
        }
      }
      if (isSame) return slots[slot];
    }
  }

  /** x·a·x⁻¹; only base images are formed. */
  conjugate(x: number, a: number): number {
    const { base, slots, degree, mask, images, key } = this;
    const [first, second, third] = [x * degree, a * degree, this.inverses[x] * degree];
    let h = 0;
    for (let i = 0; i < base.length; i++) {
      key[i] = images[first + images[second + images[third + base[i]]]];
      h = Math.imul(h ^ key[i], 0x9e3779b1) + 0x7f4a7c15;
    }
    for (let slot = (h ^ (h >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const fourth = slots[slot] * degree;
      let i = 0;
      while (i < base.length && images[fourth + base[i]] === key[i]) i++;
      if (i === base.length) return slots[slot];
    }
  }

  imagesOf(a: number): Uint32Array {
    return this.images.slice(a * this.degree, (a + 1) * this.degree);
  }

  /**
   * The elements of ⟨H, further⟩ from those of H, coset after coset (Dimino); undefined when there are more than
   * `most`. O(order · look-up).
   */
  closure(
    elements: Int32Array,
    generators: readonly number[],
    further: readonly number[],
    most = this.order,
  ): Int32Array | undefined {
    const inside = new Uint8Array(this.order);
    let found = Array.from(elements);
    for (const a of found) inside[a] = 1;
    const by = [...generators];
    for (const s of further) {
      if (inside[s] === 1) continue;
      by.push(s);
      const inner = found;
      found = inner.slice();
      const cosets = [0];
      for (const r of cosets) {
        for (const g of by) {
          const e = this.product(g, r);
          if (inside[e] === 1) continue;
          if (found.length + inner.length > most) return undefined;
          cosets.push(e);
          for (const a of inner) {
            const b = this.product(e, a);
            inside[b] = 1;
            found.push(b);
          }
        }
      }
    }
    return Int32Array.from(found);
  }
}
