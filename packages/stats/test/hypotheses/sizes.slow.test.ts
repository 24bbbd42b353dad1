/** The size of each p-value at 5 %, within 1.5 %, by simulation, from the least possible N on. */
import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation, type Representation, regularRepresentation } from '@isotypic/reps';
import { EquivariantNormal, likelihoodRatioTest } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const REPS: readonly [string, Representation][] = [
  ['dihedral(4)', permutationRepresentation(catalogue.dihedral(4))],
  ['symmetric(2)', permutationRepresentation(catalogue.symmetric(2))],
  ['cyclic(5)', permutationRepresentation(catalogue.cyclic(5))],
  ['quaternion() regular', regularRepresentation(catalogue.quaternion())],
];

/** Samples of the model itself, N at a time. */
async function* draws(rep: Representation, N: number, R: number, seed: number) {
  const D = rep.dimension;
  const data = Float64Array.from({ length: D * D }, (_, k) => (k % (D + 1) === 0 ? 2 : 1));
  const normal = await EquivariantNormal.from(rep, new Float64Array(D).fill(3), { data, rows: D, cols: D });
  const X = await normal.sample(N * R, { seed });
  for (let r = 0; r < R; r++) yield X.rowRange(r * N, (r + 1) * N);
}

// 4000 draws: the standard deviation of a size of 5 % is 0.34 %, and 1.5 % more than four of them.
const R = 4000;

for (const [name, rep] of REPS) {
  test(`saddlepoint p-values under ${name}, N from D + 1 to 100`, async () => {
    const D = rep.dimension;
    for (const N of [D + 1, D + 2, 2 * D + 1, 100]) {
      for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
        let rejected = 0;
        for await (const X of draws(rep, N, R, N)) {
          const { saddlepointPValue = 1 } = await likelihoodRatioTest(X, rep, { hypothesis });
          if (saddlepointPValue < 0.05) rejected++;
        }
        assert.ok(Math.abs(rejected / R - 0.05) < 0.015, `N = ${N}, ${hypothesis}: ${rejected / R}`);
      }
    }
  });
}

test('randomization p-values of the score statistic, N from 2 to D', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const draws19 = 19; // p ≤ 1/20 is the largest statistic of twenty
  for (const N of [2, 3, 4]) {
    let rejected = 0;
    for await (const X of draws(rep, N, R, N)) {
      const { kind, randomizationPValue = 1 } = await likelihoodRatioTest(X, rep, { randomizations: draws19, seed: 7 });
      assert.is(kind, 'score');
      if (randomizationPValue <= 0.05) rejected++;
    }
    // Two samples have eight relative moves, so that among twenty data sets the largest statistic is never alone.
    const size = N === 2 ? 0 : 0.05;
    assert.ok(Math.abs(rejected / R - size) < 0.015, `N = ${N}: ${rejected / R}`);
  }
});

test.run();
