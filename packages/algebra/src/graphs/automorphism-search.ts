/**
 * Individualisation–refinement search for automorphisms (McKay, Practical graph isomorphism, Congr. Numer. 30, 1981;
 * McKay & Piperno 2014; the guess at inner nodes as in Darga, Sakallah & Markov's saucy, DAC 2008).
 *
 * One path down individualises p₀, p₁, … until the partition is discrete. Then, from the deepest level up, every vertex
 * v of the cell of p_k is either carried to from p_k by an automorphism that fixes p₀ … p_{k−1}, or shown not to be by
 * an exhausted search; vertices in one orbit of what has been found share their fate. The automorphisms found are
 * strong generators for the base p₀, p₁, …, and the order of the group is the product of the orbit lengths of the p_k.
 */
import { DisjointSets } from '../disjoint-sets.js';
import type { WorkMeter } from '../work.js';
import { AutomorphismCheck } from './automorphism-check.js';
import type { Graph } from './graph.js';
import { type Moves, movesOf } from './moves.js';
import { OrderedPartition } from './ordered-partition.js';
import { Refiner, type Trace } from './refinement.js';
import { TargetCell } from './target-cell.js';

export interface FoundAutomorphisms {
  readonly generators: readonly Moves[];
  readonly order: bigint;
  /** p₀, p₁, …: the generators that fix the first k of them generate the pointwise stabilizer of these k. */
  readonly base: readonly number[];
}

interface Level {
  readonly mark: number;
  /** Start of the cell that is split at this level. */
  readonly target: number;
  readonly point: number;
  readonly trace: Trace;
}

interface Node {
  readonly mark: number;
  /** Choices not tried yet, the next one last. */
  open: number[];
  readonly tried: number[];
}

/** How many of the latest automorphisms are looked at for pruning: each look costs a pass over a cell. */
const MOST_PRUNING = 64;

/** The automorphisms that fix each of the vertices `fixed`. One step is an edge looked at. */
export function searchAutomorphisms(graph: Graph, meter: WorkMeter, fixed: readonly number[] = []): FoundAutomorphisms {
  return new AutomorphismSearch(graph, meter).run(fixed);
}

class AutomorphismSearch {
  private readonly partition: OrderedPartition;
  private readonly refiner: Refiner;
  private readonly check: AutomorphismCheck;
  private readonly path: Level[] = [];
  private readonly generators: Moves[] = [];
  /** The discrete partition at the end of the first path. */
  private leaf: Int32Array = new Int32Array(0);
  private readonly candidate: Uint32Array;
  private readonly stamp: Int32Array;
  private stampNow = 0;

  constructor(
    private readonly graph: Graph,
    private readonly meter: WorkMeter,
  ) {
    this.partition = new OrderedPartition(graph.vertexColors);
    this.refiner = new Refiner(graph, this.partition, (steps) => this.spend(steps));
    this.check = new AutomorphismCheck(graph);
    this.candidate = new Uint32Array(graph.vertexCount);
    this.stamp = new Int32Array(graph.vertexCount);
  }

  private spend(steps: number): void {
    this.meter.step(steps, () => ({ automorphisms: this.generators.length, baseLength: this.path.length }));
  }

  run(fixed: readonly number[]): FoundAutomorphisms {
    this.refiner.refineAll();
    for (const v of fixed) this.refiner.recordIndividualized(v);
    this.descend(fixed[fixed.length - 1]);
    const orbits = new DisjointSets(this.graph.vertexCount);
    let order = 1n;
    for (let k = this.path.length - 1; k >= 0; k--) {
      order *= BigInt(this.exploreLevel(k, orbits));
      this.meter.report('automorphisms', this.path.length - k, this.path.length);
    }
    return { generators: this.generators, order, base: this.path.map(({ point }) => point) };
  }

  /** The first path: the first vertex of a target cell, until all cells are single. */
  private descend(fixed: number | undefined): void {
    const { partition } = this;
    const target = new TargetCell(this.graph);
    let last = fixed;
    while (!partition.isDiscrete()) {
      const cell = target.choose(partition, last);
      const mark = partition.mark();
      const point = partition.order[cell];
      last = point;
      this.path.push({ mark, target: cell, point, trace: this.refiner.recordIndividualized(point) });
    }
    this.leaf = partition.order.slice();
  }

  /** Length of the orbit of p_k under the automorphisms that fix p₀ … p_{k−1}; finds generators for them. */
  private exploreLevel(k: number, orbits: DisjointSets): number {
    const { mark, target, point } = this.path[k];
    this.partition.undo(mark);
    const cell = this.partition.order.slice(target, target + this.partition.length[target]);
    const excluded = new Set<number>();
    for (const v of cell) {
      if (orbits.same(v, point) || excluded.has(orbits.find(v))) continue;
      const automorphism = this.carry(k, v);
      this.partition.undo(mark);
      if (automorphism === undefined) {
        excluded.add(orbits.find(v));
        continue;
      }
      this.generators.push(automorphism);
      const wereExcluded = cell.filter((x) => excluded.has(orbits.find(x)));
      automorphism.points.forEach((x, i) => {
        orbits.unite(x, automorphism.images[i]);
      });
      excluded.clear();
      for (const x of wereExcluded) excluded.add(orbits.find(x));
    }
    return cell.filter((x) => orbits.same(x, point)).length; // images of p_k do not leave its cell
  }

  /** An automorphism that fixes p₀ … p_{k−1} and carries p_k to v, or undefined when the whole subtree has none. */
  private carry(k: number, v: number): Moves | undefined {
    const { partition, path } = this;
    // the nodes from level k down to the one at hand, each with the choices still open there
    const nodes: Node[] = [{ mark: partition.mark(), open: [v], tried: [] }];
    while (nodes.length > 0) {
      const node = nodes[nodes.length - 1];
      partition.undo(node.mark);
      if (node.tried.length === 1) this.dropEquivalent(nodes);
      const choice = node.open.pop();
      if (choice === undefined) {
        nodes.pop();
        continue;
      }
      node.tried.push(choice);
      const depth = k + nodes.length - 1;
      if (!this.refiner.followIndividualized(choice, path[depth].trace)) continue;
      if (this.guess()) return movesOf(this.candidate);
      if (depth + 1 === path.length) continue;
      const { target, point } = path[depth + 1];
      const length = partition.length[target];
      if (partition.cellOf[partition.order[target]] !== target || length < 2) continue;
      const open = Array.from(partition.order.subarray(target, target + length)).reverse();
      // where p_{depth+1} can stay it is tried first: automorphisms of small support are found sooner
      const stay = open.indexOf(point);
      if (stay >= 0) open.push(...open.splice(stay, 1));
      nodes.push({ mark: partition.mark(), open, tried: [] });
    }
    return undefined;
  }

  /**
   * After a first failure at the last node: what has been found and fixes the choices above it carries choices to
   * choices that fail alike, so one of each orbit is enough.
   */
  private dropEquivalent(nodes: readonly Node[]): void {
    const node = nodes[nodes.length - 1];
    if (node.open.length === 0) return;
    const above = nodes.slice(0, -1).map(({ tried }) => tried[tried.length - 1]);
    const fixing = this.generators.slice(-MOST_PRUNING).filter(({ points }) => above.every((x) => !points.includes(x)));
    if (fixing.length === 0) return;
    const orbits = new DisjointSets(this.graph.vertexCount);
    for (const { points, images } of fixing) {
      points.forEach((x, i) => {
        orbits.unite(x, images[i]);
      });
    }
    const seen = new Set(node.tried.map((x) => orbits.find(x)));
    const kept: number[] = [];
    for (let i = node.open.length - 1; i >= 0; i--) {
      const root = orbits.find(node.open[i]);
      if (seen.has(root)) continue;
      seen.add(root);
      kept.push(node.open[i]);
    }
    node.open = kept.reverse();
  }

  /**
   * The map from the first path's leaf to the partition at hand: singletons go to singletons; in other cells what is in
   * both stays and the rest is paired off in order. True when this is an automorphism, which is left in `candidate`.
   */
  private guess(): boolean {
    const { partition, leaf, candidate, stamp } = this;
    const n = leaf.length;
    for (let start = 0; start < n; start += partition.length[start]) {
      const length = partition.length[start];
      if (length === 1) {
        candidate[leaf[start]] = partition.order[start];
        continue;
      }
      const end = start + length;
      this.stampNow++;
      for (let i = start; i < end; i++) stamp[partition.order[i]] = this.stampNow;
      const leaving: number[] = [];
      for (let i = start; i < end; i++) {
        const x = leaf[i];
        if (stamp[x] !== this.stampNow) leaving.push(x);
        else {
          candidate[x] = x;
          stamp[x] = 0;
        }
      }
      if (leaving.length === 0) continue;
      const arriving: number[] = [];
      for (let i = start; i < end; i++)
        if (stamp[partition.order[i]] === this.stampNow) arriving.push(partition.order[i]);
      if (arriving.length !== leaving.length) return false;
      leaving.sort((a, b) => a - b);
      arriving.sort((a, b) => a - b);
      leaving.forEach((x, i) => {
        candidate[x] = arriving[i];
      });
    }
    this.spend(n);
    return this.check.preserves(candidate);
  }
}
