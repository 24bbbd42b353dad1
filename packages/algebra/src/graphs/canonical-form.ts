/** Canonical forms of graphs, and isomorphism. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { canonicalOrder, compare, renumbered } from './canonical-search.js';
import { asGraph, type GraphDescription, graphKind } from './description.js';
import type { Graph } from './graph.js';
import { isIsomorphism } from './isomorphism-check.js';
import { classColors, twinClasses } from './twins.js';

/** Default bound on the steps (edges looked at) of one canonical form. */
const DEFAULT_BUDGET = 5e9;

/** A numbering of the vertices that isomorphic graphs agree on. */
export interface CanonicalForm {
  /** Carries each vertex to its canonical number: isomorphic graphs, renumbered by theirs, are equal. */
  readonly labeling: Permutation;
  /** The renumbered graph as text, with its colors: equal for two graphs exactly when they are isomorphic. */
  readonly key: string;
}

/**
 * The canonical form of a graph or digraph with colored vertices and edges, by removal of twins and
 * individualization–refinement under the group of automorphisms (McKay & Piperno 2014). The form belongs to this
 * version of the library: keep keys together with its number. Polynomial on almost all graphs, exponential on some
 * built for it.
 *
 * @throws {IsotypicError} `BUDGET_EXCEEDED` (step: an edge looked at; default 5·10⁹), `ABORTED`
 * @example
 * const [path, other] = [[[0, 1], [1, 2]], [[1, 0], [0, 2]]].map((edges) => ({ vertices: 3, edges }));
 * canonicalForm(path).key === canonicalForm(other).key // true
 */
export function canonicalForm(graph: Graph | GraphDescription, options: WorkOptions = {}): CanonicalForm {
  const where = 'canonicalForm';
  checkArgument(where, 'graph', graph, graphKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const built = asGraph(where, graph);
  const order = orderOf(built, new WorkMeter(where, options, DEFAULT_BUDGET));
  const key = JSON.stringify([built.vertexCount, built.palette, renumbered(built, order).join(' ')]);
  return { labeling: labelingOf(order), key };
}

/**
 * A bijection p of the vertices, v of `first` to p[v] of `second`, that carries colors to equal colors and edges to
 * edges of the same color and direction; undefined when there is none. What is returned has been checked.
 *
 * @throws {IsotypicError} as `canonicalForm`
 * @example
 * const square = { vertices: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] };
 * const crossed = { vertices: 4, edges: [[0, 2], [2, 1], [1, 3], [3, 0]] };
 * isGraphIsomorphism(square, crossed, graphIsomorphism(square, crossed)) // true
 */
export function graphIsomorphism(
  first: Graph | GraphDescription,
  second: Graph | GraphDescription,
  options: WorkOptions = {},
): Permutation | undefined {
  const where = 'graphIsomorphism';
  checkArgument(where, 'first', first, graphKind);
  checkArgument(where, 'second', second, graphKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const [a, b] = [asGraph(where, first), asGraph(where, second)];
  if (a.vertexCount !== b.vertexCount || a.neighbors.length !== b.neighbors.length) return undefined;
  if (JSON.stringify(a.palette) !== JSON.stringify(b.palette)) return undefined;
  const meter = new WorkMeter(where, options, DEFAULT_BUDGET);
  const [orderA, orderB] = [orderOf(a, meter), orderOf(b, meter)];
  if (compare(renumbered(a, orderA), renumbered(b, orderB)) !== 0) return undefined;
  const isomorphism = labelingOf(orderB).inverse().times(labelingOf(orderA));
  if (!isIsomorphism(a, b, isomorphism.images)) {
    throw new IsotypicError('VERIFICATION_FAILED', { where, expected: 'an isomorphism', received: `${isomorphism}` });
  }
  return isomorphism;
}

/** order[i] is the vertex with the canonical number i. */
const labelingOf = (order: Int32Array): Permutation => Permutation.fromImages(order).inverse();

/** The members of a class of twins may be numbered in any order: their exchange is an automorphism. */
function orderOf(graph: Graph, meter: WorkMeter): Int32Array {
  const classes = twinClasses(graph, meter);
  if (classes === undefined) return canonicalOrder(graph, meter);
  const representatives = classes.map(([first]) => first);
  const quotient = orderOf(graph.induced(representatives, classColors(graph, classes)), meter);
  return Int32Array.from([...quotient].flatMap((i) => classes[i]));
}
