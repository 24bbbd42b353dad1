import { automorphismGroup, IsotypicError, parseGraph } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const sorted = (edges: readonly (readonly number[])[]) => edges.map(([u, v]) => `${u} ${v}`).sort();

test("graph6: the example of formats.txt, and nauty's long numbers of vertices", () => {
  const example = parseGraph('DQc');
  assert.is(example.vertices, 5);
  assert.equal(sorted(example.edges), ['0 2', '0 4', '1 3', '3 4']);
  assert.equal(parseGraph('>>graph6<<?\n'), { vertices: 0, edges: [] });
  assert.equal(parseGraph('@'), { vertices: 1, edges: [] });
  const path = parseGraph(`~?@?${'?'.repeat(336)}`); // 64 vertices without an edge: 2016 bits
  assert.equal(path, { vertices: 64, edges: [] });
  assert.is(automorphismGroup(parseGraph('IheA@GUAo')).order, 120n); // the Petersen graph, as networkx writes it
});

test('sparse6 and digraph6: the examples of formats.txt', () => {
  const sparse = parseGraph(':Fa@x^');
  assert.is(sparse.vertices, 7);
  assert.equal(sorted(sparse.edges), ['0 1', '0 2', '1 2', '5 6']);
  const arcs = parseGraph('&DI?AO?');
  assert.is(arcs.vertices, 5);
  assert.ok(arcs.directed);
  assert.equal(sorted(arcs.edges), ['0 2', '0 4', '3 1', '3 4']);
});

test('sparse6 as networkx 3.6 writes it: paths and a vertex apart, and what fills the last character', () => {
  for (const [n, text] of [
    [2, ':A'],
    [4, ':Cd'],
    [8, ':GaYnL'],
    [16, ':O`ESyTl^E\\Zxv'],
  ] as const) {
    const { vertices, edges } = parseGraph(text);
    assert.is(vertices, n);
    assert.equal(sorted(edges), sorted(Array.from({ length: n - 2 }, (_, v) => [v, v + 1])));
  }
  assert.equal(sorted(parseGraph(':B_L').edges), ['0 1', '0 1', '1 1', '1 2']);
  assert.equal(parseGraph(':@'), { vertices: 1, edges: [] });
  assert.equal(automorphismGroup(parseGraph(':I`ES@obGkqegW~')).order, 120n);
});

test('DIMACS: the coloring form with colors, arcs with weights, parallel edges', () => {
  const square = 'c a square\np edge 4 4\ne 1 2\ne 2 3\ne 3 4\ne 4 1\n';
  assert.equal(parseGraph(square), {
    vertices: 4,
    edges: [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ],
  });
  assert.is(automorphismGroup(parseGraph(square)).order, 8n);
  assert.is(automorphismGroup(parseGraph(`${square}n 1 5\n`)).order, 2n);
  assert.is(automorphismGroup(parseGraph(square.replace('4 4', '4 5').concat('e 1 2\n'))).order, 2n);
  const arcs = parseGraph('p sp 3 2\na 1 2 5\na 2 3 7\n');
  assert.equal(arcs, {
    vertices: 3,
    edges: [
      [0, 1],
      [1, 2],
    ],
    directed: true,
    edgeColors: ['5', '7'],
  });
});

test('what is no graph is refused with the place', () => {
  const refused: [string, RegExp][] = [
    ['DQ', /2 characters/],
    ['DQcc', /2 characters/],
    ['D Qc', /one line/],
    ['Dé?', /characters from/],
    [';D', /incremental/],
    ['~', /number of vertices/],
    ['p edge 3 1\ne 1 4\n', /from 1 to 3/],
    ['p edge 3 7\ne 1 2\n', /7 edges/],
    ['p edge 3 1\nx 1 2\n', /a line e/],
    ['p cnf 3 1\n', /p edge/],
    ['c\np edge 2 1\np edge 2 1\n', /one line p/],
    ['~~~~~~~~', /at most/],
  ];
  for (const [text, message] of refused) {
    const isParse = (e: unknown): boolean =>
      e instanceof IsotypicError && e.code === 'PARSE' && message.test(e.message);
    assert.throws(() => parseGraph(text), isParse, text);
  }
});

test('any text is a graph or a typed error', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'?@ABCDEFGHI_`abc~:&;pe 12\n'), maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(letters, fc.string()), (text) => {
      try {
        const { vertices, edges } = parseGraph(text);
        assert.ok(edges.every((edge) => edge.every((v) => v >= 0 && v < vertices)));
      } catch (error) {
        assert.ok(error instanceof IsotypicError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test.run();
