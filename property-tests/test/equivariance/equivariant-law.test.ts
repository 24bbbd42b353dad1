import { randomSource } from '@isotypic/algebra';
import { checkEquivariantLaw } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

/** Roughly normal numbers from a seed. */
function noise(seed: number, n: number): number[] {
  const random = randomSource(seed);
  const uniform = () => random.below(2 ** 30) / 2 ** 30;
  return Array.from({ length: n }, () => uniform() + uniform() + uniform() + uniform() - 2);
}

const S3 = { in: 'permutation of symmetric(3)', out: 'permutation', samples: 60, inputs: 2 } as const;
const isotropic = (x: Float64Array, seed: number) => noise(seed, 3).map((e, i) => x[i] + e);
const dropout = (x: Float64Array, seed: number) => noise(seed, 3).map((e, i) => (e > 0 ? 2 * x[i] : 0));
const anisotropic = (x: Float64Array, seed: number) => noise(seed, 3).map((e, i) => x[i] + e * (i === 0 ? 3 : 1));
const biased = (x: Float64Array, seed: number) => noise(seed, 3).map((e, i) => x[i] + e + (i === 1 ? 1 : 0));
/** A Gaussian with a diagonal covariance in a basis that the group does not permute. */
const diagonal = (x: Float64Array, seed: number) => {
  const [a, b] = noise(seed, 2);
  return [x[0] + 3 * a, x[1] + b];
};

test('noise that is alike in all entries, and dropout, have a law that moves with x', async () => {
  for (const f of [isotropic, dropout]) assert.ok((await checkEquivariantLaw(f, S3)).holds);
});

test('a larger variance, a bias, a diagonal covariance under a rotation are found', async () => {
  for (const f of [anisotropic, biased]) {
    const report = await checkEquivariantLaw(f, { ...S3, samples: 150 });
    assert.not(report.holds);
    assert.match(`${report}`, /NOT one law under \(0 1/);
  }
  const quarter = { dimension: 2, generators: [{ data: Float64Array.of(0, -1, 1, 0), rows: 2, cols: 2 }] };
  assert.not((await checkEquivariantLaw(diagonal, { in: quarter, out: quarter })).holds);
});

test('an invariant law', async () => {
  const sum = (x: Float64Array, seed: number) => [x[0] + x[1] + x[2] + noise(seed, 1)[0]];
  assert.ok((await checkEquivariantLaw(sum, { ...S3, out: 'trivial' })).holds);
});

test('the error rate is kept: 200 right functions at 20 % are refuted 40 times, about', async () => {
  let refuted = 0;
  for (let seed = 0; seed < 200; seed++) {
    const report = await checkEquivariantLaw(isotropic, { ...S3, samples: 10, inputs: 1, errorRate: 0.2, seed });
    if (!report.holds) refuted++;
  }
  // At most 20 % by Bonferroni, standard deviation 5.7: within four of them; and it does happen.
  assert.ok(refuted < 63 && refuted > 5, `${refuted}`);
});

test('replayed from its seed', async () => {
  const [a, b] = [
    await checkEquivariantLaw(biased, { ...S3, seed: 4 }),
    await checkEquivariantLaw(biased, { ...S3, seed: 4 }),
  ];
  assert.equal(
    a.tests.map((t) => t.pValue),
    b.tests.map((t) => t.pValue),
  );
});

test('refusals', async () => {
  await refuses('INVALID_ARGUMENT', () => checkEquivariantLaw(isotropic, { ...S3, errorRate: 0 }), /errorRate/);
  await refuses('ABORTED', () => checkEquivariantLaw(isotropic, { ...S3, signal: AbortSignal.abort() }), /./);
});

test.run();
