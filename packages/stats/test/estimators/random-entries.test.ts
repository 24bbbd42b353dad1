// Structured covariances and Gaussians of large actions in small: random entries and log-densities against dense ones,
// made of all images of the samples under the group, which know no representations.
import { catalogue, Permutation } from '@isotypic/algebra';
import { cholesky, Float64Matrix, solveLower, standardNormals } from '@isotypic/numeric';
import { multiple, PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shrunkenBySamples } from '../../dist/estimators/shrunken-samples.js';
import { structureOf } from '../../dist/structure/structure-of.js';
import { StructuredCovariance } from '../../dist/structure/structured-map.js';

/** D₄ on the pixels of n×n images. */
function images(n: number): PermutationRepresentation {
  const turned = Uint32Array.from({ length: n * n }, (_, p) => (p % n) * n + n - 1 - Math.floor(p / n));
  const reflected = Uint32Array.from({ length: n * n }, (_, p) => p - (p % n) + n - 1 - (p % n));
  const moves = [Permutation.fromImages(turned), Permutation.fromImages(reflected)];
  return permutationRepresentation(catalogue.dihedral(4), moves);
}

const FAMILIES = [
  ['22×22 images under D₄', images(22), 24],
  [
    'videos of 25 pixels and 20 frames under time shifts',
    multiple(25, permutationRepresentation(catalogue.cyclic(20))),
    9,
  ],
] as const;

/** The maps of all elements of the group that the images of the generators generate. */
function elementsOf(rep: PermutationRepresentation): Uint32Array[] {
  const elements = [Uint32Array.from({ length: rep.dimension }, (_, i) => i)];
  const seen = new Set(elements.map(String));
  for (const g of elements) {
    for (const { images: h } of rep.images) {
      const next = g.map((i) => h[i]);
      if (seen.has(String(next))) continue;
      seen.add(String(next));
      elements.push(next);
    }
  }
  return elements;
}

/** The mean over the group of the mean, and of (1/N)·Σ (x − mean)(x − mean)ᵀ. */
function dense(rep: PermutationRepresentation, X: Float64Matrix) {
  const D = X.cols;
  const elements = elementsOf(rep);
  const mean = new Float64Array(D);
  for (const g of elements) {
    X.data.forEach((v, e) => {
      mean[g[e % D]] += v / (X.rows * elements.length);
    });
  }
  const S = new Float64Matrix(D, D);
  for (let n = 0; n < X.rows; n++) {
    for (let i = 0; i < D; i++) {
      const a = X.at(n, i) - mean[i];
      for (let j = 0; j < D; j++) S.data[i * D + j] += (a * (X.at(n, j) - mean[j])) / X.rows;
    }
  }
  const sigma = new Float64Matrix(D, D);
  for (const g of elements) {
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < D; j++) sigma.data[g[i] * D + g[j]] += S.data[i * D + j] / elements.length;
    }
  }
  return { mean, sigma };
}

for (const [name, rep, rows] of FAMILIES) {
  test(`covariance and log-densities are the dense ones: ${name}`, async () => {
    if (!(rep instanceof PermutationRepresentation)) throw new Error('a permutation representation is expected');
    const D = rep.dimension;
    const X = standardNormals(rows, D, 1).map((v) => 2 * v + 3);
    const { mean, sigma } = dense(rep, X);
    const structured = await cov(X, rep, { form: 'structured', normalization: 'n' });
    const places = standardNormals(200, 2, 7).data.map((v) => Math.floor(Math.abs(v) * 1e6) % D);
    for (let e = 0; e < places.length; e += 2) {
      const [i, j] = [places[e], places[e + 1]];
      assert.ok(Math.abs(structured.entry(i, j) - sigma.at(i, j)) <= 1e-12 * sigma.at(i, i), `entry ${i}, ${j}`);
    }
    // a prior that makes Σ regular: (N·Σ + n₀·v·I) / (N + n₀)
    const [samples, variance] = [5, 4];
    const prior = { samples, variance };
    const share = rows / (rows + samples);
    const loaded = sigma.map((v) => share * v);
    for (let i = 0; i < D; i++) loaded.data[i * (D + 1)] += (1 - share) * variance;
    const L = cholesky(loaded);
    let logDeterminant = 0;
    for (let i = 0; i < D; i++) logDeterminant += 2 * Math.log(L.data[i * (D + 1)]);
    const normal = await EquivariantNormal.fit(X, rep, { prior });
    // the same held by the samples, as of large actions
    const S = structureOf(rep);
    const held = await shrunkenBySamples('test', X, S, { prior, normalization: 'n' });
    const bySamples: StructuredCovariance = Reflect.construct(StructuredCovariance, [S, held?.covariance]);
    assert.is(bySamples.holds, 'samples');
    for (let e = 0; e < places.length; e += 2) {
      const [i, j] = [places[e], places[e + 1]];
      assert.ok(Math.abs(bySamples.entry(i, j) - loaded.at(i, j)) <= 1e-12 * loaded.at(i, i), `held ${i}, ${j}`);
    }
    assert.ok(Math.abs(bySamples.logDeterminant() - logDeterminant) <= 30 * D * Number.EPSILON * D);
    const Y = standardNormals(3, D, 11).map((v) => v + 3);
    const centered = Float64Matrix.generate(D, 3, (i, n) => Y.at(n, i) - mean[i]);
    const white = solveLower(L, centered);
    const densities = await normal.logProb(Y);
    densities.forEach((density, n) => {
      const length = white.data.reduce((sum, v, e) => (e % 3 === n ? sum + v * v : sum), 0);
      const want = -(D * Math.log(2 * Math.PI) + logDeterminant + length) / 2;
      assert.ok(Math.abs(density - want) <= 30 * D * Number.EPSILON * Math.abs(want), `${density}, ${want}`);
    });
  });
}

test.run();
