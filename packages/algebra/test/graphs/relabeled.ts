/** Random graphs with everything a graph may have, and renumberings of them. */
import { type GraphDescription, randomSource } from '@isotypic/algebra';
import fc from 'fast-check';

/** The graph with vertex v called p[v], its edges in the opposite order. */
export function relabeled(graph: GraphDescription, p: readonly number[]): GraphDescription {
  const vertexColors = graph.vertexColors?.map((_, w) => graph.vertexColors?.[p.indexOf(w)] ?? 0);
  return {
    vertices: graph.vertices,
    directed: graph.directed,
    edges: graph.edges.map(([u, v]) => [p[u], p[v]]).reverse(),
    vertexColors,
    edgeColors: graph.edgeColors === undefined ? undefined : [...graph.edgeColors].reverse(),
  };
}

/** A random arrangement of 0 … n − 1. */
export function shuffle(n: number, seed: number): number[] {
  const random = randomSource(seed);
  const images = [...Array(n).keys()];
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [images[i], images[j]] = [images[j], images[i]];
  }
  return images;
}

/** Up to 12 vertices, with colors, loops and parallel edges, directed or not. */
export const anyGraph: fc.Arbitrary<GraphDescription> = fc
  .record({ vertices: fc.nat(12), directed: fc.boolean(), colors: fc.integer({ min: 1, max: 3 }) })
  .chain(({ vertices, directed, colors }) =>
    fc.record({
      vertices: fc.constant(vertices),
      directed: fc.constant(directed),
      vertexColors: fc.array(fc.nat(colors), { minLength: vertices, maxLength: vertices }),
      colored: fc.array(
        fc.tuple(fc.nat(Math.max(0, vertices - 1)), fc.nat(Math.max(0, vertices - 1)), fc.nat(colors)),
        { maxLength: vertices === 0 ? 0 : 24 },
      ),
    }),
  )
  .map(({ vertices, directed, vertexColors, colored }) => ({
    vertices,
    directed,
    vertexColors,
    edges: colored.map(([u, v]) => [u, v]),
    edgeColors: colored.map(([, , color]) => color),
  }));
