/** Whether a permutation is an automorphism, checked on the graph alone. */
import { checkArgument } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { permutationKind } from '../groups/argument-checks.js';
import type { Permutation } from '../permutations/permutation.js';
import { asGraph, type GraphDescription, graphKind } from './description.js';
import type { Graph } from './graph.js';

/**
 * Whether p preserves vertex colors and, for every pair of vertices, the edges between them with color and direction.
 * O(V + degrees of the vertices that p moves).
 * @throws {IsotypicError} `DEGREE_MISMATCH`
 * @example
 * const path = { vertices: 3, edges: [[0, 1], [1, 2]] };
 * isGraphAutomorphism(path, Permutation.fromCycles('(0 2)', 3)) // true
 */
export function isGraphAutomorphism(graph: Graph | GraphDescription, p: Permutation): boolean {
  const where = 'isGraphAutomorphism';
  checkArgument(where, 'graph', graph, graphKind);
  checkArgument(where, 'p', p, permutationKind);
  const built = asGraph(where, graph);
  if (p.degree !== built.vertexCount) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where,
      expected: `a permutation of ${built.vertexCount} vertices`,
      received: `one of degree ${p.degree}`,
    });
  }
  return new AutomorphismCheck(built).preserves(p.images);
}

/** The check with its scratch space kept, for many permutations of one graph. */
export class AutomorphismCheck {
  /** 1 + code of the pair (image of v, w), for the v at hand. */
  private readonly codeTo: Int32Array;

  constructor(private readonly graph: Graph) {
    this.codeTo = new Int32Array(graph.vertexCount);
  }

  /**
   * Rows of fixed vertices need no look: a pair of a fixed and a moved vertex is in the moved vertex's row, and codes
   * tell both directions.
   */
  preserves(images: ArrayLike<number>): boolean {
    const { vertexCount, vertexColors } = this.graph;
    for (let v = 0; v < vertexCount; v++) {
      const image = images[v];
      if (image !== v && (vertexColors[v] !== vertexColors[image] || !this.rowIsPreserved(v, images))) return false;
    }
    return true;
  }

  private rowIsPreserved(v: number, images: ArrayLike<number>): boolean {
    const { offsets, neighbors, codes } = this.graph;
    const image = images[v];
    const [from, to] = [offsets[image], offsets[image + 1]];
    if (to - from !== offsets[v + 1] - offsets[v]) return false;
    for (let a = from; a < to; a++) this.codeTo[neighbors[a]] = codes[a] + 1;
    let same = true;
    for (let a = offsets[v]; same && a < offsets[v + 1]; a++) same = this.codeTo[images[neighbors[a]]] === codes[a] + 1;
    for (let a = from; a < to; a++) this.codeTo[neighbors[a]] = 0;
    return same;
  }
}
