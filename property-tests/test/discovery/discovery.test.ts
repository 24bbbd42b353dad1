import { catalogue } from '@isotypic/algebra';
import { discoverPermutationSymmetry, discoverSymmetry } from '@isotypic/property-tests';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

const at = (x: Float64Array, i: number) => x[((i % x.length) + x.length) % x.length];

/** Functions of n variables whose groups of permutations are known. */
const KNOWN: readonly [string, number, (x: Float64Array) => number, bigint][] = [
  ['a sum', 5, (x) => x.reduce((s, v) => s + v, 0), 120n],
  ['the largest entry', 4, (x) => Math.max(...x), 24n],
  ['a necklace', 6, (x) => x.reduce((s, v, i) => s + v * at(x, i + 1), 0), 12n],
  ['an oriented necklace', 6, (x) => x.reduce((s, v, i) => s + v * v * at(x, i + 1), 0), 6n],
  [
    'a square with diagonals of weight 2',
    4,
    (x) => x[0] * x[1] + x[1] * x[2] + x[2] * x[3] + x[3] * x[0] + 2 * (x[0] * x[2] + x[1] * x[3]),
    8n,
  ],
  ['two blocks', 6, (x) => Math.hypot(1, x[0] * x[1] * x[2]) + Math.hypot(1, x[3] * x[4] * x[5]), 72n],
  ['nothing', 4, (x) => x[0] + 2 * x[1] + 3 * x[2] + 5 * x[3], 1n],
  ['all but one', 5, (x) => Math.sin(x[0] + x[1] + x[3] + x[4]) * x[2], 24n],
  [
    'a Vandermonde product, which pairs do not tell from its square',
    4,
    (x) => x.reduce((p, v, i) => x.slice(0, i).reduce((q, w) => q * (v - w), p), 1),
    12n,
  ],
];

for (const [name, n, f, order] of KNOWN) {
  test(`permutations that keep ${name}: ${order}`, async () => {
    const { group, ofPairs, evidence } = await discoverPermutationSymmetry(f, n, { seed: 1 });
    assert.is(group.order, order);
    assert.is(ofPairs.order % order, 0n);
    assert.ok(evidence.confirmation.holds || group.isTrivial());
    const { best } = await discoverSymmetry(f, [`permutation of symmetric(${n})`], { seed: 1 });
    assert.is(best?.order ?? 1n, order);
  });
}

test('a map of vectors: the circulant matrices, and one weight of them changed by 1e-9', async () => {
  const circulant = (x: Float64Array) => x.map((v, i) => 3 * v + 2 * at(x, i + 1) - at(x, i + 2));
  const out = 'same' as const;
  assert.is((await discoverPermutationSymmetry(circulant, 7, { out })).group.order, 7n);
  const changed = (x: Float64Array) => circulant(x).map((v, i) => (i === 0 ? v * (1 + 1e-9) : v));
  assert.is((await discoverPermutationSymmetry(changed, 7, { out })).group.order, 1n);
});

test('single precision, coarse rounding and invariants of several entries', async () => {
  const single = (x: Float64Array) => Float32Array.of(x.reduce((s, v) => Math.fround(s + Math.fround(v * v)), 0));
  assert.is((await discoverPermutationSymmetry(single, 5)).group.order, 120n);
  const coarse = (x: Float64Array) => x.reduce((s, v) => s + v, 1e8) - 1e8;
  assert.is((await discoverPermutationSymmetry(coarse, 5)).group.order, 120n);
  const several = (x: Float64Array) => [x[0] + x[1], x[2] * x[3]];
  assert.is((await discoverPermutationSymmetry(several, 4)).group.order, 4n);
});

test('the largest of several candidates, with the evidence of each', async () => {
  const f = (x: Float64Array) => x.reduce((s, v, i) => s + v * at(x, i + 1), 0);
  const { best, evidence } = await discoverSymmetry(f, [
    'permutation of cyclic(6)',
    permutationRepresentation(catalogue.dihedral(6)),
    catalogue.symmetric(6),
  ]);
  assert.equal(
    evidence.map(({ order, report }) => [order, report.holds]),
    [
      [6n, true],
      [12n, true],
      [12n, false],
    ],
  );
  assert.is(best, evidence[1]);
});

test('a function without any', async () => {
  const { best, evidence } = await discoverSymmetry((x) => x[0], ['regular of cyclic(5)'], { out: 'trivial' });
  assert.is(best, undefined);
  assert.not(evidence[0].report.holds);
  const { best: none } = await discoverSymmetry(() => 'text', ['regular of cyclic(5)']);
  assert.is(none, undefined);
});

test('refusals', async () => {
  await refuses('INVALID_ARGUMENT', () => discoverSymmetry((x) => x, []), /candidates/);
  await refuses('INVALID_ARGUMENT', () => discoverPermutationSymmetry((x) => x, 0), /n/);
  await refuses('BUDGET_EXCEEDED', () => discoverPermutationSymmetry((x) => x[0], 20, { budget: 10 }), /./);
  await refuses('ABORTED', () => discoverPermutationSymmetry((x) => x[0], 20, { signal: AbortSignal.abort() }), /./);
});

test.run();
