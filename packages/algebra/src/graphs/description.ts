/** Graphs written out in one object. */
import { checkOptions, type Kind, type OptionKinds } from '../arguments.js';
import { EDGES, GRAPH_OPTION_KINDS, Graph, type GraphOptions, VERTEX_COUNT } from './graph.js';

/** A graph written out: the arguments of `Graph.fromEdges` in one object. */
export interface GraphDescription extends GraphOptions {
  /** The number of vertices. */
  readonly vertices: number;
  readonly edges: readonly (readonly number[])[];
}

const DESCRIPTION_KINDS: OptionKinds<GraphDescription> = {
  vertices: VERTEX_COUNT,
  edges: EDGES,
  ...GRAPH_OPTION_KINDS,
};

export const graphKind: Kind = {
  expected: 'a Graph, or { vertices, edges } with directed, vertexColors or edgeColors',
  accepts: (v) => v instanceof Graph || (typeof v === 'object' && v !== null && 'vertices' in v && 'edges' in v),
};

/** @throws {IsotypicError} as `Graph.fromEdges` */
export function asGraph(where: string, graph: Graph | GraphDescription): Graph {
  if (graph instanceof Graph) return graph;
  checkOptions(where, graph, DESCRIPTION_KINDS);
  const { vertices, edges, ...options } = graph;
  return Graph.fromEdges(vertices, edges, options);
}
