/** Whether a bijection is an isomorphism of graphs, checked on the two graphs alone. */
import { checkArgument } from '../arguments.js';
import { permutationKind } from '../groups/argument-checks.js';
import type { Permutation } from '../permutations/permutation.js';
import { asGraph, type GraphDescription, graphKind } from './description.js';
import type { Graph } from './graph.js';

/**
 * Whether `p`, which carries vertex v of `first` to vertex p[v] of `second`, carries vertex colors to equal vertex
 * colors and edges to edges of equal color and direction. O(V + E).
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const [path, other] = [[[0, 1], [1, 2]], [[1, 0], [0, 2]]].map((edges) => ({ vertices: 3, edges }));
 * isGraphIsomorphism(path, other, Permutation.fromCycles('(0 1)', 3)) // true
 */
export function isGraphIsomorphism(
  first: Graph | GraphDescription,
  second: Graph | GraphDescription,
  p: Permutation,
): boolean {
  const where = 'isGraphIsomorphism';
  checkArgument(where, 'first', first, graphKind);
  checkArgument(where, 'second', second, graphKind);
  checkArgument(where, 'p', p, permutationKind);
  return isIsomorphism(asGraph(where, first), asGraph(where, second), p.images);
}

export function isIsomorphism(first: Graph, second: Graph, images: ArrayLike<number>): boolean {
  const n = first.vertexCount;
  if (second.vertexCount !== n || images.length !== n) return false;
  if (first.palette.background !== second.palette.background) return false;
  // what code 1 + c of `second` says, at the vertices joined to the one at hand
  const codeTo = new Int32Array(n);
  for (let v = 0; v < n; v++) {
    const image = images[v];
    const colors = [first.palette.vertices[first.vertexColors[v]], second.palette.vertices[second.vertexColors[image]]];
    if (colors[0] !== colors[1]) return false;
    const [from, to] = [second.offsets[image], second.offsets[image + 1]];
    if (to - from !== first.offsets[v + 1] - first.offsets[v]) return false;
    for (let a = from; a < to; a++) codeTo[second.neighbors[a]] = second.codes[a] + 1;
    for (let a = first.offsets[v]; a < first.offsets[v + 1]; a++) {
      const code = codeTo[images[first.neighbors[a]]];
      if (code === 0 || first.palette.codes[first.codes[a]] !== second.palette.codes[code - 1]) return false;
    }
    for (let a = from; a < to; a++) codeTo[second.neighbors[a]] = 0;
  }
  return true;
}
