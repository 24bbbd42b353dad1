/**
 * Statistics under SO(3), O(3), SO(2), O(2) and SU(2): against integrals over the group, by quadrature that is exact
 * for the degrees at hand, by a finite subgroup, and by random rotations; least squares against an explicit
 * basis of Hom.
 */
import { type ExactMatrix, toFloat64 } from '@isotypic/algebra';
import { compactDecompositions, equivariantMaps, parseMatrixGroup, realForm, T, type TensorType } from '@isotypic/maps';
import { Float64Matrix, leastSquares, product, randomStream } from '@isotypic/numeric';
import { harmonicAction, pointGroup } from '@isotypic/rotations';
import {
  cov,
  covarianceParameters,
  EquivariantNormal,
  likelihoodRatioTest,
  lstsq,
  mean,
  meanParameters,
  SymmetricPCA,
  structureOf,
  varMean,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  averaged,
  distance,
  errorsFromRandomRotations,
  kronecker,
  onHarmonics,
  quadrature,
  samples,
  tensorPower,
} from './group-integrals.js';

const decomposed = (name: string, ...types: TensorType[]) =>
  compactDecompositions(types.map((t) => t.over(parseMatrixGroup(name))));

/** How many covariances there are: Σ m(m+1)/2 over the spins of k vectors. */
const PARAMETERS = [1, 1, 3, 11] as const;

for (const group of ['SO(3)', 'O(3)']) {
  for (const k of [1, 2, 3]) {
    test(`covariances of tensors of rank ${k} under ${group}: the integral over the group`, async () => {
      const [structure] = decomposed(group, T(k));
      assert.is(covarianceParameters(structureOf(structure)), PARAMETERS[k]);
      assert.is(meanParameters(structureOf(structure)), group === 'O(3)' && k % 2 === 1 ? 0 : [1, 0, 1, 1][k]);
      const X = samples(40, 3 ** k, k);
      const S = await cov(X, structure, { normalization: 'n' });
      // ρ ⊗ ρ has degree 2k: 2k + 1 nodes on each circle; −1 acts as (−1)ᵏ
      const elements = quadrature(2 * k + 1).flatMap(({ weight, rotation }) => {
        const matrix = tensorPower(rotation, k);
        if (group === 'SO(3)') return [{ weight, matrix }];
        return [1, (-1) ** k].map((s) => ({ weight: weight / 2, matrix: matrix.map((x) => s * x) }));
      });
      assert.ok(distance(S, averaged(X, elements)) < 1e-12);
      const { mean: mu, variance } = await varMean(X, structure, { normalization: 'n' });
      const own = await mean(X, structure);
      const largest = Math.max(...X.data.map(Math.abs));
      for (const [i, x] of own.entries()) assert.ok(Math.abs(x - mu[i]) < 1e-14 * largest);
      for (let i = 0; i < S.rows; i++) assert.ok(Math.abs(variance[i] - S.at(i, i)) <= 1e-13 * S.at(i, i));
    });
  }
}

test('covariances of harmonics to l = 4 under SO(3) and O(3): the integral over the group', async () => {
  const degrees = [1, 2, 2, 3, 4];
  const parities = degrees.flatMap((l) => new Array(2 * l + 1).fill((-1) ** l)); // of −1
  for (const name of ['SO(3)', 'O(3)']) {
    const [structure] = compactDecompositions([harmonicAction(degrees, parseMatrixGroup(name))]);
    assert.is(covarianceParameters(structureOf(structure)), 1 + 3 + 1 + 1);
    const X = samples(40, structure.dimension, 6);
    const S = await cov(X, structure, { normalization: 'n' });
    const elements = quadrature(9).flatMap(({ weight, rotation }) => {
      const matrix = onHarmonics(degrees, rotation);
      if (name === 'SO(3)') return [{ weight, matrix }];
      const mirrored = matrix.map((x, i) => parities[i] * x);
      return [matrix, mirrored].map((m) => ({ weight: weight / 2, matrix: m }));
    });
    assert.ok(distance(S, averaged(X, elements)) < 1e-12);
  }
});

test('the icosahedral group integrates covariances of vectors and of tensors of rank 2', async () => {
  const icosahedral = pointGroup('I');
  for (const k of [1, 2]) {
    const [structure] = decomposed('SO(3)', T(k));
    const X = samples(30, 3 ** k, 10 + k);
    const all = [...icosahedral.group.elements()];
    const elements = all.map((g) => ({
      weight: 1 / all.length,
      matrix: tensorPower(dense(icosahedral.vector.matrix(g)), k),
    }));
    assert.ok(distance(await cov(X, structure, { normalization: 'n' }), averaged(X, elements)) < 1e-12);
  }
});

test('averages over random rotations lie within their own error', async () => {
  const [structure] = decomposed('SO(3)', T(1));
  const X = samples(30, 3, 5);
  const S = await cov(X, structure, { normalization: 'n', center: 'sample-mean' });
  // six standard errors, of nine entries; tensors and harmonics in the slow suite
  assert.ok(errorsFromRandomRotations(X, S, (R) => R, 2000) < 6);
});

test('vectors in the plane under SO(2) and O(2): the cyclic group of three integrates', async () => {
  const turn = (k: number) => {
    const [c, s] = [Math.cos((2 * Math.PI * k) / 3), Math.sin((2 * Math.PI * k) / 3)];
    return Float64Matrix.from([
      [c, -s],
      [s, c],
    ]);
  };
  const mirror = Float64Matrix.from([
    [1, 0],
    [0, -1],
  ]);
  const side = (R: Float64Matrix) => kronecker(Float64Matrix.identity(2), R);
  for (const group of ['SO(2)', 'O(2)']) {
    const [structure] = decomposed(group, T(1).times(2));
    assert.is(covarianceParameters(structureOf(structure)), group === 'SO(2)' ? 4 : 3);
    const X = samples(30, 4, 8);
    const turns = [0, 1, 2].map(turn);
    const all = group === 'SO(2)' ? turns : turns.flatMap((R) => [R, product(R, mirror)]);
    const elements = all.map((R) => ({ weight: 1 / all.length, matrix: side(R) }));
    assert.ok(distance(await cov(X, structure, { normalization: 'n' }), averaged(X, elements)) < 1e-12);
  }
});

test('least squares is that on an explicit basis of Hom', async () => {
  const spinors = realForm(parseMatrixGroup('SU(2)'));
  const cases: [TensorType, TensorType, ReturnType<typeof parseMatrixGroup>][] = [
    [T(1).plus(T(2)), T(1).plus(1).plus(T(2)), parseMatrixGroup('SO(3)')],
    [T(1).plus(T(2)), T(2).plus(T(1)), parseMatrixGroup('O(3)')],
    [T(1).times(2), T(2).plus(T(1)), parseMatrixGroup('SO(2)')],
    [T(1).times(2), T(1), spinors],
  ];
  for (const [into, out, group] of cases) {
    const actions = [into.over(group), out.over(group)];
    const [SX, SY] = compactDecompositions(actions);
    const [X, Y] = [samples(25, SX.dimension, 1), samples(25, SY.dimension, 2)];
    const fit = await lstsq(X, Y, SX, SY);
    const hom = equivariantMaps(actions[0], actions[1]);
    const basis = hom.orthonormalBasis();
    assert.is(fit.parameters, hom.dimension);
    // column k: the predictions of basis map k, sample after sample
    const design = Float64Matrix.generate(25 * SY.dimension, hom.dimension, (row, k) => {
      const [n, i] = [Math.floor(row / SY.dimension), row % SY.dimension];
      let sum = 0;
      for (let j = 0; j < SX.dimension; j++) sum += basis.at(i * SX.dimension + j, k) * X.at(n, j);
      return sum;
    });
    const target = Float64Matrix.generate(25 * SY.dimension, 1, (row) => Y.data[row]);
    const { solution } = leastSquares(design, target);
    const A = Float64Matrix.generate(SY.dimension, SX.dimension, (i, j) => {
      let sum = 0;
      for (let k = 0; k < hom.dimension; k++) sum += basis.at(i * SX.dimension + j, k) * solution.at(k, 0);
      return sum;
    });
    assert.ok(distance(A, fit.coefficients) < 1e-12);
  }
});

test('Gaussians, tests and principal components take them too', async () => {
  const [structure] = decomposed('O(3)', T(2));
  const X = samples(200, 9, 4);
  const normal = await EquivariantNormal.fit(X, structure);
  const drawn = await normal.sample(500, { seed: 7 });
  assert.is(drawn.rows, 500);
  const { statistic, degreesOfFreedom } = await likelihoodRatioTest(X, structure, { hypothesis: 'covariance' });
  assert.is(degreesOfFreedom, 45 - 3);
  assert.ok(statistic > 0);
  const pca = await SymmetricPCA.fit(X, structure);
  assert.equal(pca.axes.map((a) => a.dimension).sort(), [1, 3, 5]);
});

test('randomization draws rotations: invariant data are not rejected, others are', async () => {
  const [structure] = decomposed('SO(3)', T(1));
  const stream = randomStream(9);
  const round = Float64Matrix.generate(60, 3, () => stream.normal());
  const flat = round.map((x, _, j) => (j === 2 ? x / 8 : x));
  const pOf = async (X: Float64Matrix) =>
    (await likelihoodRatioTest(X, structure, { randomizations: 99, seed: 1 })).randomizationPValue as number;
  assert.ok((await pOf(round)) > 0.05);
  assert.is(await pOf(flat), 0.01);
});

test('randomization draws from SU(2): quaternions of equal parts are not rejected, others are', async () => {
  const [spinors] = compactDecompositions([T(1).over(realForm(parseMatrixGroup('SU(2)')))]);
  const stream = randomStream(4);
  const round = Float64Matrix.generate(60, 4, () => stream.normal());
  const flat = round.map((x, _, j) => (j === 3 ? x / 8 : x));
  const pOf = async (X: Float64Matrix) =>
    (await likelihoodRatioTest(X, spinors, { randomizations: 99, seed: 1 })).randomizationPValue as number;
  assert.ok((await pOf(round)) > 0.05);
  assert.is(await pOf(flat), 0.01);
});

test('what cannot be done with them is said', async () => {
  const [x] = decomposed('SO(3)', T(1));
  const [y] = decomposed('SO(3)', T(2));
  const data = [samples(9, 3, 1), samples(9, 9, 2)];
  await refused(() => lstsq(data[0], data[1], x, y), 'compactDecompositions');
  const [waves] = compactDecompositions([harmonicAction(1, parseMatrixGroup('SO(3)'))]);
  await refused(
    () => likelihoodRatioTest(samples(40, 3, 1), waves, { randomizations: 9 }),
    'whose group can be sampled',
  );
});

async function refused(act: () => Promise<unknown>, text: string): Promise<void> {
  try {
    await act();
  } catch (error) {
    assert.match(String(error), text);
    return;
  }
  assert.unreachable();
}

function dense(M: ExactMatrix): Float64Matrix {
  const { data, rows, cols } = toFloat64(M);
  return new Float64Matrix(rows, cols, data);
}

test.run();
