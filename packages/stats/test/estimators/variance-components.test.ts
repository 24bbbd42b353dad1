import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  contrastVariance,
  contrastVarianceOf,
  cov,
  isotypicStructure,
  SymmetricMoments,
  varianceComponents,
  varianceComponentsOf,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv, readVector, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

interface Intraclass {
  rows: number[][];
  'ICC(1)': number[];
  'ICC(C,1)': number[];
}

const near = (a: number, b: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);

test('under the symmetric group the intraclass correlation is that of the analysis of variance', async () => {
  const S4 = permutationRepresentation(catalogue.symmetric(4));
  for (const { rows, ...expected } of readVector<Intraclass[]>('estimates/intraclass.json')) {
    for (const [name, center] of [
      ['ICC(1)', 'invariant-mean'],
      ['ICC(C,1)', 'sample-mean'],
    ] as const) {
      const { intraclass } = await varianceComponents(rows, S4, { center });
      assert.ok(intraclass?.isExact);
      [intraclass.value, ...intraclass.interval].forEach((x, k) => {
        near(x, expected[name][k]);
      });
    }
  }
});

test('the intraclass correlation of a transitive group is the mean correlation of two variables', async () => {
  const X = readCsv('cork-borings.csv');
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const S = await cov(X, rep);
  let sum = 0;
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) if (i !== j) sum += S.at(i, j) / S.at(0, 0) / 12;
  const { intraclass, components, total } = await varianceComponents(X, rep);
  near(intraclass?.value ?? Number.NaN, sum);
  assert.is(intraclass?.isExact, false);
  near(
    components.reduce((a, c) => a + c.share, 0),
    1,
  );
  near(total, 4 * S.at(0, 0));
});

test('where nothing is transitive there is no intraclass correlation', async () => {
  const group = new PermutationGroup([Permutation.fromCycles('(0 1)', 3)], { degree: 3 });
  const { intraclass } = await varianceComponents(testSamples(9, 3, 1), permutationRepresentation(group));
  assert.is(intraclass, undefined);
});

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;

  test(`${name}: a contrast has the variance vᵀΣv, and its whole orbit too`, async () => {
    const X = testSamples(12, D, 5);
    const S = await cov(X, structure);
    const moments = await new SymmetricMoments(structure).push(X);
    const v = testSamples(1, D, 9)[0];
    let expected = 0;
    for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) expected += v[i] * S.at(i, j) * v[j];
    for (const M of matrices.slice(0, 4)) {
      const moved = v.map((_, i) => v.reduce((sum, x, j) => sum + M[i * D + j] * x, 0));
      near(contrastVarianceOf(moments, moved).value, expected, 1e-10);
    }
  });

  test(`${name}: a basis vector of one copy has n·d degrees of freedom, and its interval is χ²`, async () => {
    const N = 12;
    const moments = await new SymmetricMoments(structure).push(testSamples(N, D, 7));
    const { components } = varianceComponentsOf(moments);
    const present = structure.components.filter((c) => c.multiplicity > 0);
    present.forEach(({ offset, degree, multiplicity, isTrivial }, k) => {
      const v = Array.from({ length: D }, (_, i) => structure.basis.data[i * D + offset]);
      const found = contrastVarianceOf(moments, v);
      assert.is(found.degreesOfFreedom, (N - (isTrivial ? 1 : 0)) * degree);
      if (multiplicity === 1) {
        near(found.value, components[k].variances[0]);
        near(found.interval[0], components[k].interval?.[0] ?? Number.NaN);
      }
    });
  });
}

test('the degrees of freedom of any vector are Satterthwaite’s: those of the simulated spread', async () => {
  const { structure } = HAND_MADE[3];
  const D = structure.dimension;
  const v = Array.from({ length: D }, (_, i) => (i < 3 ? 1 : 0));
  const values: number[] = [];
  for (let r = 0; r < 1500; r++) {
    const moments = await new SymmetricMoments(structure).push(testSamples(6, D, 1000 + r));
    values.push(contrastVarianceOf(moments, v).value);
  }
  const center = values.reduce((a, b) => a + b, 0) / values.length;
  const spread = values.reduce((sum, x) => sum + (x - center) ** 2, 0) / values.length;
  const many = contrastVarianceOf(await new SymmetricMoments(structure).push(testSamples(20000, D, 3)), v);
  // 6 rows in place of 20000; the samples are nearly normal (kurtosis −0.3), so to 20 % in all
  const expected = (2 * many.value ** 2) / ((many.degreesOfFreedom * 5.5) / 19999.5);
  assert.ok(Math.abs(spread / expected - 1) < 0.25, `${spread} against ${expected}`);
});

test('components that do not vary have certain shares, and data that do not vary have none', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const equal = [1, 2, 3, 5].map((x) => [x, x, x, x]);
  const { components, intraclass } = await varianceComponents(equal, rep);
  assert.equal(
    components.map(({ share, shareInterval }) => [share, ...shareInterval]),
    [
      [1, 1, 1],
      [0, 0, 0],
      [0, 0, 0],
    ],
  );
  assert.equal(intraclass?.interval, [1, 1]);
  const nothing = await varianceComponents(
    equal.map(() => [1, 1, 1, 1]),
    rep,
  );
  assert.ok(nothing.components.every(({ share }) => Number.isNaN(share)));
  assert.is(nothing.intraclass, undefined);
});

test('shares, degrees of freedom and intervals do not see the size of the data', async () => {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const X = readCsv('cork-borings.csv');
  const plain = await varianceComponents(X, rep);
  const contrast = await contrastVariance(X, rep, [1, 0, -1, 0]);
  for (const exponent of [-500, -300, 300, 490]) {
    const scaled = X.map((x) => x.map((v) => v * 2 ** exponent));
    const found = await varianceComponents(scaled, rep);
    found.components.forEach((c, k) => {
      const expected = plain.components[k];
      near(c.share, expected.share);
      near(c.shareInterval[0], expected.shareInterval[0]);
      assert.is(c.degreesOfFreedom, expected.degreesOfFreedom);
      near(c.total / 4 ** exponent, expected.total);
    });
    const { degreesOfFreedom, interval } = await contrastVariance(scaled, rep, [1, 0, -1, 0]);
    assert.is(degreesOfFreedom, contrast.degreesOfFreedom);
    near(interval[1] / 4 ** exponent, contrast.interval[1]);
  }
});

test('a covariance about the sample mean of one sample is refused, also without invariant vectors', async () => {
  const basis = { data: Float64Array.of(1), rows: 1, cols: 1 };
  const odd = isotypicStructure(basis, [{ label: 'sign', degree: 1, multiplicity: 1, type: 'real' }]);
  assert.is((await cov([[2]], odd)).at(0, 0), 4);
  let refused = '';
  await cov([[2]], odd, { center: 'sample-mean' }).catch((e) => {
    refused = String(e.code);
  });
  assert.is(refused, 'TOO_FEW_SAMPLES');
});

test('a level that is none is refused', async () => {
  let text = '';
  await contrastVariance([[1, 2]], permutationRepresentation(catalogue.cyclic(2)), [1, 0], { level: 1 }).catch((e) => {
    text = e.message;
  });
  assert.match(text, /level to be a number between 0 and 1/);
});

test.run();
