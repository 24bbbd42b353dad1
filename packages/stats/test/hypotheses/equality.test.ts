import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, equalCovariancesTest, equalMeansTest, type StructureSource, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readVector, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

interface Case {
  groups: number[][][];
  box: { chi2: number; df: number; pChi2: number; pF: number };
  wilks: { value: number; F: number; num: number; den: number; p: number };
}

const { cases } = readVector<{ cases: Case[] }>('estimates/equality.json');

const momentsOf = (groups: readonly number[][][], rep: StructureSource) =>
  Promise.all(groups.map((X) => new SymmetricMoments(rep).push(X)));

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.abs(b), `${a} against ${b}`);

test('without symmetry they are Box’s M and Wilks’ Λ, as statsmodels has them', async () => {
  for (const { groups, box, wilks } of cases) {
    const none = permutationRepresentation(new PermutationGroup([], { degree: groups[0][0].length }));
    const moments = await momentsOf(groups, none);
    const covariances = equalCovariancesTest(moments);
    assert.is(covariances.degreesOfFreedom, box.df);
    // Box's χ² is M times his factor 1 − c, right to order 1/ν; his F form has one more term of the law.
    const [p, G] = [groups[0][0].length, groups.length];
    const degrees = groups.map((X) => X.length - 1);
    const [inverse, all] = [degrees.reduce((sum, n) => sum + 1 / n, 0), degrees.reduce((a, b) => a + b, 0)];
    const c = ((inverse - 1 / all) * (2 * p * p + 3 * p - 1)) / (6 * (p + 1) * (G - 1));
    near(covariances.statistic * (1 - c), box.chi2, 1e-9);
    near(covariances.saddlepointPValue, box.pF, 0.03);
    const means = equalMeansTest(moments);
    const N = groups.reduce((sum, X) => sum + X.length, 0);
    near(means.statistic, -N * Math.log(wilks.value), 1e-10);
    near(means.saddlepointPValue, wilks.p, 0.01);
  }
});

/** log det by elimination, of a matrix in rows. */
function logDet(rows: number[][]): number {
  const A = rows.map((r) => [...r]);
  let sum = 0;
  A.forEach((pivot, k) => {
    sum += Math.log(pivot[k]);
    for (const row of A.slice(k + 1)) {
      const f = row[k] / pivot[k];
      for (let j = k; j < row.length; j++) row[j] -= f * pivot[j];
    }
  });
  return sum;
}

for (const { name, structure } of HAND_MADE) {
  const D = structure.dimension;
  const sizes = [12, 20, 15];

  test(`${name}: with free means M is that of the D×D covariances`, async () => {
    const groups = sizes.map((N, g) => testSamples(N, D, 40 + g));
    const found = equalCovariancesTest(await momentsOf(groups, structure), { mean: 'free' });
    const S = await Promise.all(groups.map((X) => cov(X, structure, { center: 'sample-mean' })));
    const all = sizes.reduce((a, b) => a + b - 1, 0);
    const pooled = Array.from({ length: D }, (_, i) =>
      Array.from({ length: D }, (_, j) => S.reduce((sum, C, g) => sum + ((sizes[g] - 1) / all) * C.at(i, j), 0)),
    );
    const expected = all * logDet(pooled) - S.reduce((sum, C, g) => sum + (sizes[g] - 1) * logDet(C.toRows()), 0);
    near(found.statistic, expected, 1e-9);
  });

  test(`${name}: a shift by an invariant vector shows in the means, and not in the covariances`, async () => {
    const groups = sizes.map((N, g) => testSamples(N, D, 60 + g));
    const moved = groups.map((X, g) => (g === 1 ? X.map((x) => x.map((v) => v + 3)) : X));
    const [before, after] = [await momentsOf(groups, structure), await momentsOf(moved, structure)];
    near(equalCovariancesTest(after).statistic, equalCovariancesTest(before).statistic, 1e-8);
    assert.ok(equalMeansTest(after).saddlepointPValue < 1e-6);
    assert.ok(equalMeansTest(before).saddlepointPValue > 1e-4);
    const large = await momentsOf(
      groups.map((X) => X.map((x) => x.map((v) => v * 2 ** 480))),
      structure,
    );
    near(equalCovariancesTest(large).statistic, equalCovariancesTest(before).statistic, 1e-9);
    const { F, saddlepointPValue } = equalMeansTest(before);
    if (F !== undefined) near(saddlepointPValue, F.pValue, 0.01);
  });
}

test('what cannot be compared is refused by name', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(3));
  const [a, b] = await momentsOf([testSamples(5, 3, 1), testSamples(6, 3, 2)], rep);
  const weighted = await new SymmetricMoments(rep).push(testSamples(5, 3, 1), { weights: [1, 2, 1, 1, 1] });
  const other = await new SymmetricMoments(permutationRepresentation(catalogue.symmetric(3))).push(
    testSamples(5, 3, 1),
  );
  const few = await new SymmetricMoments(rep).push(testSamples(1, 3, 1));
  const constant = await new SymmetricMoments(rep).push(testSamples(4, 3, 1).map(([x]) => [x, x, x]));
  assert.throws(() => equalCovariancesTest([a]), /two at least/);
  assert.throws(() => equalCovariancesTest([a, weighted]), /rows without weights/);
  assert.throws(() => equalCovariancesTest([a, other]), /action/);
  assert.throws(() => equalCovariancesTest([a, few]), /group 1/);
  assert.throws(() => equalCovariancesTest([a, constant]), /singular one: not testable/);
  assert.ok(equalCovariancesTest([a, b]).saddlepointPValue > 0);
});

test.run();
