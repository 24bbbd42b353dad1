/** Counts of diagrams against known numbers, and the change between orbits and diagrams. */
import { equivariantMaps, parseMatrixGroup, T } from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  linearInvariants,
  orthogonalInvariants,
  standardTableaux,
  symmetricInvariants,
  symplecticInvariants,
} from '../../dist/diagrams/counts.js';
import { disjointSubsets, matchings, pairings } from '../../dist/diagrams/pairings.js';
import { coarsenings, setPartitions } from '../../dist/diagrams/set-partitions.js';
import { specialCasesAreOn } from '../bases/without-special-cases.js';

test('standard tableaux, by the hook length formula', () => {
  assert.is(standardTableaux([]), 1n);
  assert.is(standardTableaux([3, 2]), 5n);
  assert.is(standardTableaux([4, 3, 2, 1]), 768n);
});

test('dimensions of invariants: double factorials, Bell, Catalan, Riordan and factorial numbers', () => {
  const range = (n: number) => Array.from({ length: n }, (_, k) => k);
  assert.equal(
    range(6).map((k) => orthogonalInvariants(9, 2 * k, false)),
    [1n, 1n, 3n, 15n, 105n, 945n],
  );
  assert.equal(
    range(7).map((k) => symmetricInvariants(9, k)),
    [1n, 1n, 2n, 5n, 15n, 52n, 203n],
  );
  assert.equal(
    range(6).map((k) => symplecticInvariants(2, 2 * k)),
    [1n, 1n, 2n, 5n, 14n, 42n],
  );
  assert.equal(
    range(9).map((k) => orthogonalInvariants(3, k, true)),
    [1n, 0n, 1n, 1n, 3n, 6n, 15n, 36n, 91n],
  );
  assert.equal(
    range(5).map((k) => linearInvariants(9, k, k, false)),
    [1n, 1n, 2n, 6n, 24n],
  );
  assert.is(linearInvariants(3, 6, 6, true), 513n); // permutations of 6 without a decreasing run of 4
  assert.is(linearInvariants(3, 3, 0, true), 1n);
  assert.is(linearInvariants(3, 3, 0, false), 0n);
});

test('partitions, pairings, matchings and subsets are listed once each', () => {
  assert.is(setPartitions(5, 9).length, 52);
  assert.is(setPartitions(5, 2).length, 16);
  assert.is(pairings([0, 1, 2, 3, 4, 5]).length, 15);
  assert.is(pairings([0, 1, 2]).length, 0);
  assert.is(matchings([0, 1, 2], [3, 4, 5]).length, 6);
  assert.is(disjointSubsets([0, 1, 2, 3, 4, 5], 2, 3).length, 15);
});

test('Möbius inversion: the indicator of an orbit is the sum of its diagrams', () => {
  const n = 3;
  const tuples = Array.from({ length: n ** 4 }, (_, x) => [27, 9, 3, 1].map((s) => Math.floor(x / s) % n));
  const agrees = (tuple: readonly number[], partition: readonly number[]) =>
    tuple.every((v, i) => tuple.every((w, j) => partition[i] !== partition[j] || v === w));
  const exactly = (tuple: readonly number[], partition: readonly number[]) =>
    tuple.every((v, i) => tuple.every((w, j) => (partition[i] === partition[j]) === (v === w)));
  for (const orbit of setPartitions(4, 4)) {
    for (const tuple of tuples) {
      const sum = coarsenings(orbit).reduce((s, c) => s + (agrees(tuple, c.partition) ? c.mobius : 0), 0);
      assert.is(sum, exactly(tuple, orbit) ? 1 : 0);
    }
  }
});

for (const [name, into, out] of [
  ['S(4)', T(2), T(3)],
  ['S(2)', T(3), T(2)],
  ['O(3)', T(2), T(2)],
  ['SO(3)', T(2), T(3)],
  ['O(1,3)', T(1, 1), T(2)],
  ['Sp(2)', T(2), T(1, 1)],
  ['GL(3)', T(2, 1), T(2, 1)],
  ['SL(2)', T(2), T(1, 1)],
] as const) {
  test(`${name}: multiplying by factored diagrams gives what the matrix gives`, () => {
    const group = parseMatrixGroup(name);
    const maps = equivariantMaps(into.over(group), out.over(group));
    const W = maps.apply(Float64Array.from({ length: maps.dimension }, (_, k) => Math.sin(k + 1)));
    const x = Float64Array.from({ length: maps.domain.dimension }, (_, i) => Math.cos(i * i));
    const dense = W.toFloat64();
    W.times(x).forEach((y, i) => {
      const expected = dense.row(i).reduce((sum, w, j) => sum + w * x[j], 0);
      assert.ok(Math.abs(y - expected) < 1e-12 * (1 + dense.norm()));
    });
  });
}

if (specialCasesAreOn) {
  test('a map of S(200) on pairs, of 1.6·10⁹ entries, is applied through its diagrams', () => {
    const group = parseMatrixGroup('S(200)');
    const maps = equivariantMaps(T(2).over(group), T(2).over(group));
    assert.is(maps.dimension, 15);
    const basis = maps.basis();
    assert.is(
      basis.reduce((sum, map) => sum + map.nonZeros, 0),
      200 ** 4,
    );
    // all weights 1: every entry of y is the sum of x
    const y = maps.apply(new Float64Array(15).fill(1)).times(new Float64Array(200 ** 2).fill(1));
    assert.ok(y.every((v) => v === 200 ** 2));
  });
}

test.run();
