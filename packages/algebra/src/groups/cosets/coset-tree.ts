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
  readonly base: readonly number[];

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

  /** Images of the base under some x become those under the representative of Hx, in place. */
  toLeast(baseImages: Uint32Array): void {
    let node = this.root;
    for (let l = 0; l < baseImages.length && !node.isTrivial; l++) node = node.descend(baseImages, baseImages[l]);
  }

  /** The representatives of all cosets, by the images of the base, the identity among the first. */
  *representatives(): IterableIterator<Uint32Array> {
    for (const x of this.walk()) yield x.slice();
  }

  /** The same, each in an array that is written again for the next one. */
  *walk(): IterableIterator<Uint32Array> {
    const { levels, degree } = this.chain;
    const depth = levels.length;
    // at each level: an element with some images of the base points before, and points of the orbit still to take
    const elements = Array.from({ length: depth + 1 }, () => identityImages(degree));
    const nodes = [this.root];
    const left = depth === 0 ? [] : [this.choices(0, elements[0], this.root)];
    for (let l = 0; l >= 0; ) {
      if (l === depth) {
        this.meter.step();
        yield elements[l--];
        continue;
      }
      const x = left[l].pop();
      if (x === undefined) {
        l--;
        continue;
      }
      const [element, next, node] = [elements[l], elements[l + 1], nodes[l]];
      const back = levels[l].inverseTransversal(x);
      for (let z = 0; z < degree; z++) next[back[z]] = element[z];
      nodes[l + 1] = node.isTrivial ? node : node.at(element[x]).node;
      l++;
      if (l < depth) left[l] = this.choices(l, next, nodes[l]);
    }
  }

  /** The points x of the orbit of level l whose images are least in their orbits, those with the least image last. */
  private choices(l: number, element: Uint32Array, { representatives }: StabilizerNode): number[] {
    const least = this.chain.levels[l].orbit.filter((x) => representatives[element[x]] === element[x]);
    return least.sort((x, y) => element[y] - element[x]);
  }
}
