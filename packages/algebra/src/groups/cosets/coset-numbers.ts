/** The cosets of a subgroup, numbered in the order of their least representatives, in an open-addressed table. */
import { tooLarge } from '../../errors.js';
import type { CosetTree } from './coset-tree.js';

/** 2²⁷ images, 512 MB. */
const MOST_IMAGES = 2 ** 27;

export class CosetNumbers {
  readonly count: number;
  /** The representatives, one after the other. */
  private readonly images: Uint32Array;
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly degree: number;
  private readonly scratch: Uint32Array;

  constructor(
    private readonly tree: CosetTree,
    count: number,
  ) {
    const { degree } = tree.chain;
    if (count * degree > MOST_IMAGES) {
      const remedy = 'rightTransversal goes through cosets one by one.';
      throw tooLarge('doubleCosets', 'images of representatives of one step', count * degree, MOST_IMAGES, remedy);
    }
    this.count = count;
    this.degree = degree;
    this.images = new Uint32Array(count * degree);
    this.scratch = new Uint32Array(tree.base.length);
    let size = 4;
    while (size < 2 * count) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    let k = 0;
    for (const x of tree.walk()) {
      this.images.set(x, k * degree);
      tree.base.forEach((point, l) => {
        this.scratch[l] = x[point];
      });
      let slot = this.hash();
      while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = k++;
    }
  }

  /** The representative of coset number k. */
  representative(k: number): Uint32Array {
    return this.images.slice(k * this.degree, (k + 1) * this.degree);
  }

  /** Where multiplication from the right by an element of the group sends coset number k. */
  imageOf(k: number, by: Uint32Array): number {
    return this.ofProduct(this.images, by, k * this.degree);
  }

  /** The number of the coset of u·v, for elements u and v of the group; the images of u begin at `offset`. */
  ofProduct(u: Uint32Array, v: Uint32Array, offset = 0): number {
    const { tree, scratch, slots, images, mask, degree } = this;
    const { base } = tree;
    const { length } = scratch;
    for (let l = 0; l < length; l++) scratch[l] = u[offset + v[base[l]]];
    tree.toLeast(scratch);
    for (let slot = this.hash(); ; slot = (slot + 1) & mask) {
      const at = slots[slot] * degree;
      let l = 0;
      while (l < length && images[at + base[l]] === scratch[l]) l++;
      if (l === length) return slots[slot];
    }
  }

  private hash(): number {
    const { scratch } = this;
    let h = 0;
    for (let l = 0; l < scratch.length; l++) h = Math.imul(h ^ scratch[l], 0x9e3779b1) + 0x7f4a7c15;
    return (h ^ (h >>> 15)) & this.mask;
  }
}
