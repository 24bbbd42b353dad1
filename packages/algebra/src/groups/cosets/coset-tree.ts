/**
 * Right cosets Hx of a subgroup H, each by the element with the least images of a base of the group: h·x sends the
 * first base point to any point of the H-orbit of its image, and when that is the least one, the second to any point
 * of the orbit under its stabilizer, and so on. So representatives are found one by one, in order, without a table.
 */
import { identityImages } from '../../permutations/images.js';
import type { WorkMeter } from '../../work.js';
import { StabilizerNode } from '../backtrack/stabilizer-tree.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';

export class CosetTree {
  private readonly root: StabilizerNode;
  readonly chain: StabilizerChain;
  private readonly base: readonly number[];

  constructor(
    group: Group,
    readonly subgroup: Group,
    private readonly meter: WorkMeter,
  ) {
    this.chain = group.chainWithin(meter);
    this.base = this.chain.base;
    this.root = new StabilizerNode(subgroup, meter);
  }

  /** The representative of Hx, as a new array. */
  representative(x: Uint32Array): Uint32Array {
    const frame = identityImages(x.length);
    let node = this.root;
    for (const point of this.base) {
      if (node.isTrivial) break;
      node = node.descend(frame, frame[x[point]]);
    }
    return x.map((y) => frame[y]);
  }

  /** Tells the representatives of different cosets apart. */
  key(representative: Uint32Array): string {
    let key = '';
    for (const point of this.base)
      key += String.fromCharCode(representative[point] & 0xffff, representative[point] >> 16);
    return key;
  }

  /** The representatives of all cosets, by the images of the base, the identity among the first. */
  *representatives(): IterableIterator<Uint32Array> {
    yield* this.below(0, identityImages(this.chain.degree), this.root);
  }

  /** Those whose images of the first l base points are those of `element`; `node` fixes these images. */
  private *below(l: number, element: Uint32Array, node: StabilizerNode): IterableIterator<Uint32Array> {
    this.meter.step();
    const { levels } = this.chain;
    if (l === levels.length) {
      yield element;
      return;
    }
    const level = levels[l];
    const images = level.orbit.map((x): [number, number] => [element[x], x]).sort(([a], [b]) => a - b);
    for (const [y, x] of images) {
      if (node.representatives[y] !== y) continue;
      const carrier = level.transversal(x);
      const next = carrier.map((z) => element[z]);
      yield* this.below(l + 1, next, node.isTrivial ? node : node.at(y).node);
    }
  }
}
