/**
 * The parts of partition backtrack that small groups never reach through the public surface, since a plain attempt
 * answers first: orbital graphs, attempts given up, one half of the orbits after the other. Each against listing.
 */
import { BudgetExceededError, Permutation, PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ColoredPermutation } from '../../../dist/groups/backtrack/colored-permutation.js';
import { AttemptOver, NodeCount } from '../../../dist/groups/backtrack/node-count.js';
import { isInvariant, orbitalGraphs } from '../../../dist/groups/backtrack/orbital-graph.js';
import { RefinedBase } from '../../../dist/groups/backtrack/refined-base.js';
import { BacktrackSearch } from '../../../dist/groups/backtrack/search.js';
import { orbitRepresentatives } from '../../../dist/permutations/orbits.js';
import { WorkMeter } from '../../../dist/work.js';
import { closure } from '../support.js';

const groups = fc
  .constantFrom(
    'dihedral(6)',
    'symmetric(4) on pairs',
    'cyclic(2) wr cyclic(3)',
    'symmetric(3) wr cyclic(2)',
    'AGL(1,8)',
    'PSL(3,2)',
  )
  .map((name) => parseGroup(name));
const permutation = (degree: number) =>
  fc.shuffledSubarray([...Array(degree).keys()], { minLength: degree }).map((images) => Permutation.fromImages(images));
/** A group with a colored permutation: colors at random, and a member of the group or any permutation. */
const searches = groups.chain((group) =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: group.degree, maxLength: group.degree }),
      fc.oneof(
        fc.constant(Permutation.identity(group.degree)),
        fc.nat().map((k) => group.unrank(BigInt(k) % group.order)),
        permutation(group.degree),
      ),
    )
    .map(([colors, g]) => ({ group, source: new ColoredPermutation(Int32Array.from(colors), g.images) })),
);
const unlimited = () => new NodeCount(new WorkMeter('test'), () => undefined);

test('with orbital graphs and without, the subgroup and the elements found are those of listing', () => {
  fc.assert(
    fc.property(searches, fc.boolean(), fc.nat(), ({ group, source }, hasGraphs, k) => {
      const elements = closure(group.generators, group.degree).map((x) => x.images);
      const search = new BacktrackSearch(
        new RefinedBase(group, source, hasGraphs ? 'orbital graphs' : 'orbits', new WorkMeter('test')),
        randomSource(1),
      );
      const order = search.findSubgroup(unlimited());
      assert.is(order, BigInt(elements.filter((x) => source.isKeptBy(x)).length));
      const generated = new PermutationGroup(
        search.generators.map(({ images }) => Permutation.fromTrustedImages(images)),
        { degree: group.degree },
      );
      assert.is(generated.order, order);
      const own = source.images;
      const isOwnInK = source.isKeptBy(own) && group.contains(Permutation.fromTrustedImages(own));
      for (const x of [elements[k % elements.length], elements[0]]) {
        // x⁻¹ applied to the source is carried to the source by x, and the source is carried to it by x⁻¹.
        const target = source.pulledBackBy(x);
        const found = search.findElement(target, isOwnInK, unlimited());
        assert.ok(found !== undefined && source.isCarriedTo(target, found));
      }
      // Recolored at one point, it may or may not be in reach.
      const other = new ColoredPermutation(
        source.colors.map((c, p) => (p === k % group.degree ? 1 - c : c)),
        source.images,
      );
      const found = search.findElement(other, isOwnInK, unlimited());
      assert.is(
        found !== undefined,
        elements.some((x) => source.isCarriedTo(other, x)),
      );
    }),
    { numRuns: 300 },
  );
});

test('orbital graphs are invariant, and the arcs of a point are as many as its suborbit is long', () => {
  for (const name of ['dihedral(6)', 'symmetric(5) on pairs', 'cyclic(2) wr symmetric(4)', 'AGL(1,7)', 'PSL(2,7)']) {
    const group = parseGroup(name);
    const [level] = group.chain.levels;
    const labels = orbitRepresentatives(group.degree, group.generators);
    const below = orbitRepresentatives(group.degree, group.stabilizer(level.basePoint).generators);
    const graphs = orbitalGraphs(level, labels, below, group.degree * group.degree);
    for (const graph of graphs) {
      assert.ok(group.generators.every((g) => isInvariant(graph, g.images)));
      const neighbors = [...graph.targets.subarray(0, graph.valency)];
      assert.is(new Set(neighbors.map((y) => below[y])).size, 1);
      assert.is(neighbors.length, below.filter((r) => r === below[neighbors[0]]).length);
    }
    // A permutation outside the automorphism group of a graph that is not complete moves an arc off it.
    const transposition = Permutation.fromCycles('(0 1)', group.degree);
    if (name === 'dihedral(6)') assert.ok(graphs.some((graph) => !isInvariant(graph, transposition.images)));
  }
});

test('an attempt ends after the nodes it was allowed; the whole search at its budget', () => {
  const group = parseGroup('AGL(4,2)');
  const source = ColoredPermutation.ofSet(16, [0, 1, 2, 4, 7, 8]);
  const search = () =>
    new BacktrackSearch(new RefinedBase(group, source, 'orbits', new WorkMeter('test')), randomSource(1));
  const attempt = new NodeCount(new WorkMeter('test'), () => undefined, 3);
  assert.throws(
    () => search().findSubgroup(attempt),
    (error: unknown) => error instanceof AttemptOver,
  );
  const known: number[] = [];
  const limited = new NodeCount(new WorkMeter('test', { budget: 3 }), (found) => known.push(found.length));
  assert.throws(
    () => search().findSubgroup(limited),
    (error: unknown) => error instanceof BudgetExceededError,
  );
  assert.is(known.length, 1);
});

test.run();
