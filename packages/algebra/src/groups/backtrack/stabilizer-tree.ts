/**
 * Pointwise stabilizers of a group H along any sequence of points, each made once up to conjugacy in H: the stabilizer
 * of a sequence is carried to that of a sequence of orbit representatives by an element of H (Theißen 1997, §6).
 */
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { WorkMeter } from '../../work.js';
import { SchreierTree, strongGenerator, type TransversalBudget, transversalBudget } from '../chain/schreier-tree.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';
import { Word } from '../word.js';

export class StabilizerNode {
  /** The representative of each point's orbit. */
  readonly representatives: Int32Array;
  private readonly below = new Map<number, { readonly tree: SchreierTree; readonly node: StabilizerNode }>();

  constructor(
    readonly group: Group,
    private readonly meter: WorkMeter,
    private readonly budget: TransversalBudget = transversalBudget(),
  ) {
    this.representatives = orbitRepresentatives(group.degree, group.generators);
  }

  get isTrivial(): boolean {
    return this.group.generators.length === 0;
  }

  /**
   * Multiplies `frame` on the left by an element of the group that carries `point` to its representative, and gives the
   * stabilizer of that.
   */
  descend(frame: Uint32Array, point: number): StabilizerNode {
    if (this.isTrivial) return this;
    const { tree, node } = this.at(this.representatives[point]);
    tree.divide(frame, point);
    return node;
  }

  /** The orbit of a representative as a tree, and its stabilizer. */
  at(representative: number): { readonly tree: SchreierTree; readonly node: StabilizerNode } {
    let found = this.below.get(representative);
    if (found === undefined) {
      const { group, meter, budget } = this;
      const tree = new SchreierTree(group.degree, representative, budget);
      for (const g of group.generators) tree.extend(strongGenerator(g.images, Word.identity));
      const isFixed = tree.orbit.length === 1;
      const stabilizer = isFixed ? group : stabilizerIn(group, representative, meter);
      found = { tree, node: isFixed ? this : new StabilizerNode(stabilizer, meter, budget) };
      this.below.set(representative, found);
    }
    return found;
  }
}

function stabilizerIn(group: Group, point: number, meter: WorkMeter): Group {
  const chain = group.chainThrough([point], meter);
  const generators = strongGeneratorsFrom(chain, 1).map(({ images }) => images);
  return group.subgroup(generators, { order: group.orderWithin(meter) / BigInt(chain.levels[0].orbit.length) });
}
