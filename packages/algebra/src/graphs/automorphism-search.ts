/**
 * Individualisation–refinement search for automorphisms (McKay, Practical graph isomorphism, Congr. Numer. 30, 1981;
 * McKay & Piperno 2014; the guess at inner nodes as in Darga, Sakallah & Markov's saucy, DAC 2008).
 *
 * One path down individualises p₀, p₁, … until the partition is discrete. Then, from the deepest level up, every vertex v of
 * the cell of p_k is either carried to from p_k by an automorphism that fixes p₀ … p_{k−1}, or shown not to be by an
 * exhausted search; vertices in one orbit of what has been found share their fate. The automorphisms found are strong
 * generators for the base p₀, p₁, …, and the order of the group is the product of the orbit lengths of the p_k.
 */
import { WorkMeter, type WorkOptions } from '../work.js';
import { AutomorphismCheck } from './automorphism-check.js';
import type { Graph } from './graph.js';
import { OrderedPartition } from './ordered-partition.js';
import { Refiner, type Trace } from './refinement.js';
import { UnionFind } from './union-find.js';

export interface FoundAutomorphisms {
  readonly generators: readonly Uint32Array[];
  readonly order: bigint;
}

interface Level {
  readonly mark: number;
  /** Start of the cell that is split at this level. */
  readonly target: number;
  readonly point: number;
  readonly trace: Trace;
}

export function searchAutomorphisms(graph: Graph, options: WorkOptions, defaultBudget: number): FoundAutomorphisms {
  return new AutomorphismSearch(graph, new WorkMeter('automorphismGroup', options, defaultBudget)).run();
}

class AutomorphismSearch {
  private readonly partition: OrderedPartition;
  private readonly refiner: Refiner;
  private readonly check: AutomorphismCheck;
  private readonly path: Level[] = [];
  private readonly generators: Uint32Array[] = [];
  /** The discrete partition at the end of the first path. */
  private leaf: Int32Array = new Int32Array(0);
  private readonly candidate: Uint32Array;
  private readonly stamp: Int32Array;
  private stampNow = 0;

  constructor(
    private readonly graph: Graph,
    private readonly meter: WorkMeter,
  ) {
    this.partition = new OrderedPartition(graph.vertexColours);
    this.refiner = new Refiner(graph, this.partition, meter);
    this.check = new AutomorphismCheck(graph);
    this.candidate = new Uint32Array(graph.vertexCount);
    this.stamp = new Int32Array(graph.vertexCount);
  }

  run(): FoundAutomorphisms {
    this.refiner.refineAll();
    this.descend();
    const orbits = new UnionFind(this.graph.vertexCount);
    let order = 1n;
    for (let k = this.path.length - 1; k >= 0; k--) {
      order *= BigInt(this.exploreLevel(k, orbits));
      this.meter.report('automorphisms', this.path.length - k, this.path.length);
    }
    return { generators: this.generators, order };
  }

  /** The first path: the first cell with two vertices, its first vertex, until there is none. */
  private descend(): void {
    const { partition } = this;
    let target = 0;
    while (!partition.isDiscrete()) {
      while (partition.length[target] === 1) target++;
      const mark = partition.mark();
      const point = partition.order[target];
      this.path.push({ mark, target, point, trace: this.refiner.recordIndividualised(point) });
    }
    this.leaf = partition.order.slice();
  }

  /** Length of the orbit of p_k under the automorphisms that fix p₀ … p_{k−1}; finds generators for them. */
  private exploreLevel(k: number, orbits: UnionFind): number {
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
      automorphism.forEach((image, x) => {
        orbits.union(x, image);
      });
      excluded.clear();
      for (const x of wereExcluded) excluded.add(orbits.find(x));
    }
    return orbits.size(point);
  }

  /** An automorphism that fixes p₀ … p_{k−1} and carries p_k to v, or undefined when the whole subtree has none. */
  private carry(k: number, v: number): Uint32Array | undefined {
    const { partition, path } = this;
    // stack of the choices still open at levels k, k + 1, …
    const open: number[][] = [[v]];
    const marks: number[] = [partition.mark()];
    while (open.length > 0) {
      const choices = open[open.length - 1];
      partition.undo(marks[marks.length - 1]);
      const choice = choices.pop();
      if (choice === undefined) {
        open.pop();
        marks.pop();
        continue;
      }
      const depth = k + open.length - 1;
      if (!this.refiner.followIndividualised(choice, path[depth].trace)) continue;
      if (this.guess()) return this.candidate.slice();
      if (depth + 1 === path.length) continue;
      const next = path[depth + 1];
      const start = next.target;
      const length = partition.length[start];
      if (partition.cellOf[partition.order[start]] !== start || length < 2) continue;
      const below = Array.from(partition.order.subarray(start, start + length)).reverse();
      // where p_{depth+1} can stay it is tried first: automorphisms of small support are found sooner
      const stay = below.indexOf(next.point);
      if (stay >= 0) below.push(...below.splice(stay, 1));
      open.push(below);
      marks.push(partition.mark());
    }
    return undefined;
  }

  /**
   * The map from the first path's leaf to the partition at hand: singletons go to singletons; in other cells what is in both
   * stays and the rest is paired off in order. True when this is an automorphism, which is left in `candidate`.
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
    this.meter.step(n);
    return this.check.preserves(candidate);
  }
}
