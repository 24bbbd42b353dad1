// Least squares in the dual against least squares on all images of the samples under the group, which knows no
// representations: the equivariant minimizer of minimum norm is its minimizer of minimum norm.
import { catalogue, Permutation } from '@isotypic/algebra';
import { Float64Matrix, leastSquares, standardNormals } from '@isotypic/numeric';
import { multiple, PermutationRepresentation, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { lstsq } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dualLeastSquares } from '../../dist/estimators/dual-least-squares.js';
import { isDualSooner } from '../../dist/estimators/dual-or-primal.js';
import { withOperations } from '../../dist/run/run.js';
import { HeldSamples } from '../../dist/structure/held-samples.js';
import { structureOf } from '../../dist/structure/structure-of.js';
import { StructuredMap } from '../../dist/structure/structured-map.js';

/** D₄ on the pixels of n×n images. */
function images(n: number): PermutationRepresentation {
  const turned = Uint32Array.from({ length: n * n }, (_, p) => (p % n) * n + n - 1 - Math.floor(p / n));
  const reflected = Uint32Array.from({ length: n * n }, (_, p) => p - (p % n) + n - 1 - (p % n));
  const moves = [Permutation.fromImages(turned), Permutation.fromImages(reflected)];
  return permutationRepresentation(catalogue.dihedral(4), moves);
}

const videos = (pixels: number, frames: number) =>
  multiple(pixels, permutationRepresentation(catalogue.cyclic(frames))) as PermutationRepresentation;

/** Rows moved by every element: those of the group that the images generate. */
function allImages(rep: PermutationRepresentation, M: Float64Matrix): Float64Matrix {
  const elements = [Uint32Array.from({ length: M.cols }, (_, i) => i)];
  const seen = new Set(elements.map(String));
  for (const g of elements) {
    for (const { images: h } of rep.images) {
      const product = g.map((i) => h[i]);
      if (seen.has(String(product))) continue;
      seen.add(String(product));
      elements.push(product);
    }
  }
  const all = new Float64Matrix(elements.length * M.rows, M.cols);
  elements.forEach((g, e) => {
    for (let n = 0; n < M.rows; n++) {
      for (let i = 0; i < M.cols; i++) all.data[(e * M.rows + n) * M.cols + g[i]] = M.at(n, i);
    }
  });
  return all;
}

const scaledRows = (M: Float64Matrix, by: (n: number) => number) =>
  Float64Matrix.generate(M.rows, M.cols, (n, j) => M.at(n, j) * by(n));

/** The transposed minimizer of Σ w‖y − Ax‖² + ridge‖A‖² over all images, by orthogonal methods without symmetry. */
function dense(rep: PermutationRepresentation, X: Float64Matrix, Y: Float64Matrix, roots: Float64Array, ridge: number) {
  const [x, y] = [X, Y].map((M) =>
    allImages(
      rep,
      scaledRows(M, (n) => roots[n]),
    ),
  );
  const copies = x.rows / X.rows;
  const extra = ridge > 0 ? X.cols : 0;
  // each sample counts as often as there are elements
  const design = Float64Matrix.generate(x.rows + extra, X.cols, (n, j) =>
    n < x.rows ? x.at(n, j) : n - x.rows === j ? Math.sqrt(ridge * copies) : 0,
  );
  const target = Float64Matrix.generate(x.rows + extra, Y.cols, (n, j) => (n < x.rows ? y.at(n, j) : 0));
  return leastSquares(design, target).solution;
}

const FAMILIES = [
  ['22×22 images under D₄', images(22), 7],
  ['videos of 25 pixels and 20 frames under time shifts', videos(25, 20), 3],
  ['the quaternions on themselves, six times', multiple(6, regularRepresentation(catalogue.quaternion(8))), 4],
  [
    'S₃ on itself, four times, and more samples than copies',
    multiple(4, regularRepresentation(catalogue.symmetric(3))),
    9,
  ],
] as const;

for (const [name, rep, rows] of FAMILIES) {
  for (const ridge of [0, 0.3]) {
    test(`the dual is least squares on all images of the samples: ${name}, ridge ${ridge}`, async () => {
      if (!(rep instanceof PermutationRepresentation)) throw new Error('a permutation representation is expected');
      const S = structureOf(rep);
      const D = S.dimension;
      const [X, Y] = [standardNormals(rows, D, 1), standardNormals(rows, D, 2)];
      const roots = Float64Array.from({ length: rows }, (_, n) => 1 + (n % 2) / 2);
      // chunks of two rows, and more than one of them, or all rows at once
      const chunk = ridge > 0 ? 2 : 100;
      const [x, y] = [X, Y].map((M) => new HeldSamples(S, M, undefined, roots, chunk * D));
      const { held, residual, ranks } = await withOperations(undefined, (o) => dualLeastSquares(x, y, ridge, o));
      const A: StructuredMap = Reflect.construct(StructuredMap, [S, S, held]);
      const want = dense(rep, X, Y, roots, ridge);
      const at = (e: number) => [(7 * e * e + 3 * e) % D, (11 * e * e + 5 * e) % D];
      for (let e = 0; e < 60; e++) {
        const [i, j] = at(e);
        assert.ok(Math.abs(A.entry(i, j) - want.at(j, i)) <= 1e-11, `entry ${i}, ${j}`);
      }
      // applied, and what is left of the samples
      let left = 0;
      for (let n = 0; n < rows; n++) {
        const image = A.apply(X.data.subarray(n * D, (n + 1) * D));
        for (let i = 0; i < D; i++) left += (roots[n] * (Y.at(n, i) - image[i])) ** 2;
      }
      assert.ok(Math.abs(left - residual) <= 1e-9 * Y.data.reduce((s, v) => s + v * v, 0), `${left}, ${residual}`);
      const fit = await lstsq(X, Y, rep, rep, { ridge, weights: roots.map((r) => r * r) });
      assert.equal(
        ranks,
        fit.ranks.map(({ rank }) => rank),
      );
      const whole = await A.toMatrix();
      whole.data.forEach((v, e) => {
        assert.ok(Math.abs(v - fit.coefficients.data[e]) <= 1e-11, `entry ${e} of the matrix`);
      });
    });
  }
}

test('lstsq goes to the dual where rows are few, and fits an intercept there too', async () => {
  const rep = images(48);
  const D = 48 ** 2;
  const rows = 6;
  const S = structureOf(rep);
  assert.ok(isDualSooner(S, S, rows));
  const X = standardNormals(rows, D, 3).map((v) => v + 5);
  const Y = standardNormals(rows, D, 4).map((v) => v - 3);
  const fit = await lstsq(X, Y, rep, rep, { form: 'structured', intercept: true });
  assert.is(fit.coefficients.holds, 'samples');
  assert.ok(fit.residual <= 1e-18 * rows * D);
  for (let n = 0; n < rows; n++) {
    const image = fit.coefficients.apply(X.data.subarray(n * D, (n + 1) * D));
    for (let i = 0; i < D; i++) assert.ok(Math.abs(image[i] + fit.intercept[i] - Y.at(n, i)) <= 1e-10, `${n}, ${i}`);
  }
  // equivariant, and its image is spanned by the samples: zero on what all of their images are orthogonal to
  for (const { images: g } of rep.images) {
    for (let e = 0; e < 20; e++) {
      const [i, j] = [(31 * e * e) % D, (17 * e + 5) % D];
      assert.ok(Math.abs(fit.coefficients.entry(g[i], g[j]) - fit.coefficients.entry(i, j)) <= 1e-12);
    }
  }
  const scaled = await lstsq(
    X.map((v) => v * 2 ** 500),
    Y.map((v) => v * 2 ** -450),
    rep,
    rep,
    { form: 'structured', intercept: true },
  );
  const [a, b] = [fit, scaled].map(({ coefficients }) => coefficients.entry(3, 77));
  assert.ok(Math.abs(b * 2 ** 950 - a) <= 1e-12 * Math.abs(a));
});

test.run();
