/** A block system on one orbit, with coordinates: what elements do to blocks, and inside them. */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import { acting } from './action.js';

/** Blocks of one orbit. The group is inside the wreath product of the action on a block with that on the blocks. */
export class BlockFrames {
  /** frame[j][i] is point i of block j; some element of the group carries frame 0 to frame j, point by point. */
  readonly frame: readonly (readonly number[])[];
  /** For the points of the orbit their block and their place in it; −1 for others. */
  readonly blockOf: Int32Array;
  readonly coordinate: Int32Array;
  /** The action of a block's stabilizer on the block, by the Schreier generators. */
  readonly base: PermutationGroup;

  constructor(group: PermutationGroup, blocks: readonly (readonly number[])[]) {
    this.blockOf = new Int32Array(group.degree).fill(-1);
    blocks.forEach((block, j) => {
      for (const x of block) this.blockOf[x] = j;
    });
    const frame: number[][] = [];
    frame[0] = [...blocks[0]];
    const queue = [0];
    for (const j of queue) {
      for (const { images } of group.generators) {
        const next = this.blockOf[images[frame[j][0]]];
        if (frame[next] !== undefined) continue;
        frame[next] = frame[j].map((x) => images[x]);
        queue.push(next);
      }
    }
    this.frame = frame;
    this.coordinate = new Int32Array(group.degree).fill(-1);
    for (const points of frame) {
      points.forEach((x, i) => {
        this.coordinate[x] = i;
      });
    }
    this.base = this.generatedByTwists(group);
  }

  /** The Schreier generators that are not in the group of those before them. */
  private generatedByTwists(group: PermutationGroup): PermutationGroup {
    const { frame } = this;
    if (frame.length === 1) {
      const images = group.generators.map((g) => this.local(g.images, 0));
      return acting(group, images, frame[0].length);
    }
    const generators: Uint32Array[] = [];
    let base = acting(group, [], frame[0].length);
    for (const g of group.generators) {
      for (let j = 0; j < frame.length; j++) {
        const twist = this.local(g.images, j);
        if (base.contains(Permutation.fromTrustedImages(twist))) continue;
        generators.push(twist);
        base = acting(group, generators, frame[0].length);
      }
    }
    return base;
  }

  get blockCount(): number {
    return this.frame.length;
  }

  /** The block that block j is carried to. */
  target(images: ArrayLike<number>, j: number): number {
    return this.blockOf[images[this.frame[j][0]]];
  }

  /** What is done to the places of block j on its way. */
  local(images: ArrayLike<number>, j: number): Uint32Array {
    return Uint32Array.from(this.frame[j], (x) => this.coordinate[images[x]]);
  }

  /** The cycles on blocks, each with the product along it: what a power does to the places of its first block. */
  cycles({ images }: Permutation): { blocks: number[]; product: Permutation }[] {
    const seen = new Uint8Array(this.blockCount);
    const found: { blocks: number[]; product: Permutation }[] = [];
    for (let start = 0; start < this.blockCount; start++) {
      if (seen[start] === 1) continue;
      const blocks: number[] = [];
      let places = this.frame[start];
      for (let j = start; seen[j] === 0; j = this.blockOf[places[0]]) {
        seen[j] = 1;
        blocks.push(j);
        places = places.map((x) => images[x]);
      }
      const product = Permutation.fromTrustedImages(Uint32Array.from(places, (x) => this.coordinate[x]));
      found.push({ blocks, product });
    }
    return found;
  }
}

/** Whether bᵐ ≤ |G| for some m blocks of b points, as a wreath product or a full base has: b elements act on each. */
export function mayHaveFullBase(degree: number, order: bigint): boolean {
  for (let m = 2; m <= degree / 2; m++) {
    if (degree % m === 0 && BigInt(degree / m) ** BigInt(m) <= order) return true;
  }
  return false;
}
