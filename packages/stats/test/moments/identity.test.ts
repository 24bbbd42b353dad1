import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { directSum, matrixRepresentation, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { covarianceOf, SymmetricMoments, type SymmetricMomentsJSON, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, testSamples } from '../support/data.js';

const first = permutationRepresentation(new PermutationGroup([Permutation.fromCycles('(0 1)', 3)]));
const last = permutationRepresentation(new PermutationGroup([Permutation.fromCycles('(1 2)', 3)]));
const X = [
  [1, 2, 9],
  [3, 4, 1],
  [0, 1, 5],
];

const throughJSON = (moments: SymmetricMoments): SymmetricMomentsJSON => JSON.parse(JSON.stringify(moments));

test('moments pushed under <(0 1), degree 3> are not read or merged under <(1 2)>', async () => {
  const moments = await new SymmetricMoments(first).push(X);
  const json = throughJSON(moments);
  await refuses('INVALID_ARGUMENT', () => SymmetricMoments.fromJSON(json, last), 'perm[3]', /another action/);
  const other = await new SymmetricMoments(last).push(X);
  await refuses('INVALID_ARGUMENT', () => other.merge(moments), /another action/);
  assert.is(other.count, 3);
  assert.ok(deviation(other.invariantMean(), [4 / 3, 11 / 3, 11 / 3]) < 1e-14);
});

test('moments under quaternion(8) with its generators in another order are refused', async () => {
  const G = catalogue.quaternion();
  const turned = new PermutationGroup([...G.generators].reverse());
  const moments = await new SymmetricMoments(permutationRepresentation(G)).push(testSamples(20, 8, 1));
  await refuses('INVALID_ARGUMENT', () =>
    SymmetricMoments.fromJSON(throughJSON(moments), permutationRepresentation(turned)),
  );
});

test('other actions of one shape: cyclic groups by another generator, summands exchanged, a signed basis', async () => {
  const C5 = catalogue.cyclic(5);
  const squared = new PermutationGroup([C5.generators[0].power(2)]);
  const trivial = permutationRepresentation(C5, [Permutation.identity(1)], { check: false });
  const natural = permutationRepresentation(C5);
  const flipped = matrixRepresentation(new PermutationGroup([[1, 0]]), [
    [
      [0, -1],
      [-1, 0],
    ],
  ]);
  for (const [a, b] of [
    [natural, permutationRepresentation(squared)],
    [directSum(natural, trivial), directSum(trivial, natural)],
    [permutationRepresentation(new PermutationGroup([[1, 0]])), flipped],
  ]) {
    const moments = await new SymmetricMoments(a).push(testSamples(9, a.dimension, 2));
    await refuses('INVALID_ARGUMENT', () => SymmetricMoments.fromJSON(throughJSON(moments), b), /another action/);
    await refuses('INVALID_ARGUMENT', () => new SymmetricMoments(b).merge(moments));
  }
});

test('the same action made anew reads them to the bit, also as a pair and from a basis of one’s own', async () => {
  const again = permutationRepresentation(new PermutationGroup([Permutation.fromCycles('(0 1)', 3)]));
  const moments = await new SymmetricMoments(first).push(X);
  assert.equal(SymmetricMoments.fromJSON(throughJSON(moments), again).toJSON(), moments.toJSON());
  const G = catalogue.dihedral(4);
  const [x, y] = [permutationRepresentation(G), regularRepresentation(G)];
  const pairs = await new SymmetricMoments(x, y).push({ x: testSamples(9, 4, 1), y: testSamples(9, 8, 2) });
  assert.equal(SymmetricMoments.fromJSON(throughJSON(pairs), x, y).toJSON(), pairs.toJSON());
  await refuses('PARSE', () => SymmetricMoments.fromJSON(throughJSON(pairs), x));
  const { basis, components, dimension } = structureOf(x);
  const own = { basis, components, dimension };
  const plain = await new SymmetricMoments(own).push(testSamples(9, 4, 1));
  assert.equal(SymmetricMoments.fromJSON(throughJSON(plain), own).toJSON(), plain.toJSON());
  await refuses('INVALID_ARGUMENT', () => SymmetricMoments.fromJSON(throughJSON(plain), x));
});

test('version 1, which has no fingerprint, is refused and says why', async () => {
  const { fingerprints, actions, ...rest } = throughJSON(await new SymmetricMoments(first).push(X));
  const old = { ...rest, version: 1, shape: '3:1/1x2+1/1x1' } as unknown as SymmetricMomentsJSON;
  await refuses('PARSE', () => SymmetricMoments.fromJSON(old, first), /Version 1 does not say under which action/);
  await refuses('PARSE', () => SymmetricMoments.fromJSON({ ...rest, version: 3 } as never, first), /version 3/);
  assert.is(fingerprints.length + actions.length, 2);
});

test('tampered JSON is refused by the part that does not fit', async () => {
  const json = throughJSON(await new SymmetricMoments(first).push(X));
  const bad: [string, unknown][] = [
    ['count', -1],
    ['exponents', [0.5]],
    ['shifts', [[1, 2]]],
    ['weights', { high: [1], low: [1] }],
    ['sums', []],
    ['comoments', [{ high: ['1'], low: [0] }, null]],
    ['weightExponent', null],
  ];
  for (const [name, value] of bad) {
    const changed = { ...json, [name]: value } as unknown as SymmetricMomentsJSON;
    await refuses('PARSE', () => SymmetricMoments.fromJSON(changed, first), name);
  }
});

test('moments of any scale, weight and mean survive being stored, merged and resumed', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const rows = testSamples(40, 4, 7).map((row, n) => row.map((v) => (v + 3) * 10 ** (n < 20 ? 100 : 160)));
  const weights = rows.map((_, n) => 10 ** (n % 3));
  const parts = [0, 20].map((at) => ({ X: rows.slice(at, at + 20), weights: weights.slice(at, at + 20) }));
  const whole = await new SymmetricMoments(rep).push(rows, { weights });
  const [a, b] = await Promise.all(parts.map(async ({ X, weights }) => new SymmetricMoments(rep).push(X, { weights })));
  for (const joined of [
    SymmetricMoments.fromJSON(throughJSON(a), rep).merge(b),
    SymmetricMoments.fromJSON(throughJSON(b), rep).merge(a),
    await SymmetricMoments.fromJSON(throughJSON(a), rep).push(parts[1].X, { weights: parts[1].weights }),
  ]) {
    const scaled = (m: SymmetricMoments) => Array.from(m.invariantMean(), (v) => v / 1e160);
    assert.ok(deviation(scaled(joined), scaled(whole)) < 1e-13);
    assert.ok(Math.abs(joined.effectiveCount / whole.effectiveCount - 1) < 1e-13);
    const e = (m: SymmetricMoments) =>
      m.block(1, 0, 0, 'sample-mean').data[0] * 2 ** (2 * m.scales.exponents[0] - 1000);
    assert.ok(Math.abs(e(joined) / e(whole) - 1) < 1e-12);
  }
  await refuses('INVALID_ARGUMENT', () => covarianceOf(whole), /1e3\d\d/);
});

test.run();
