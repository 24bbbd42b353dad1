/** The search through a graph of incidences, where no attempt is made before: against listing. */
import { type ActedObjects, catalogue, type PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidenceObject } from '../../dist/groups/backtrack/incidence-object.js';
import { numbering, searchObject } from '../../dist/objects/acted-objects.js';
import { incidenceGraph, invariantStructure } from '../../dist/objects/incidence-graph.js';
import { IncidenceSearch } from '../../dist/objects/incidence-search.js';
import { WorkMeter } from '../../dist/work.js';

const random = randomSource(12);

type Name = 'sets' | 'tuples' | 'matrix';

/** The objects of one question: labels are numbered alike. */
function objects<A extends Name>(degree: number, action: A, given: readonly ActedObjects[A][]): IncidenceObject[] {
  const number = numbering();
  return given.map(
    (object) => searchObject({ where: 'test', name: 'object', degree }, action, object, number) as IncidenceObject,
  );
}

function drawn(n: number): { [A in Name]: ActedObjects[A] } {
  const points = (k: number): number[] => Array.from({ length: k }, () => random.below(n));
  return {
    sets: [points(2), points(3), points(2), points(2), points(1)],
    tuples: [points(2), points(2), points(3)],
    matrix: Array.from({ length: n }, () => Array.from({ length: n }, () => random.below(5) >> 2)),
  };
}

function check(G: PermutationGroup, first: IncidenceObject, second: IncidenceObject): void {
  const work = { meter: new WorkMeter('test') };
  const elements = [...G.elements()];
  const keeping = elements.filter((g) => first.isKeptBy(g.images));
  const graph = incidenceGraph(first, invariantStructure(G, work.meter), work.meter);
  assert.ok(graph.vertexCount >= G.degree);
  const search = new IncidenceSearch(G, first, work, []);
  assert.is(search.stabilizer.order, BigInt(keeping.length));
  assert.ok(search.stabilizer.generators.every((g) => G.contains(g) && first.isKeptBy(g.images)));
  const x = search.elementTo(second);
  assert.is(
    x !== undefined,
    elements.some((g) => first.isCarriedTo(second, g.images)),
  );
  if (x !== undefined) assert.ok(first.isCarriedTo(second, x));
}

test('stabilizers and transporters through the graph are those of listing', () => {
  const names = ['AGL(1,8)', 'PSL(3,2)', 'dihedral(6)', 'symmetric(3) wr cyclic(2)', 'PGL(2,5)', 'cyclic(7)'];
  for (const name of [...names, 'alternating(5)', 'symmetric(4)', 'dihedral(4) × cyclic(3)']) {
    const G = parseGroup(name);
    const n = G.degree;
    for (let k = 0; k < 6; k++) {
      // by an element of the group, by one of the symmetric group, and another object
      const by = [G, catalogue.symmetric(n)].map((H) => H.randomElement(random));
      const [a, b] = [drawn(n), drawn(n)];
      for (const action of ['sets', 'tuples'] as const) {
        const moved = by.map((g) => a[action].map((part) => part.map((x) => g.image(x))).reverse());
        const [from, ...to] = objects(n, action, [a[action], ...moved, b[action]]);
        for (const object of to) check(G, from, object);
      }
      const [u, v] = by.map((g) => g.inverse());
      const moved = [u, v].map((g) => a.matrix.map((row, i) => row.map((_, j) => a.matrix[g.image(i)][g.image(j)])));
      const [from, ...to] = objects(n, 'matrix', [a.matrix, ...moved, b.matrix]);
      for (const object of to) check(G, from, object);
    }
  }
});

test('blocks that the group permutes, and single points, come through the graph too', () => {
  const G = parseGroup('PSL(3,2)');
  const lines = Array.from({ length: 7 }, (_, k) => [k, (k + 1) % 7, (k + 3) % 7]);
  const swapped = lines.map((line) => line.map((x) => [1, 0, 2, 3, 4, 5, 6][x]));
  const [first, second, none, points] = objects(7, 'sets', [lines, swapped, [], [[1], [2], [1]]]);
  for (const from of [first, second, none, points]) for (const to of [first, none, points]) check(G, from, to);
});

test.run();
