/**
 * Twins: vertices whose exchange, everything else fixed, is an automorphism. "Being equal or twins" is an equivalence,
 * and a class of s twins contributes a factor Sym(s); what is left to search is the graph on one vertex of each class.
 */
import { DisjointSets } from '../disjoint-sets.js';
import type { WorkMeter } from '../work.js';
import { AutomorphismCheck } from './automorphism-check.js';
import type { Graph } from './graph.js';
import { mix } from './refinement.js';

/**
 * The classes of twins with at least one element each, ascending by their first, or undefined when all are singletons.
 */
export function twinClasses(graph: Graph, meter: WorkMeter): number[][] | undefined {
  const n = graph.vertexCount;
  const sets = new DisjointSets(n);
  const check = new AutomorphismCheck(graph);
  const exchange = new Uint32Array(n).map((_, i) => i);
  const areTwins = (v: number, w: number): boolean => {
    exchange[v] = w;
    exchange[w] = v;
    const preserved = check.preserves(exchange);
    exchange[v] = v;
    exchange[w] = w;
    return preserved;
  };
  // Twins v, w not joined have one neighborhood; joined by a pair with code c (the same both ways) they have it after
  // each is added to its own with code c. Sums of hashes find the candidates, the exchange itself decides.
  const first = new Map<string, number>();
  const { offsets, neighbors, codes, vertexColors } = graph;
  let found = false;
  for (let v = 0; v < n; v++) {
    let [low, high] = [0, 0];
    for (let a = offsets[v]; a < offsets[v + 1]; a++) {
      low = (low + pairHash(neighbors[a], codes[a], 1)) | 0;
      high = (high + pairHash(neighbors[a], codes[a], 2)) | 0;
    }
    const row = codes.subarray(offsets[v], offsets[v + 1]);
    meter.step(1 + row.length);
    const keys = [`${vertexColors[v]}:${low}:${high}:`];
    for (const c of new Set(row)) {
      keys.push(`${vertexColors[v]}:${(low + pairHash(v, c, 1)) | 0}:${(high + pairHash(v, c, 2)) | 0}:${c}`);
    }
    for (const key of keys) {
      const other = first.get(key);
      if (other === undefined) first.set(key, v);
      else if (!sets.same(v, other) && areTwins(v, other)) {
        sets.unite(v, other);
        found = true;
      }
    }
  }
  return found ? sets.parts() : undefined;
}

/** What the quotient by classes of twins must remember of each class: its members' color, their number, their pairs. */
export function classColors(graph: Graph, classes: readonly (readonly number[])[]): string[] {
  return classes.map(([v, w], i) => {
    const joined = w === undefined ? '' : codeBetween(graph, v, w);
    return `${graph.palette.vertices[graph.vertexColors[v]]} × ${classes[i].length}: ${joined}`;
  });
}

/** The code of the pair (v, w), −1 where they are not joined. */
function codeBetween(graph: Graph, v: number, w: number): number {
  for (let a = graph.offsets[v]; a < graph.offsets[v + 1]; a++) if (graph.neighbors[a] === w) return graph.codes[a];
  return -1;
}

const pairHash = (vertex: number, code: number, salt: number): number =>
  mix(Math.imul(vertex + 1, 0x9e3779b1) ^ mix(Math.imul(code + 1, 0x85ebca77) + salt));
