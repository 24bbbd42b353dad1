import {
  AbortedError,
  automorphismGroup,
  automorphismGroupOfMatrix,
  BudgetExceededError,
  Graph,
  graphAutomorphisms,
  IsotypicError,
  isGraphAutomorphism,
  Permutation,
  verifyGraphAutomorphisms,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as named from './named-graphs.js';

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, i) => [...p.slice(0, i), n - 1, ...p.slice(i)]),
  );
}

/** A random colored (di)graph as its matrix: entry (i, i) the vertex color, (i, j) the color of i → j, 0 for none. */
const coloredMatrix = fc
  .record({ n: fc.integer({ min: 0, max: 6 }), colors: fc.integer({ min: 1, max: 3 }), symmetric: fc.boolean() })
  .chain(({ n, colors, symmetric }) =>
    fc.array(fc.nat(colors), { minLength: n * n, maxLength: n * n }).map((entries) => ({
      n,
      symmetric,
      at: (i: number, j: number) => entries[symmetric && j < i ? j * n + i : i * n + j],
    })),
  );

test('the group of a small colored graph or digraph is what trying all permutations gives', () => {
  fc.assert(
    fc.property(coloredMatrix, ({ n, symmetric, at }) => {
      const pairs = Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n]);
      const edges = pairs.filter(([i, j]) => i !== j && at(i, j) > 0 && !(symmetric && j < i));
      const graph = Graph.fromEdges(n, edges, {
        directed: !symmetric,
        vertexColors: Array.from({ length: n }, (_, i) => at(i, i)),
        edgeColors: edges.map(([i, j]) => at(i, j)),
      });
      const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j)));
      const preserving = permutations(n).filter((p) => pairs.every(([i, j]) => at(p[i], p[j]) === at(i, j)));
      const group = automorphismGroup(graph);
      assert.is(group.order, BigInt(preserving.length));
      verifyGraphAutomorphisms(graph, graphAutomorphisms(graph));
      assert.is(graphAutomorphisms(graph).order, BigInt(preserving.length));
      assert.is(automorphismGroupOfMatrix(rows).order, BigInt(preserving.length));
      for (const p of permutations(n)) {
        const isOne = pairs.every(([i, j]) => at(p[i], p[j]) === at(i, j));
        assert.is(isGraphAutomorphism(graph, Permutation.fromImages(p)), isOne);
        if (isOne) assert.ok(group.contains(Permutation.fromImages(p)));
      }
    }),
    { numRuns: 150 },
  );
});

test('renumbering the vertices conjugates the group', () => {
  const { graph, edges, vertices } = named.petersen();
  const shuffle = fc.shuffledSubarray([...Array(vertices).keys()], { minLength: vertices });
  fc.assert(
    fc.property(shuffle, (images) => {
      const p = Permutation.fromImages(images);
      const other = Graph.fromEdges(
        vertices,
        edges.map(([u, v]) => [images[u], images[v]]),
      );
      const group = automorphismGroup(other);
      assert.is(group.order, 120n);
      for (const g of automorphismGroup(graph).generators) assert.ok(group.contains(g.conjugateBy(p)));
    }),
    { numRuns: 20 },
  );
});

for (const { name, graph, order } of named.classics()) {
  test(`${name} has ${order} automorphisms`, () => {
    const found = graphAutomorphisms(graph);
    assert.is(found.order, order);
    assert.is(verifyGraphAutomorphisms(graph, found).proved.length, 2);
  });
}

test('twins are counted whatever joins them', () => {
  const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
  const complete = (n: number): number[][] =>
    Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n]).filter(([i, j]) => i < j);
  assert.is(graphAutomorphisms(Graph.fromEdges(30, complete(30))).order, factorial(30));
  assert.is(graphAutomorphisms(Graph.fromEdges(30, [])).order, factorial(30));
  // complete multipartite with 4 parts of 5: S5 wr S4
  const multipartite = complete(20).filter(([i, j]) => i % 4 !== j % 4);
  assert.is(automorphismGroup(Graph.fromEdges(20, multipartite)).order, factorial(5) ** 4n * factorial(4));
  // a star with 50 leaves
  const star = Array.from({ length: 50 }, (_, i) => [0, i + 1]);
  assert.is(graphAutomorphisms(Graph.fromEdges(51, star)).order, factorial(50));
  // a directed star, and a transitive tournament, which is rigid
  assert.is(graphAutomorphisms(Graph.fromEdges(51, star, { directed: true })).order, factorial(50));
  assert.is(graphAutomorphisms(Graph.fromEdges(12, complete(12), { directed: true })).order, 1n);
});

test('sparse graphs of ten thousand vertices, with and without symmetry', () => {
  for (const degree of [1, 3, 10]) {
    const { graph } = named.sparseRandom(10_000, 5_000 * degree, degree);
    const { generators, order } = graphAutomorphisms(graph);
    assert.ok(generators.every((g) => isGraphAutomorphism(graph, g)));
    assert.is(order > 1n, degree < 10);
  }
  const disjoint = named.disjointCycles(2000, 5);
  const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
  assert.is(graphAutomorphisms(disjoint.graph).order, 10n ** 2000n * factorial(2000));
});

test('a description is read like the graph it describes', () => {
  const square = {
    vertices: 4,
    edges: [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ],
  };
  assert.is(automorphismGroup(square).order, 8n);
  assert.is(automorphismGroup({ ...square, directed: true }).order, 4n);
  assert.is(automorphismGroup({ ...square, vertexColors: ['a', 'b', 'a', 'b'] }).order, 4n);
  assert.is(graphAutomorphisms({ ...square, edgeColors: [1, 2, 1, 2] }).order, 4n);
  assert.is(graphAutomorphisms({ ...square, edges: [...square.edges, [0, 0]] }).order, 2n);
});

test('a matrix with rows, cols and at is read like rows of entries', () => {
  const circulant = { rows: 5, cols: 5, at: (i: number, j: number) => `${Math.min((i - j + 5) % 5, (j - i + 5) % 5)}` };
  assert.is(automorphismGroupOfMatrix(circulant).order, 10n);
  assert.is(
    automorphismGroupOfMatrix([
      [1, 2, 3],
      [3, 1, 2],
      [2, 3, 1],
    ]).order,
    3n,
  );
  assert.is(automorphismGroupOfMatrix([]).order, 1n);
});

test('parallel edges count: the square with two opposite edges doubled has 4 automorphisms', () => {
  const square = [
    [0, 1],
    [0, 1],
    [1, 2],
    [2, 3],
    [2, 3],
    [3, 0],
  ];
  assert.is(automorphismGroup({ vertices: 4, edges: square }).order, 4n);
  // Doubling every edge changes nothing; one doubled edge of a triangle is told from the others.
  const triangle = [
    [0, 1],
    [1, 2],
    [2, 0],
  ];
  assert.is(automorphismGroup({ vertices: 3, edges: [...triangle, ...triangle] }).order, 6n);
  assert.is(automorphismGroup({ vertices: 3, edges: [...triangle, [2, 1]] }).order, 2n);
  // Directed: two arcs one way are not one each way.
  const arcs = (edges: number[][]) => automorphismGroup({ vertices: 2, edges, directed: true }).order;
  assert.is(
    arcs([
      [0, 1],
      [0, 1],
    ]),
    1n,
  );
  assert.is(
    arcs([
      [0, 1],
      [1, 0],
    ]),
    2n,
  );
  // Loops, and parallel edges of different colors.
  assert.is(
    automorphismGroup({
      vertices: 2,
      edges: [
        [0, 0],
        [0, 0],
        [1, 1],
      ],
    }).order,
    1n,
  );
  const colored = (edgeColors: string[]) =>
    automorphismGroup({
      vertices: 3,
      edges: [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 1],
      ],
      edgeColors,
    }).order;
  assert.is(colored(['red', 'blue', 'blue', 'red']), 2n);
  assert.is(colored(['red', 'blue', 'red', 'red']), 1n);
});

test('refusals say what is wrong', () => {
  const cases: [() => unknown, string][] = [
    [() => Graph.fromEdges(3, [[0, 3]]), 'INVALID_ARGUMENT'],
    [() => Graph.fromEdges(-1, []), 'INVALID_ARGUMENT'],
    [() => Graph.fromEdges(3, [[0, 1]], { vertexColors: [1] }), 'SHAPE_MISMATCH'],
    [() => Graph.fromEdges(3, [[0, 1]], { edgeColors: [] }), 'SHAPE_MISMATCH'],
    [() => Graph.fromEdges(2 ** 24 + 1, []), 'INVALID_ARGUMENT'],
    [() => Graph.fromEdges(2, [[0]]), 'INVALID_ARGUMENT'],
    [() => automorphismGroupOfMatrix([[1, 2]]), 'SHAPE_MISMATCH'],
    [() => automorphismGroupOfMatrix({ rows: 1, cols: 2, at: () => 0 }), 'SHAPE_MISMATCH'],
    [() => automorphismGroupOfMatrix([[Number.NaN]]), 'NOT_FINITE'],
    [() => isGraphAutomorphism(Graph.fromEdges(3, []), Permutation.identity(2)), 'DEGREE_MISMATCH'],
  ];
  for (const [call, code] of cases) {
    assert.throws(call, (e: unknown) => e instanceof IsotypicError && e.code === code, `${call} ${code}`);
  }
  const { graph } = named.petersen();
  assert.throws(
    () => automorphismGroup(graph, { budget: 10 }),
    (e: unknown) => {
      return e instanceof BudgetExceededError && (e.details.known as { automorphisms: number }).automorphisms === 0;
    },
  );
  assert.throws(
    () => automorphismGroup(graph, { signal: AbortSignal.abort() }),
    (e: unknown) => e instanceof AbortedError,
  );
});

test.run();
