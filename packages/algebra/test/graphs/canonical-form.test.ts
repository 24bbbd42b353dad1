import {
  BudgetExceededError,
  canonicalForm,
  type GraphDescription,
  graphIsomorphism,
  IsotypicError,
  isGraphIsomorphism,
  Permutation,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as named from './named-graphs.js';
import { anyGraph, relabeled, shuffle } from './relabeled.js';

/** How many keys all graphs or digraphs on n vertices have. */
function countOfKeys(vertices: number, directed: boolean): number {
  const pairs = Array.from({ length: vertices ** 2 }, (_, k) => [Math.floor(k / vertices), k % vertices]);
  const places = pairs.filter(([i, j]) => (directed ? i !== j : i < j));
  const keys = new Set<string>();
  for (let set = 0; set < 2 ** places.length; set++) {
    keys.add(canonicalForm({ vertices, directed, edges: places.filter((_, k) => (set >> k) & 1) }).key);
  }
  return keys.size;
}

test('as many forms as there are graphs (OEIS A000088) and digraphs (A000273) up to isomorphism', () => {
  assert.equal(
    [0, 1, 2, 3, 4, 5].map((n) => countOfKeys(n, false)),
    [1, 1, 2, 4, 11, 34],
  );
  assert.equal(
    [0, 1, 2, 3, 4].map((n) => countOfKeys(n, true)),
    [1, 1, 3, 16, 218],
  );
});

test('graphs with colors, loops and parallel edges have the form of every renumbering of them', () => {
  fc.assert(
    fc.property(anyGraph, fc.integer(), (graph, seed) => {
      const p = shuffle(graph.vertices, seed);
      const other = relabeled(graph, p);
      const [one, two] = [canonicalForm(graph), canonicalForm(other)];
      assert.is(one.key, two.key);
      const renumberedAlike = two.labeling.inverse().times(one.labeling);
      assert.ok(isGraphIsomorphism(graph, other, renumberedAlike));
      const isomorphism = graphIsomorphism(graph, other);
      assert.ok(isomorphism !== undefined && isGraphIsomorphism(graph, other, isomorphism));
    }),
    { numRuns: 300 },
  );
});

test('one edge more, one color else: another form, and no isomorphism', () => {
  fc.assert(
    fc.property(anyGraph, fc.integer({ min: 0 }), (graph, seed) => {
      fc.pre(graph.vertices > 0);
      const v = seed % graph.vertices;
      const more: GraphDescription = {
        ...graph,
        edges: [...graph.edges, [v, (v + 1) % graph.vertices]],
        edgeColors: [...(graph.edgeColors ?? graph.edges.map(() => 0)), 1],
      };
      const colors = graph.vertexColors ?? Array.from({ length: graph.vertices }, () => 0);
      const recolored = { ...graph, vertexColors: colors.map((c, w) => (w === v ? 'another' : c)) };
      for (const other of [more, recolored]) {
        assert.not.equal(canonicalForm(other).key, canonicalForm(graph).key);
        assert.is(graphIsomorphism(graph, other), undefined);
      }
    }),
    { numRuns: 100 },
  );
});

/** 16 vertices, valency 6, each two with 2 common neighbors: the rook's graph and Shrikhande's are not isomorphic. */
function cayleyGraph(differences: readonly (readonly [number, number])[]): GraphDescription {
  const edges = Array.from({ length: 16 }, (_, v) =>
    differences.map(([a, b]) => [v, 4 * ((Math.floor(v / 4) + a) % 4) + ((v + b) % 4)]),
  ).flat();
  return { vertices: 16, edges };
}

test('graphs that refinement cannot tell apart', () => {
  const shrikhande = cayleyGraph([
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const rook = cayleyGraph([
    [0, 1],
    [1, 0],
    [0, 2],
    [2, 0],
  ]);
  const rookOnce = { ...rook, edges: rook.edges.filter(([u, v], i) => i === firstOf(rook, u, v)) };
  assert.is(graphIsomorphism(shrikhande, rookOnce), undefined);
  assert.ok(graphIsomorphism(shrikhande, relabeled(shrikhande, shuffle(16, 5))));
  const hexagon = { vertices: 6, edges: [0, 1, 2, 3, 4, 5].map((v) => [v, (v + 1) % 6]) };
  const triangles = { vertices: 6, edges: [0, 1, 2, 3, 4, 5].map((v) => [v, v - (v % 3) + ((v + 1) % 3)]) };
  assert.is(graphIsomorphism(hexagon, triangles), undefined);
});

/** Where the pair {u, v} stands first among the edges. */
function firstOf({ edges }: GraphDescription, u: number, v: number): number {
  return edges.findIndex(([a, b]) => (a === u && b === v) || (a === v && b === u));
}

test('graphs with many automorphisms', () => {
  const many = [named.hoffmanSingleton(), named.hamming(7, 2), named.paley(61), named.disjointCycles(40, 6)];
  for (const { vertices, edges } of [...many, named.sparseRandom(3000, 2500, 1)]) {
    const graph = { vertices, edges };
    assert.ok(graphIsomorphism(graph, relabeled(graph, shuffle(vertices, 3))));
  }
});

test('colors are told apart by their type, and directions count', () => {
  const forms = [1, '1', 1n, true].map((color) => canonicalForm({ vertices: 1, edges: [], vertexColors: [color] }).key);
  assert.is(new Set(forms).size, 4);
  const arcs = (edges: number[][]) => ({ vertices: 3, directed: true, edges });
  assert.is(
    graphIsomorphism(
      arcs([
        [0, 1],
        [1, 2],
      ]),
      arcs([
        [0, 1],
        [2, 1],
      ]),
    ),
    undefined,
  );
  const two = graphIsomorphism(
    arcs([
      [0, 1],
      [1, 2],
    ]),
    arcs([
      [2, 0],
      [0, 1],
    ]),
  );
  assert.is(`${two}`, '(0 2 1)');
});

test('what is no isomorphism is refused', () => {
  const path = {
    vertices: 3,
    edges: [
      [0, 1],
      [1, 2],
    ],
  };
  assert.not.ok(isGraphIsomorphism(path, path, Permutation.fromCycles('(0 1)', 3)));
  assert.not.ok(isGraphIsomorphism(path, { ...path, vertexColors: [0, 0, 1] }, Permutation.identity(3)));
  assert.not.ok(isGraphIsomorphism(path, { ...path, edges: [[0, 1]] }, Permutation.identity(3)));
  assert.not.ok(isGraphIsomorphism(path, { ...path, edgeColors: [0, 1] }, Permutation.identity(3)));
  assert.not.ok(isGraphIsomorphism(path, path, Permutation.identity(4)));
});

test('a budget ends the search with a typed error', () => {
  const { vertices, edges } = named.hoffmanSingleton();
  assert.throws(
    () => canonicalForm({ vertices, edges }, { budget: 100 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.throws(
    () => canonicalForm({ vertices: 2, edges: [[0, 2]] }),
    (e: unknown) => e instanceof IsotypicError,
  );
});

test.run();
