import { catalogue, type PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  covarianceStandardErrors,
  EquivariantNormal,
  meanStandardErrors,
  structureOf,
  symmetricSummary,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Deterministic samples without any symmetry. */
const samples = (N: number, D: number): number[][] =>
  Array.from({ length: N }, (_, n) => Array.from({ length: D }, (_, j) => Math.sin(7 * n + 3 * j * j + n * j) + j));

/** The average of f over the group, listed: the slow, obvious twin of every projection. */
const average = (group: PermutationGroup, f: (image: (i: number) => number) => number): number => {
  const elements = [...group.elements()];
  return elements.reduce((sum, g) => sum + f((i) => g.image(i)), 0) / elements.length;
};

const groups = {
  'cyclic(4)': catalogue.cyclic(4),
  'dihedral(4)': catalogue.dihedral(4),
  'quaternion()': catalogue.quaternion(),
};

for (const [name, group] of Object.entries(groups)) {
  const D = group.degree;
  const rep = permutationRepresentation(group);

  test(`${name}: the error of an invariant covariance entry is √(2 tr(AΣAΣ)/N), A averaged`, async () => {
    const X = samples(20, D);
    const S = await cov(X, rep, { normalization: 'n' });
    const error = await covarianceStandardErrors(S, rep, X.length);
    for (const [i, j] of [
      [0, 0],
      [0, 1],
      [1, D - 1],
      [0, 2],
    ]) {
      const A = Array.from({ length: D * D }, (_, n) => {
        const [a, b] = [Math.floor(n / D), n % D];
        const hit = (p: number, q: number): number => (p === a && q === b ? 0.5 : 0);
        return average(group, (g) => hit(g(i), g(j)) + hit(g(j), g(i)));
      });
      let trace = 0;
      for (let a = 0; a < D; a++) {
        for (let b = 0; b < D; b++) {
          let [ab, ba] = [0, 0];
          for (let k = 0; k < D; k++) {
            ab += A[a * D + k] * S.data[k * D + b];
            ba += A[b * D + k] * S.data[k * D + a];
          }
          trace += ab * ba;
        }
      }
      const expected = Math.sqrt((2 * trace) / X.length);
      assert.ok(Math.abs(error(i, j) - expected) <= 1e-12 * expected, `${i},${j}: ${error(i, j)} against ${expected}`);
    }
  });

  test(`${name}: the error of the invariant mean is that of the orbit averages`, async () => {
    const X = samples(20, D);
    const errors = await meanStandardErrors(X, rep);
    for (const orbit of group.orbits()) {
      const averages = X.map((x) => orbit.reduce((sum, j) => sum + x[j], 0) / orbit.length);
      const center = averages.reduce((a, b) => a + b, 0) / X.length;
      const variance = averages.reduce((sum, a) => sum + (a - center) ** 2, 0) / (X.length - 1);
      const expected = Math.sqrt(variance / X.length);
      for (const j of orbit) assert.ok(Math.abs(errors[j] - expected) <= 1e-12 * expected);
    }
  });
}

test('weights 100×1 and 100×0.01 count as 102 samples: the error of a covariance is the spread', async () => {
  const S2 = permutationRepresentation(catalogue.symmetric(2));
  const weights = Array.from({ length: 200 }, (_, n) => (n < 100 ? 1 : 0.01));
  const law = new EquivariantNormal(
    structureOf(S2),
    Float64Array.of(0, 0),
    [4, 1].map((v) => ({ data: Float64Array.of(v), rows: 1, cols: 1 })),
  );
  const R = 1000;
  const draws = await law.sample(200 * R, { seed: 7 });
  const estimates: number[] = [];
  let reported = 0;
  for (let r = 0; r < R; r++) {
    const X = { rows: 200, cols: 2, data: draws.data.subarray(400 * r, 400 * (r + 1)) };
    const { covariance } = await symmetricSummary(X, S2, { weights });
    estimates.push(covariance[0].value);
    reported += covariance[0].standardError / R;
  }
  const center = estimates.reduce((a, b) => a + b, 0) / R;
  const spread = Math.sqrt(estimates.reduce((sum, v) => sum + (v - center) ** 2, 0) / R);
  // A standard deviation from R draws is right to 1/√(2R) = 2.2 %: four of those, and 1 % for N − 1.
  assert.ok(Math.abs(reported / spread - 1) < 0.1, `${reported} ${spread}`);
});

test('errors with weights depend on the effective count alone: equal weights, any unit, repeated rows', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const X = samples(30, 4);
  const errors = async (rows: number[][], weights?: number[]) =>
    (await symmetricSummary(rows, rep, { weights, normalization: 'n' })).covariance.map((p) => p.standardError);
  const plain = await errors(X);
  const close = (a: number[], b: number[]) => {
    for (const [k, v] of a.entries()) assert.ok(Math.abs(v / b[k] - 1) < 1e-13);
  };
  close(
    await errors(
      X,
      X.map(() => 3),
    ),
    plain,
  );
  close(
    await errors(
      X,
      X.map(() => 1e-300),
    ),
    plain,
  );
  // A thousand rows of vanishing weight change nothing.
  const light = samples(1000, 4);
  close(await errors([...X, ...light], [...X.map(() => 1), ...light.map(() => 1e-40)]), plain);
});

test.run();
