import { catalogue, type PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, covarianceStandardErrors, meanStandardErrors } from '@isotypic/stats';
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

  test(`${name}: the error of an invariant covariance entry is √(2 tr(AΣAΣ)/N), A averaged over the group`, async () => {
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

test.run();
