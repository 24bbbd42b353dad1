import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { multiple, permutationRepresentation, type Representation, regularRepresentation } from '@isotypic/reps';
import { EquivariantNormal, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, testSamples } from '../support/data.js';

/** Ordered pairs (i, j), i ≠ j, of n points: as `symmetric(n) on arrangements(2)`. */
function arrangements(n: number, order: (a: [number, number]) => [number, number]): Representation {
  const G = catalogue.symmetric(n);
  const pairs: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) pairs.push(order([i, j]));
  const at = (i: number, j: number) => pairs.findIndex(([a, b]) => a === i && b === j);
  const images = G.generators.map((g) => Permutation.fromImages(pairs.map(([i, j]) => at(g.image(i), g.image(j)))));
  return permutationRepresentation(G, images);
}

test('shrinkage .5 under symmetric(5) on arrangements(2) is the same after relabeling (i, j) ↔ (j, i)', async () => {
  const there = arrangements(5, ([i, j]) => [i, j]);
  const back = arrangements(5, ([i, j]) => [j, i]);
  const X = testSamples(12, 20, 3);
  for (const shrinkage of [0.25, 0.5, 1]) {
    const a = await (await EquivariantNormal.fit(X, there, { shrinkage })).covariance();
    // The columns of X are the same variables: only their names changed.
    const pairs: [number, number][] = [];
    for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) if (i !== j) pairs.push([i, j]);
    const to = pairs.map(([i, j]) => pairs.findIndex(([k, l]) => k === j && l === i));
    const turned = X.map((row) => to.map((k) => row[k]));
    const b = await (await EquivariantNormal.fit(turned, there, { shrinkage })).covariance();
    const c = await (await EquivariantNormal.fit(X, back, { shrinkage })).covariance();
    assert.ok(deviation(b.data, a.map((_, i, j) => a.at(to[i], to[j])).data) < 1e-13);
    assert.ok(deviation(c.data, a.data) < 1e-13);
  }
});

test('nor on the choice of copies: relabelings that normalize the group, on three actions', async () => {
  const swap = (n: number, copies: number) => Array.from({ length: n * copies }, (_, k) => (k + n) % (n * copies));
  const C3 = permutationRepresentation(catalogue.cyclic(3));
  const Q8 = regularRepresentation(catalogue.quaternion());
  const two = permutationRepresentation(new PermutationGroup([[1, 0, 3, 2, 4, 5]]));
  for (const [rep, to] of [
    [multiple(2, C3), swap(3, 2)],
    [multiple(2, Q8), swap(8, 2)],
    [two, [3, 2, 0, 1, 5, 4]],
  ] as const) {
    const X = testSamples(9, rep.dimension, 4);
    const turned = X.map((row) => to.map((k) => row[k]));
    const fit = async (rows: number[][]) => (await EquivariantNormal.fit(rows, rep, { shrinkage: 0.5 })).covariance();
    const a = await fit(X);
    assert.ok(deviation((await fit(turned)).data, a.map((_, i, j) => a.at(to[i], to[j])).data) < 1e-13);
  }
});

test('the target has the same total variance, and one variance per component', async () => {
  const rep = multiple(3, permutationRepresentation(catalogue.cyclic(4)));
  const X = testSamples(20, 12, 5);
  const trace = async (shrinkage: number) => {
    const S = await (await EquivariantNormal.fit(X, rep, { shrinkage })).covariance();
    return Array.from({ length: 12 }, (_, i) => S.at(i, i)).reduce((a, b) => a + b, 0);
  };
  assert.ok(Math.abs((await trace(1)) - (await trace(0))) < 1e-12);
  const full = await EquivariantNormal.fit(X, rep, { shrinkage: 1 });
  structureOf(rep).components.forEach((c, k) => {
    const { data, rows } = full.blocks[k];
    const first = data[0];
    data.forEach((v, at) => {
      assert.ok(Math.abs(v - (at % (rows + 1) === 0 ? first : 0)) < 1e-14, c.label);
    });
  });
});

test.run();
