import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  covarianceOf,
  EquivariantNormal,
  isotypicProjectors,
  type Samples,
  SymmetricMoments,
  shrinkageIntensities,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupAverage, plainMean } from '../support/brute-force.js';
import { deviation, readVector, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

interface Case {
  rows: number[][];
  about: 'zero' | 'sample-mean';
  intensity: number;
  covariance: number[][];
}

const withoutSymmetry = (D: number) => permutationRepresentation(new PermutationGroup([], { degree: D }));

test('without symmetry the estimate is scikit-learn’s LedoitWolf', async () => {
  for (const { rows, about, intensity, covariance } of readVector<{ cases: Case[] }>('estimates/ledoit-wolf.json')
    .cases) {
    const rep = withoutSymmetry(rows[0].length);
    const center = about === 'zero' ? rows[0].map(() => 0) : about;
    const [found] = await shrinkageIntensities(rows, rep, { center });
    assert.ok(Math.abs(found.intensity - intensity) <= 1e-12, `${found.intensity} against ${intensity}`);
    const S = await cov(rows, rep, { center, normalization: 'n', shrinkage: 'ledoit-wolf' });
    const size = Math.max(...covariance.flat().map(Math.abs));
    assert.ok(S.data.every((v, k) => Math.abs(v - covariance.flat()[k]) <= 1e-12 * size));
  }
});

const product = (A: Float64Array, B: Float64Array, D: number): Float64Array =>
  A.map((_, at) => {
    let sum = 0;
    for (let k = 0; k < D; k++) sum += A[Math.floor(at / D) * D + k] * B[k * D + (at % D)];
    return sum;
  });

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;

  test(`${name}: the intensity of a component is Ledoit and Wolf’s of group averages`, async () => {
    const X = testSamples(7, D, 11);
    const weights = X.map((_, n) => 1 + (n % 3));
    const total = weights.reduce((a, b) => a + b, 0);
    const projectors = isotypicProjectors(structure);
    const invariant = projectors.find((_, k) => structure.components[k].isTrivial)?.projector;
    const mean = plainMean(X.flatMap((x, n) => Array.from({ length: weights[n] }, () => x)));
    const mu = mean.map((_, i) => mean.reduce((sum, v, j) => sum + (invariant?.at(i, j) ?? 0) * v, 0));
    const found = await shrinkageIntensities(X, structure, { weights });
    projectors.forEach(({ projector }, k) => {
      const parts = X.map((x) => {
        const outer = new Float64Array(D * D);
        for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) outer[i * D + j] = (x[i] - mu[i]) * (x[j] - mu[j]);
        const averaged = groupAverage(outer, matrices, matrices);
        return product(product(projector.data, averaged, D), projector.data, D);
      });
      const C = parts[0].map((_, at) => parts.reduce((sum, B, n) => sum + (weights[n] * B[at]) / total, 0));
      const { degree, multiplicity } = structure.components[k];
      if (multiplicity < 2) {
        assert.is(found[k].intensity, 0);
        return;
      }
      let trace = 0;
      for (let i = 0; i < D; i++) trace += C[i * D + i];
      const target = projector.data.map((p) => (p * trace) / (degree * multiplicity));
      const squares = (A: Float64Array, B: Float64Array) => A.reduce((sum, a, at) => sum + (a - B[at]) ** 2, 0);
      const error = parts.reduce((sum, B, n) => sum + (weights[n] / total) ** 2 * squares(B, C), 0);
      const expected = Math.min(1, error / squares(C, target));
      assert.ok(Math.abs(found[k].intensity - expected) < 1e-10, `${found[k].intensity} against ${expected}`);
    });
  });
}

test('the shrunken covariance moves with the labels of the variables', async () => {
  const group = catalogue.cyclic(4);
  const [X, order] = [testSamples(5, 8, 3), [3, 0, 5, 1, 7, 2, 6, 4]];
  const twice = (map: (i: number) => number) =>
    permutationRepresentation(
      group,
      group.generators.map((g) => {
        const images = new Array<number>(8);
        for (let i = 0; i < 8; i++) images[map(i)] = map(i < 4 ? g.image(i) : 4 + g.image(i - 4));
        return images;
      }),
    );
  const moved = X.map((x) => x.map((_, i) => x[order.indexOf(i)]));
  const options = { shrinkage: 'ledoit-wolf' } as const;
  const A = await cov(
    X,
    twice((i) => i),
    options,
  );
  const B = await cov(
    moved,
    twice((i) => order[i]),
    options,
  );
  const back = A.data.map((_, at) => B.at(order[Math.floor(at / 8)], order[at % 8]));
  assert.ok(deviation(back, A.data) < 1e-12);
});

test('intensities do not see the size of the data', async () => {
  const rep = withoutSymmetry(3);
  const X = testSamples(8, 3, 5);
  const [{ intensity }] = await shrinkageIntensities(X, rep);
  for (const exponent of [-480, -250, 250, 470]) {
    const [found] = await shrinkageIntensities(
      X.map((x) => x.map((v) => v * 2 ** exponent)),
      rep,
    );
    assert.ok(Math.abs(found.intensity - intensity) < 1e-12, `2^${exponent}: ${found.intensity}`);
  }
});

test('frequencies are repeated rows: intensities, and the fitted normal distribution', async () => {
  const { structure } = HAND_MADE[4];
  const X = testSamples(5, structure.dimension, 6);
  const frequencies = [1, 3, 2, 5, 1];
  const repeated = X.flatMap((x, n) => Array.from({ length: frequencies[n] }, () => x));
  const options = { shrinkage: 'ledoit-wolf' } as const;
  const a = await EquivariantNormal.fit(X, structure, { ...options, frequencies });
  const b = await EquivariantNormal.fit(repeated, structure, options);
  assert.ok(deviation((await a.covariance()).data, (await b.covariance()).data) < 1e-12);
  const [one, two] = await Promise.all([
    shrinkageIntensities(X, structure, { frequencies }),
    shrinkageIntensities(repeated, structure),
  ]);
  assert.ok(
    deviation(
      one.map((c) => c.intensity),
      two.map((c) => c.intensity),
    ) < 1e-12,
  );
});

test('it errs less than the plain estimate where there are few samples', async () => {
  const rep = withoutSymmetry(10);
  let [plain, shrunken] = [0, 0];
  const error = (S: { data: Float64Array }) => S.data.reduce((sum, v, k) => sum + (v - (k % 11 ? 0 : 1 / 3)) ** 2, 0);
  for (let r = 0; r < 40; r++) {
    const X: Samples = testSamples(12, 10, 70 + r);
    plain += error(await cov(X, rep));
    shrunken += error(await cov(X, rep, { shrinkage: 'ledoit-wolf' }));
  }
  assert.ok(shrunken < plain / 3, `${shrunken} against ${plain}`);
});

test('moments do not hold what the estimate of an intensity takes: refused; a number is taken', async () => {
  const { structure } = HAND_MADE[3];
  const X = testSamples(6, structure.dimension, 2);
  const moments = await new SymmetricMoments(structure).push(X);
  let text = '';
  await covarianceOf(moments, { shrinkage: 'ledoit-wolf' }).catch((e) => {
    text = e.message;
  });
  assert.match(text, /a shrinkage that is a number, for moments/);
  const a = await covarianceOf(moments, { shrinkage: 0.3 });
  const b = await cov(X, structure, { shrinkage: 0.3 });
  assert.ok(deviation(a.data, b.data) < 1e-14);
});

test('intensities by known moments, and lists of them', async () => {
  const { structure } = HAND_MADE[4];
  const X = testSamples(6, structure.dimension, 2);
  const weights = [1, 2, 1, 3, 1, 1];
  const moments = await new SymmetricMoments(structure).push(X, { weights });
  const found = await shrinkageIntensities(X, structure, { weights, moments });
  assert.equal(found, await shrinkageIntensities(X, structure, { weights }));
  assert.ok(found.some(({ intensity }) => intensity > 0 && intensity < 1));
  const shrinkage = found.map(({ intensity }) => intensity);
  const expected = await cov(X, structure, { weights, shrinkage: 'ledoit-wolf' });
  assert.ok(deviation((await covarianceOf(moments, { shrinkage })).data, expected.data) < 1e-14);
  assert.ok(deviation((await cov(X, structure, { weights, shrinkage })).data, expected.data) < 1e-14);
  const refusal = async (act: () => Promise<unknown>) => act().then(() => '', String);
  assert.match(await refusal(() => covarianceOf(moments, { shrinkage: [0.5] })), /shrinkage of \d+ components/);
  assert.match(await refusal(() => shrinkageIntensities(X.slice(1), structure, { moments })), /moments of these 5/);
});

test.run();
