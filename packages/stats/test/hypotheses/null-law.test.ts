/** The law of −2 log Λ for small N, against laws that are known in closed form. */
import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { EquivariantNormal, likelihoodRatioTest } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { saddlepointTail } from '../../dist/hypotheses/null-law.js';
import { noSymmetry } from '../../dist/structure/special-structures.js';
import { structureOf } from '../../dist/structure/structure-of.js';

const swap = structureOf(permutationRepresentation(catalogue.symmetric(2))).components;
const free = noSymmetry(2).components;

test('exchange of two variables: 1 − Λ^(2/N) is the squared correlation of sum and difference', () => {
  // r² ~ Beta(1/2, (N − 2)/2): for N = 3 the arcsine law, for N = 4 |r| uniform, for N = 6 P(|r| > c) = 1 − (3c − c³)/2
  const tails: readonly [number, (c: number) => number][] = [
    [3, (c) => 1 - (2 / Math.PI) * Math.asin(c)],
    [4, (c) => 1 - c],
    [6, (c) => 1 - (3 * c - c ** 3) / 2],
  ];
  for (const [samples, tail] of tails) {
    for (const c of [0.1, 0.5, 0.9, 0.99, 0.9999]) {
      const statistic = -samples * Math.log1p(-c * c);
      const p = saddlepointTail(statistic, 1, { null: swap, alternative: free, samples, hypothesis: 'covariance' });
      assert.ok(Math.abs(p / tail(c) - 1) < 0.06, `N = ${samples}, |r| = ${c}: ${p} for ${tail(c)}`);
    }
  }
});

test('a tail: decreasing from 1 to 0, smooth through the mean', () => {
  const models = { null: swap, alternative: free, samples: 5, hypothesis: 'mean-and-covariance' } as const;
  const at = (x: number) => saddlepointTail(x, 2, models);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 200, noNaN: true }),
      fc.double({ min: 1e-3, max: 1, noNaN: true }),
      (x, d) => {
        assert.ok(at(x) <= 1 && at(x + d) <= at(x) && at(x + d) >= 0);
        assert.ok(at(x) - at(x + 1e-3) < 5e-3);
      },
    ),
  );
  assert.is(at(0), 1);
});

test('for many samples it is the χ² law', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const normal = await EquivariantNormal.from(rep, [0, 0, 0, 0], {
    data: Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 2 : 1)),
    rows: 4,
    cols: 4,
  });
  const {
    pValue = 0,
    saddlepointPValue = 0,
    advice,
  } = await likelihoodRatioTest(await normal.sample(50_000, { seed: 3 }), rep);
  assert.ok(Math.abs(pValue - saddlepointPValue) < 1e-3 * pValue, `${pValue} ${saddlepointPValue}`);
  assert.is(advice, undefined);
});

test('nine samples of eight variables under the quaternions: size 5 %, where χ² rejects nine of ten', async () => {
  const rep = regularRepresentation(catalogue.quaternion());
  const [N, R] = [9, 400];
  const normal = await EquivariantNormal.from(rep, new Float64Array(8), {
    data: Float64Array.from({ length: 64 }, (_, k) => (k % 9 === 0 ? 2 : 1)),
    rows: 8,
    cols: 8,
  });
  const X = await normal.sample(N * R, { seed: 5 });
  let [plain, rejected] = [0, 0];
  for (let r = 0; r < R; r++) {
    const { pValue = 1, saddlepointPValue = 1 } = await likelihoodRatioTest(X.rowRange(r * N, (r + 1) * N), rep);
    if (pValue < 0.05) plain++;
    if (saddlepointPValue < 0.05) rejected++;
  }
  // 20 expected, standard deviation 4.4: within three of them
  assert.ok(Math.abs(rejected - 20) < 14, `${rejected}`);
  assert.ok(plain > 300, `${plain}`);
});

test.run();
