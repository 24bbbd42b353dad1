/** Irreps shared by different orbits, against characters where those decide, and where degrees alone would mislead. */
import {
  actionOnSubsets,
  catalogue,
  orbitals,
  Permutation,
  type PermutationGroup,
  randomSource,
} from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { constituents } from '../../dist/constituents/constituents.js';
import { orbitsOf } from '../../dist/decomposition/irrep-source.js';

/** The irreps that one transitive action and another have, and how often both have one: [in both, in all]. */
function shared(G: PermutationGroup, actions: readonly (readonly Permutation[])[]): [number, number] {
  const orbits = actions.flatMap((images) => orbitsOf(permutationRepresentation(G, images)));
  const { irreps, onOrbit } = constituents(G, orbits, randomSource(5));
  const lists = [...onOrbit.values()].map((list) => list.map(({ irrep }) => irrep));
  return [irreps.filter((irrep) => lists.every((list) => list.includes(irrep))).length, irreps.length];
}

/**
 * S6 on the six totals, the partitions of the 15 edges of K6 into five perfect matchings: its other action on six
 * points.
 */
function onTotals(G: PermutationGroup): Permutation[] {
  const matchings = [1, 2, 3, 4, 5].flatMap((a) => {
    const rest = [1, 2, 3, 4, 5].filter((x) => x !== a);
    return [1, 2, 3].map((k) => [[0, a], [rest[0], rest[k]], rest.filter((_, i) => i !== 0 && i !== k)]);
  });
  const edge = (e: readonly number[]) => [...e].sort().join('');
  const name = (m: readonly (readonly number[])[]) => m.map(edge).sort().join();
  const disjoint = (a: string, b: string) => a.split(',').every((e) => !b.includes(e));
  const names = matchings.map(name);
  const extend = (total: string[], from: number): string[][] =>
    total.length === 5
      ? [total]
      : names.flatMap((m, i) => (i >= from && total.every((t) => disjoint(t, m)) ? extend([...total, m], i + 1) : []));
  const totals = extend([], 0).map((t) => [...t].sort().join(';'));
  assert.is(totals.length, 6);
  return G.generators.map((g) =>
    Permutation.fromImages(
      totals.map((total) => {
        const moved = total
          .split(';')
          .map((m) => name(m.split(',').map((e) => [...e].map((x) => g.images[Number(x)]))))
          .sort()
          .join(';');
        return totals.indexOf(moved);
      }),
    ),
  );
}

test('S6 on six points and on six totals: two irreps of degree 5 that are not the same', () => {
  const G = catalogue.symmetric(6);
  const totals = onTotals(G);
  assert.is(orbitals(G.generators, totals).rank, 1); // only the trivial irrep is common
  assert.equal(shared(G, [G.generators, totals]), [1, 3]);
});

test('one action in two numberings has the same irreps', () => {
  const G = catalogue.symmetric(9);
  const p = Permutation.fromCycles('(0 5 2)(1 7)', 36);
  const pairs = actionOnSubsets(G, 2).generators;
  const renamed = pairs.map((g) => p.times(g).times(p.inverse()));
  assert.equal(shared(G, [pairs, renamed]), [3, 3]);
});

for (const [n, k, l] of [
  [7, 1, 2],
  [8, 2, 3],
  [10, 3, 2],
]) {
  test(`S${n} on ${k}- and on ${l}-subsets share min(${k}, ${l}) + 1 irreps`, () => {
    const G = catalogue.symmetric(n);
    const [a, b] = [k, l].map((size) => actionOnSubsets(G, size).generators);
    assert.is(orbitals(a, b).rank, Math.min(k, l) + 1);
    assert.equal(shared(G, [a, b]), [Math.min(k, l) + 1, Math.max(k, l) + 1]);
  });
}

test('S150 on its points and on 2-subsets: the irrep of degree 149 is found once, without its matrices', () => {
  const G = catalogue.symmetric(150);
  const n = 150;
  const pairs = actionOnSubsets(G, 2).generators;
  const both = G.generators.map((g, k) =>
    Permutation.fromImages([...g.images, ...Array.from(pairs[k].images, (x) => x + n)]),
  );
  // an action by construction: without special cases its check takes minutes
  const rep = permutationRepresentation(G, both, { check: specialCasesAreOn() });
  assert.equal(
    isotypicDecomposition(rep).components.map((c) => [c.degree, c.multiplicity]),
    [
      [1, 2],
      [149, 2],
      [11025, 1],
    ],
  );
});

test.run();
