/** Principal components, whitening and canonical correlations against the dense problems. */
import { Float64Matrix, svd, symmetricEigen } from '@isotypic/numeric';
import { cov, crossCov, EquivariantNormal, SymmetricCCA, SymmetricPCA, whitening } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

const multiply = (A: Float64Matrix, B: Float64Matrix) =>
  Float64Matrix.generate(A.rows, B.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < A.cols; k++) sum += A.at(i, k) * B.at(k, j);
    return sum;
  });

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;
  const X = testSamples(6 * D, D, 2).map((row) => row.map((v, i) => v * (1 + i / D) + 1));

  test(`${name}: principal variances, with their dimensions, are the eigenvalues of the covariance`, async () => {
    const pca = await SymmetricPCA.fit(X, structure);
    const S = await cov(X, structure);
    const spectrum = pca.axes.flatMap((a) => new Array<number>(a.dimension).fill(a.variance)).sort((a, b) => a - b);
    assert.ok(deviation(spectrum, symmetricEigen(S).values) < 1e-12);
    assert.ok(Math.abs(pca.axes.reduce((sum, a) => sum + a.explained, 0) - 1) < 1e-12);
    const all = pca.axes.map((_, k) => pca.basis(k));
    all.forEach((B, k) => {
      // S B = variance·B, columns orthonormal, and orthogonal to every other axis.
      assert.ok(
        deviation(
          multiply(S, B).data,
          B.data.map((v) => v * pca.axes[k].variance),
        ) < 1e-11,
      );
      all.forEach((C, l) => {
        const expected = Float64Matrix.generate(B.cols, C.cols, (i, j) => (k === l && i === j ? 1 : 0));
        assert.ok(deviation(multiply(B.transpose(), C).data, expected.data) < 1e-12);
      });
    });
  });

  test(`${name}: every axis carries its irreducible: equal matrices for axes of one label`, async () => {
    const pca = await SymmetricPCA.fit(X, structure);
    const M = new Float64Matrix(D, D, Float64Array.from(matrices[matrices.length - 1]));
    const images = pca.axes.map((axis, k) => {
      const B = pca.basis(k);
      const image = multiply(B.transpose(), multiply(M, B));
      assert.ok(deviation(multiply(B, image).data, multiply(M, B).data) < 1e-12, 'invariant');
      return { label: axis.label, image };
    });
    for (const a of images) {
      const b = images.find((other) => other.label === a.label);
      assert.ok(deviation(a.image.data, b?.image.data ?? []) < 1e-12);
    }
  });

  test(`${name}: scores about the sample mean have mean 0, and each axis its variance`, async () => {
    const pca = await SymmetricPCA.fit(X, structure, { center: 'sample-mean' });
    const { scores, columns } = await pca.transform(X);
    columns.forEach(({ from, to }, k) => {
      let squares = 0;
      for (let j = from; j < to; j++) {
        const own = X.map((_, n) => scores.at(n, j));
        assert.ok(Math.abs(own.reduce((a, b) => a + b, 0)) < 1e-11 * X.length);
        squares += own.reduce((sum, v) => sum + v * v, 0);
      }
      const { variance, dimension } = pca.axes[k];
      assert.ok(Math.abs(squares / ((X.length - 1) * dimension) - variance) < 1e-11 * pca.axes[0].variance);
    });
    const { mean } = await whitening(X, structure, { center: 'sample-mean' });
    assert.ok(deviation(mean, pca.mean) < 1e-14);
  });

  test(`${name}: scores and back`, async () => {
    const pca = await SymmetricPCA.fit(X, structure);
    const { scores, columns } = await pca.transform(X.slice(0, 3));
    assert.is(columns[columns.length - 1].to, D);
    assert.ok(deviation((await pca.inverseTransform(scores)).data, X.slice(0, 3).flat()) < 1e-13);
  });

  test(`${name}: whitened data have covariance I, and the matrices are inverse to each other`, async () => {
    const { matrix, inverse, mean } = await whitening(X, structure);
    const I = Float64Matrix.identity(D);
    assert.ok(deviation(multiply(matrix, inverse).data, I.data) < 1e-12);
    const white = X.map((x) =>
      Array.from(
        multiply(
          matrix,
          new Float64Matrix(
            D,
            1,
            Float64Array.from(x, (v, i) => v - mean[i]),
          ),
        ).data,
      ),
    );
    assert.ok(deviation((await cov(white, structure)).data, I.data) < 1e-11);
  });

  test(`${name}: canonical correlations are those of the dense covariances`, async () => {
    const Y = X.map((x, n) => x.map((v, i) => 0.5 * v + testSamples(1, D, n + 50)[0][i]));
    const cca = await SymmetricCCA.fit(X, Y, structure, structure);
    const options = { normalization: 'n' } as const;
    const half = async (Z: number[][]) => (await whitening(Z, structure, options)).matrix;
    const K = multiply(await half(Y), multiply(await crossCov(X, Y, structure, structure, options), await half(X)));
    const expected = svd(K).values;
    const found = cca.pairs.flatMap((p) => new Array<number>(p.dimension).fill(p.correlation)).sort((a, b) => b - a);
    assert.ok(deviation(found, expected) < 1e-11);
    const [Sx, Sy] = [await cov(X, structure, options), await cov(Y, structure, options)];
    const C = await crossCov(X, Y, structure, structure, options);
    cca.pairs.forEach((pair, k) => {
      const { x, y } = cca.directions(k);
      const I = Float64Matrix.identity(pair.dimension);
      assert.ok(deviation(multiply(x.transpose(), multiply(Sx, x)).data, I.data) < 1e-10);
      assert.ok(deviation(multiply(y.transpose(), multiply(Sy, y)).data, I.data) < 1e-10);
      const cross = multiply(y.transpose(), multiply(C, x));
      assert.ok(
        deviation(
          cross.data,
          I.data.map((v) => v * pair.correlation),
        ) < 1e-10,
      );
    });
  });
}

test('equal principal variances still give orthogonal equivariant axes', async () => {
  for (const { structure } of HAND_MADE) {
    const D = structure.dimension;
    const sphere = await EquivariantNormal.from(structure, new Float64Array(D), Float64Matrix.identity(D));
    const rows = await sphere.sample(0);
    assert.is(rows.rows, 0);
    // ±e_i as samples: the covariance is a multiple of I exactly.
    const X = Array.from({ length: 2 * D }, (_, n) =>
      Array.from({ length: D }, (_, i) => (i === n % D ? (n < D ? 1 : -1) : 0)),
    );
    const pca = await SymmetricPCA.fit(X, structure);
    const all = pca.axes.map((_, k) => pca.basis(k));
    all.forEach((B, k) => {
      all.forEach((C, l) => {
        const expected = Float64Matrix.generate(B.cols, C.cols, (i, j) => (k === l && i === j ? 1 : 0));
        assert.ok(deviation(multiply(B.transpose(), C).data, expected.data) < 1e-12);
      });
    });
  }
});

test.run();
