// Structured covariances, Gaussians and regressions of large actions in small: random entries and log-densities against
// dense ones, made of means over orbits of pairs of variables, which know no representations.
import { actionOnSubsets, catalogue, Permutation } from '@isotypic/algebra';
import { cholesky, choleskySolve, Float64Matrix, product, solveLower, standardNormals } from '@isotypic/numeric';
import { multiple, PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, lstsq } from '@isotypic/stats';
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

/** S_n on the pairs of n points. */
function pairs(n: number): PermutationRepresentation {
  const group = catalogue.symmetric(n);
  return permutationRepresentation(group, actionOnSubsets(group, 2).generators);
}

/** Named, with how many samples, and whether samples hold a covariance of such an action when it is large. */
const FAMILIES = [
  ['22×22 images under D₄', images(22), 24, true],
  [
    'videos of 25 pixels and 20 frames under time shifts',
    multiple(25, permutationRepresentation(catalogue.cyclic(20))),
    9,
    true,
  ],
  ['S₃₂ on its 496 pairs', pairs(32), 10, false],
  ['C₅₀₀ on 500 points', permutationRepresentation(catalogue.cyclic(500)), 10, false],
] as const;

/** The lists of a partition by the least equivalence with i ~ g(i) for every map g. */
function orbits(size: number, maps: readonly ((i: number) => number)[]): number[][] {
  const found: number[][] = [];
  const seen = new Uint8Array(size);
  for (let start = 0; start < size; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const orbit = [start];
    for (const i of orbit) {
      for (const g of maps) {
        const next = g(i);
        if (seen[next]) continue;
        seen[next] = 1;
        orbit.push(next);
      }
    }
    found.push(orbit);
  }
  return found;
}

/**
 * The mean of numbers over a group that permutes their places: the mean over each orbit, every place of which is met by
 * equally many elements.
 */
function overGroup(values: Float64Array, lists: readonly (readonly number[])[]): Float64Array {
  const out = new Float64Array(values.length);
  for (const list of lists) {
    const average = list.reduce((sum, i) => sum + values[i], 0) / list.length;
    for (const i of list) out[i] = average;
  }
  return out;
}

/** The orbits on points, and on pairs of points. */
function orbitsOf(rep: PermutationRepresentation) {
  const D = rep.dimension;
  const moves = rep.images.map(({ images: g }) => g);
  return {
    points: orbits(
      D,
      moves.map((g) => (i: number) => g[i]),
    ),
    pairs: orbits(
      D * D,
      moves.map((g) => (e: number) => g[Math.floor(e / D)] * D + g[e % D]),
    ),
  };
}

/** The mean over the group of the mean. */
function denseMean(X: Float64Matrix, { points }: ReturnType<typeof orbitsOf>): Float64Array {
  const mean = new Float64Array(X.cols);
  X.data.forEach((v, e) => {
    mean[e % X.cols] += v / X.rows;
  });
  return overGroup(mean, points);
}

/** The mean over the group of (1/N)·Σ (y − mean y)(x − mean x)ᵀ. */
function denseMoment(Y: Float64Matrix, X: Float64Matrix, on: ReturnType<typeof orbitsOf>): Float64Matrix {
  const D = X.cols;
  const [my, mx] = [denseMean(Y, on), denseMean(X, on)];
  const S = new Float64Array(D * D);
  for (let n = 0; n < X.rows; n++) {
    const x = X.row(n).map((v, j) => (v - mx[j]) / X.rows);
    for (let i = 0; i < D; i++) {
      const a = Y.at(n, i) - my[i];
      for (let j = 0; j < D; j++) S[i * D + j] += a * x[j];
    }
  }
  return new Float64Matrix(D, D, overGroup(S, on.pairs));
}

/** Rows and columns of some entries. */
function somePlaces(D: number): [number, number][] {
  const numbers = standardNormals(100, 2, 7).data.map((v) => Math.floor(Math.abs(v) * 1e6) % D);
  return Array.from({ length: 100 }, (_, e) => [numbers[2 * e], numbers[2 * e + 1]]);
}

/** The same covariance held by the samples, as of large actions. */
async function expectHeld(
  X: Float64Matrix,
  rep: PermutationRepresentation,
  prior: { readonly samples: number; readonly variance: number },
  want: { readonly loaded: Float64Matrix; readonly logDeterminant: number },
): Promise<void> {
  const { loaded, logDeterminant } = want;
  const D = rep.dimension;
  const S = structureOf(rep);
  const held = await shrunkenBySamples('test', X, S, { prior, normalization: 'n' });
  const bySamples: StructuredCovariance = Reflect.construct(StructuredCovariance, [S, held?.covariance]);
  assert.is(bySamples.holds, 'samples');
  for (const [i, j] of somePlaces(D)) {
    assert.ok(Math.abs(bySamples.entry(i, j) - loaded.at(i, j)) <= 1e-12 * loaded.at(i, i), `held ${i}, ${j}`);
  }
  assert.ok(Math.abs(bySamples.logDeterminant() - logDeterminant) <= 30 * D * Number.EPSILON * D);
}

for (const [name, rep, rows, isHeld] of FAMILIES) {
  test(`covariance and log-densities are the dense ones: ${name}`, async () => {
    if (!(rep instanceof PermutationRepresentation)) throw new Error('a permutation representation is expected');
    const D = rep.dimension;
    const X = standardNormals(rows, D, 1).map((v) => 2 * v + 3);
    const on = orbitsOf(rep);
    const [mean, sigma] = [denseMean(X, on), denseMoment(X, X, on)];
    const structured = await cov(X, rep, { form: 'structured', normalization: 'n' });
    const places = somePlaces(D);
    for (const [i, j] of places) {
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
    if (isHeld) await expectHeld(X, rep, prior, { loaded, logDeterminant });
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

/** The largest sum of |entries| of a row, which bounds the largest eigenvalue. */
function largestRowSum(M: Float64Matrix): number {
  const sums = M.toRows().map((row) => row.reduce((sum, v) => sum + Math.abs(v), 0));
  return Math.max(...sums);
}

for (const [name, rep, rows] of FAMILIES) {
  test(`least squares are those of the projected normal equations: ${name}`, async () => {
    if (!(rep instanceof PermutationRepresentation)) throw new Error('a permutation representation is expected');
    const D = rep.dimension;
    const X = standardNormals(rows, D, 2).map((v) => 2 * v + 3);
    const Y = standardNormals(rows, D, 3).map((v, n, i) => v + X.at(n, i) - 1);
    // The gradient of Σ‖y − Ax − b‖² + λ‖A‖² in A, projected on Hom_G: A·(P(XᵀX) + λ·I) = P(YᵀX), means taken off.
    const [ridge, on] = [2 * rows, orbitsOf(rep)];
    const loaded = denseMoment(X, X, on);
    for (let i = 0; i < D; i++) loaded.data[i * (D + 1)] += ridge / rows;
    const want = choleskySolve(cholesky(loaded), denseMoment(Y, X, on).transpose()).transpose();
    const [mx, my] = [denseMean(X, on), denseMean(Y, on)];
    const found = await lstsq(X, Y, rep, rep, { ridge, intercept: true, form: 'structured' });
    // Cholesky: an error of D·ε·cond relative to a row of A (Higham, Accuracy and Stability, §10.1)
    const bound = (D * Number.EPSILON * largestRowSum(loaded)) / (ridge / rows);
    for (const [i, j] of somePlaces(D)) {
      const size = Math.hypot(...want.row(i));
      const got = found.coefficients.entry(i, j);
      assert.ok(Math.abs(got - want.at(i, j)) <= bound * size, `entry ${i}, ${j}: ${got}, not ${want.at(i, j)}`);
      const image = want.row(i).reduce((sum, a, k) => sum + a * mx[k], 0);
      assert.ok(Math.abs(found.intercept[i] - (my[i] - image)) <= bound * size * Math.hypot(...mx), `intercept ${i}`);
    }
    let residual = 0;
    const images = product(X, want.transpose());
    for (let n = 0; n < rows; n++) {
      for (let i = 0; i < D; i++) residual += (Y.at(n, i) - images.at(n, i) - found.intercept[i]) ** 2;
    }
    assert.ok(Math.abs(found.residual - residual) <= D * bound * residual, `${found.residual}, not ${residual}`);
  });
}

test.run();
