/**
 * Pointwise stabilizers of a group H of any points, each made once up to conjugacy in H: the stabilizer of a sequence
 * is carried to that of a sequence of orbit representatives by an element of H (Theißen 1997, §6).
 */
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { WorkMeter } from '../../work.js';
import { SchreierTree, strongGenerator, type TransversalBudget, transversalBudget } from '../chain/schreier-tree.js';
import { StabilizerChain, strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';
import { Word } from '../word.js';

export class StabilizerNode {
  /** The representative of each point's orbit: its least point. */
  readonly representatives: Int32Array;
  private readonly below = new Map<number, { readonly tree: SchreierTree; readonly node: StabilizerNode }>();

  constructor(
    readonly group: Group,
    private readonly meter: WorkMeter,
    private readonly budget: TransversalBudget = transversalBudget(),
    /** A chain of the group: the stabilizer of its first base point is there already. */
    private readonly chain?: StabilizerChain,
    /** The points fixed on the way, in order; what fixes them does not depend on the way. */
    private readonly fixed: readonly number[] = [],
    private readonly made = new Map<string, StabilizerNode>(),
  ) {
    this.representatives = orbitRepresentatives(group.degree, group.generators);
  }

  get isTrivial(): boolean {
    return this.group.generators.length === 0;
  }

  /**
   * Multiplies `frame` (images of any points) on the left by an element of the group that carries `point` to its
   * representative, and gives the stabilizer of that.
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
      const { group, budget } = this;
      const tree = new SchreierTree(group.degree, representative, budget);
      for (const g of group.generators) tree.extend(strongGenerator(g.images, Word.identity));
      found = { tree, node: tree.orbit.length === 1 ? this : this.nodeFixing(representative, tree.orbit.length) };
      this.below.set(representative, found);
    }
    return found;
  }

  private nodeFixing(point: number, orbitLength: number): StabilizerNode {
    const fixed = [...this.fixed, point].sort((a, b) => a - b);
    const key = fixed.join();
    const node = this.made.get(key) ?? this.stabilizerOf(point, orbitLength, fixed);
    this.made.set(key, node);
    return node;
  }

  private stabilizerOf(point: number, orbitLength: number, fixed: readonly number[]): StabilizerNode {
    const { group, meter, budget, chain, made } = this;
    const { degree } = group;
    // least points come first below, as they do among the representatives
    const through =
      chain?.levels[0].basePoint === point ? chain : group.chainThrough([point], meter, [...Array(degree).keys()]);
    const generators = strongGeneratorsFrom(through, 1).map(({ images }) => images);
    const stabilizer = group.subgroup(generators, { order: group.orderWithin(meter) / BigInt(orbitLength) });
    const rest = new StabilizerChain(degree);
    rest.levels.push(...through.levels.slice(1));
    return new StabilizerNode(stabilizer, meter, budget, rest.levels.length === 0 ? undefined : rest, fixed, made);
  }
}
