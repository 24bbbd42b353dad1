/** Recognizes wreath products H ≀ S_m in their imprimitive action: by order, from block systems. */
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import type { TableWork } from '../table-work.js';

/** Blocks of the wreath products looked for: 13 give 1770 rows already for an H of two classes. */
const LARGEST_BLOCK_COUNT = 12;

/** One cycle on the blocks: its length and the class of the product along it. */
export interface CycleType {
  readonly length: number;
  readonly classIndex: number;
}

/** G as H ≀ S_m, by its order |H|^m m!, H the action of a block's stabilizer on the block. */
export function recognizeWreathProduct(group: PermutationGroup, work: TableWork): WreathProduct | undefined {
  if (!group.isTransitive()) return undefined;
  for (const blocks of principalBlockSystems(group, work)) {
    if (blocks.length < 2 || blocks.length > LARGEST_BLOCK_COUNT || blocks[0].length < 2) continue;
    const wreath = new WreathProduct(group, blocks);
    let order = 1n;
    for (let i = 1; i <= blocks.length; i++) order *= BigInt(i) * wreath.base.order;
    if (order === group.order) return wreath;
  }
  return undefined;
}

/** A transitive group inside the wreath product of the action on a block with all permutations of the blocks. */
class WreathProduct {
  /** The action of a block's stabilizer on the block. */
  readonly base: PermutationGroup;
  readonly blockCount: number;
  private readonly blockOf: Int32Array;
  /** carry[i] ∈ G takes block 0 to block i and identifies their points. */
  private readonly carry: readonly Permutation[];
  private readonly place: ReadonlyMap<number, number>;

  constructor(
    group: PermutationGroup,
    private readonly blocks: readonly (readonly number[])[],
  ) {
    this.blockCount = blocks.length;
    this.blockOf = new Int32Array(group.degree);
    blocks.forEach((block, i) => {
      for (const x of block) this.blockOf[x] = i;
    });
    this.place = new Map(blocks[0].map((x, k) => [x, k]));
    this.carry = this.carriers(group);
    // Schreier generators of the block stabilizer, restricted to the block.
    this.base = new PermutationGroup(
      blocks.flatMap((_, i) => group.generators.map((g) => this.local(g, i))),
      { degree: blocks[0].length, seed: group.seed },
    );
  }

  private carriers(group: PermutationGroup): Permutation[] {
    const carry: Permutation[] = [Permutation.identity(group.degree)];
    const queue = [0];
    for (const i of queue) {
      for (const g of group.generators) {
        const j = this.target(g, i);
        if (carry[j] !== undefined) continue;
        carry[j] = g.times(carry[i]);
        queue.push(j);
      }
    }
    return carry;
  }

  /** The block to which g takes block i. */
  private target(g: Permutation, i: number): number {
    return this.blockOf[g.images[this.blocks[i][0]]];
  }

  /** The permutation of block 0's points by carry[j]⁻¹ g carry[i], where g takes block i to block j. */
  private local(g: Permutation, i: number): Permutation {
    const move = this.carry[i];
    const back = this.carry[this.target(g, i)].inverse();
    return Permutation.fromTrustedImages(
      Uint32Array.from(this.blocks[0], (x) => this.place.get(back.images[g.images[move.images[x]]]) ?? 0),
    );
  }

  /** Cycles on blocks, longest first. `classOf` gives the class in the base group. */
  typeOf(g: Permutation, classOf: (h: Permutation) => number): CycleType[] {
    const seen = new Uint8Array(this.blockCount);
    const cycles: CycleType[] = [];
    for (let start = 0; start < this.blockCount; start++) {
      if (seen[start]) continue;
      let product = Permutation.identity(this.blocks[0].length);
      let length = 0;
      for (let i = start; !seen[i]; i = this.target(g, i)) {
        seen[i] = 1;
        product = this.local(g, i).times(product);
        length++;
      }
      cycles.push({ length, classIndex: classOf(product) });
    }
    return cycles.sort((a, b) => b.length - a.length || a.classIndex - b.classIndex);
  }
}

/** For each point x, the finest block system in which x and the first point share a block; the trivial one left out. */
function principalBlockSystems(group: PermutationGroup, work: TableWork): number[][][] {
  const systems = new Map<string, number[][]>();
  for (let x = 1; x < group.degree; x++) {
    work.step(0);
    const blocks = group.blockSystem([0, x]);
    if (blocks !== null) systems.set(blocks.join('|'), blocks);
  }
  return [...systems.values()].sort((a, b) => b.length - a.length);
}
