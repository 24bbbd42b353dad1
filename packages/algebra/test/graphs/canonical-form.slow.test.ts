import { canonicalForm } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyGraph, relabeled, shuffle } from './relabeled.js';

test('10⁴ random graphs: the form does not see how the vertices are numbered', () => {
  fc.assert(
    fc.property(anyGraph, fc.integer(), (graph, seed) => {
      assert.is(canonicalForm(graph).key, canonicalForm(relabeled(graph, shuffle(graph.vertices, seed))).key);
    }),
    { numRuns: 10_000 },
  );
});

test('random graphs of up to 200 vertices and any density', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 200 }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.integer(),
      (vertices, density, seed) => {
        const draws = shuffle(vertices * vertices, seed).slice(0, Math.floor(density * vertices));
        const graph = { vertices, edges: draws.map((k) => [Math.floor(k / vertices), k % vertices]) };
        assert.is(canonicalForm(graph).key, canonicalForm(relabeled(graph, shuffle(vertices, seed + 1))).key);
      },
    ),
    { numRuns: 1000 },
  );
});

test.run();
