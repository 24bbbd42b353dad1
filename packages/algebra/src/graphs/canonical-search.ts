/**
 * Canonical numbering by individualization–refinement (McKay & Piperno, Practical graph isomorphism II, J. Symb.
 * Comput. 60, 2014, §2), with the stabilizers in the automorphism group known at each node.
 *
 * A node of the search tree is a sequence of vertices v₁ … v_k, each out of the target cell of the partition refined
 * after the one before it; its traces say what refinement saw. A leaf is a discrete partition, which
 * numbers the vertices. Neither cells nor traces depend on how the vertices were numbered, so isomorphic graphs have
 * isomorphic trees; the canonical leaf is one whose traces are greatest and, among those, whose renumbered graph is.
 *
 * Two children v, w of one node whose vertices are in one orbit of the pointwise stabilizer of v₁ … v_k in Aut(graph)
 * have subtrees carried to each other, with equal renumbered graphs: one of each orbit is enough. So no two leaves that
 * are visited are equivalent, and a graph whose equal traces come from automorphisms has one leaf. A search for
 * automorphisms below a node gives the stabilizers along one whole path from there; off it, another search is cheaper
 * than a stabilizer chain (60 copies of the Petersen graph: 10 ms against minutes).
 */
import { DisjointSets } from '../disjoint-sets.js';
import type { WorkMeter } from '../work.js';
import { type FoundAutomorphisms, searchAutomorphisms } from './automorphism-search.js';
import type { Graph } from './graph.js';
import type { Moves } from './moves.js';
import { OrderedPartition } from './ordered-partition.js';
import { Refiner, type Trace } from './refinement.js';
import { TargetCell } from './target-cell.js';

/** Number i goes to the vertex `order[i]`; one step is an edge looked at. */
export function canonicalOrder(graph: Graph, meter: WorkMeter): Int32Array {
  return new CanonicalSearch(graph, meter).run();
}

/** The pointwise stabilizer of the vertices above a node: generators, and the point that the next ones may fix. */
interface Stabilizer {
  readonly found: FoundAutomorphisms;
  readonly level: number;
  readonly generators: readonly Moves[];
}

interface Node {
  readonly mark: number;
  /** v₁ … v_k. */
  readonly above: readonly number[];
  readonly stabilizer: Stabilizer;
  /** Vertices with the greatest trace, not gone into yet. */
  readonly open: number[];
}

class CanonicalSearch {
  private readonly partition: OrderedPartition;
  private readonly refiner: Refiner;
  private readonly target: TargetCell;
  /** The greatest traces so far, level by level, and the leaf that has them. */
  private traces: Trace[] = [];
  private leaf: { order: Int32Array; rows: Int32Array } | undefined;
  private leaves = 0;

  constructor(
    private readonly graph: Graph,
    private readonly meter: WorkMeter,
  ) {
    this.partition = new OrderedPartition(graph.vertexColors);
    this.refiner = new Refiner(graph, this.partition, (steps) => meter.step(steps));
    this.target = new TargetCell(graph);
    meter.known = () => ({ leaves: this.leaves });
  }

  run(): Int32Array {
    const { partition } = this;
    this.refiner.refineAll();
    if (partition.isDiscrete()) return partition.order.slice();
    const nodes: Node[] = [];
    this.visit(nodes, [], this.stabilizerOf([]));
    while (nodes.length > 0) {
      const node = nodes[nodes.length - 1];
      partition.undo(node.mark);
      const v = node.open.pop();
      if (v === undefined) {
        nodes.pop();
        continue;
      }
      this.refiner.recordIndividualized(v);
      const above = [...node.above, v];
      if (partition.isDiscrete()) this.compareLeaf(above.length);
      else this.visit(nodes, above, this.stabilizerBelow(node.stabilizer, above));
    }
    return (this.leaf as { order: Int32Array }).order;
  }

  /**
   * Puts a node on the stack with those of its children that can lead to a better leaf. Nodes on the stack have the
   * greatest traces down to their depth, since a greater one is only found below them.
   */
  private visit(nodes: Node[], above: readonly number[], stabilizer: Stabilizer): void {
    const mark = this.partition.mark();
    const depth = above.length;
    let best: Trace = [];
    let open: number[] = [];
    for (const v of this.choices(above, stabilizer)) {
      const trace = this.refiner.recordIndividualized(v);
      this.partition.undo(mark);
      const order = open.length === 0 ? 1 : compare(trace, best);
      if (order > 0) {
        best = trace;
        open = [];
      }
      if (order >= 0) open.push(v);
    }
    const order = depth < this.traces.length ? compare(best, this.traces[depth]) : 1;
    if (order < 0) return;
    if (order > 0) {
      this.traces = [...this.traces.slice(0, depth), best];
      this.leaf = undefined;
    }
    nodes.push({ mark, above, stabilizer, open });
  }

  /** One vertex of each orbit of the stabilizer on the target cell: the next base point, where it is one of them. */
  private choices(above: readonly number[], { found, level, generators }: Stabilizer): number[] {
    const { order, length } = this.partition;
    const target = this.target.choose(this.partition, above[above.length - 1]);
    const cell = Array.from(order.subarray(target, target + length[target]));
    if (generators.length === 0) return cell;
    const orbits = new DisjointSets(order.length);
    for (const { points, images } of generators) {
      points.forEach((x, i) => {
        orbits.unite(x, images[i]);
      });
    }
    const representatives = new Map<number, number>();
    for (const v of cell) {
      const orbit = orbits.find(v);
      if (!representatives.has(orbit) || v === found.base[level]) representatives.set(orbit, v);
    }
    return [...representatives.values()];
  }

  private stabilizerOf(above: readonly number[]): Stabilizer {
    const found = searchAutomorphisms(this.graph, this.meter, above);
    return { found, level: 0, generators: found.generators };
  }

  /** Of v₁ … v_{k+1}, from that of v₁ … v_k. */
  private stabilizerBelow({ found, level, generators }: Stabilizer, above: readonly number[]): Stabilizer {
    const v = above[above.length - 1];
    if (generators.length === 0) return { found, level, generators };
    if (v !== found.base[level]) return this.stabilizerOf(above);
    return { found, level: level + 1, generators: generators.filter(({ points }) => !points.includes(v)) };
  }

  private compareLeaf(depth: number): void {
    this.leaves++;
    // all of a shorter path's traces may have been met: the longer one is greater
    if (depth < this.traces.length && this.leaf !== undefined) return;
    const order = this.partition.order.slice();
    const rows = renumbered(this.graph, order);
    this.meter.step(rows.length);
    if (this.leaf === undefined || compare(rows, this.leaf.rows) > 0) this.leaf = { order, rows };
  }
}

/** The rows of the graph with vertex order[i] called i: for each its color, its degree, its neighbors with codes. */
export function renumbered({ offsets, neighbors, codes, vertexColors }: Graph, order: Int32Array): Int32Array {
  const place = new Int32Array(order.length);
  order.forEach((v, i) => {
    place[v] = i;
  });
  const rows = new Int32Array(2 * order.length + 2 * neighbors.length);
  let at = 0;
  for (const v of order) {
    const arcs = Array.from({ length: offsets[v + 1] - offsets[v] }, (_, i) => offsets[v] + i);
    arcs.sort((a, b) => place[neighbors[a]] - place[neighbors[b]]);
    rows[at++] = vertexColors[v];
    rows[at++] = arcs.length;
    for (const a of arcs) {
      rows[at++] = place[neighbors[a]];
      rows[at++] = codes[a];
    }
  }
  return rows;
}

/** Lexicographic, a proper beginning before what it begins. */
export function compare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
