/** Which cell a search splits next. */
import { DisjointSets } from '../disjoint-sets.js';
import type { Graph } from './graph.js';
import type { OrderedPartition } from './ordered-partition.js';

/**
 * The target is the first of the largest cells that meet the component of the vertex individualized last, or of all
 * cells when that component is done. Large cells make short paths: on a projective plane of order 9 that is
 * milliseconds instead of a minute. Staying in a component shows a choice to be wrong there, before anything else has
 * been chosen. The choice does not depend on the numbering of the vertices.
 */
export class TargetCell {
  private readonly components: DisjointSets;

  constructor({ vertexCount, offsets, neighbors }: Graph) {
    this.components = new DisjointSets(vertexCount);
    for (let v = 0; v < vertexCount; v++) {
      for (let a = offsets[v]; a < offsets[v + 1]; a++) this.components.unite(v, neighbors[a]);
    }
  }

  /** The start of the target; `last` is the vertex individualized last. The partition must not be discrete. */
  choose(partition: OrderedPartition, last: number | undefined): number {
    if (last !== undefined) {
      const component = this.components.find(last);
      const near = largestCell(partition, (v) => this.components.find(v) === component);
      if (near >= 0) return near;
    }
    return largestCell(partition, () => true);
  }
}

/** The first of the largest cells with at least two vertices, of which one is wanted, or −1. */
function largestCell({ length, order }: OrderedPartition, isWanted: (v: number) => boolean): number {
  let target = -1;
  let most = 1;
  for (let start = 0; start < order.length; start += length[start]) {
    if (length[start] <= most || !order.subarray(start, start + length[start]).some(isWanted)) continue;
    target = start;
    most = length[start];
  }
  return target;
}
