// Covariances held by their samples, shrunken or with a prior, against the same held as blocks.
import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, shrinkageIntensities } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shrunkenBySamples } from '../../dist/estimators/shrunken-samples.js';
import { HeldCovariance } from '../../dist/structure/held-covariance.js';
import { HeldSamples } from '../../dist/structure/held-samples.js';
import { rowGrams } from '../../dist/structure/row-grams.js';
import { structureOf } from '../../dist/structure/structure-of.js';
import { StructuredCovariance } from '../../dist/structure/structured-map.js';

const near = (a: number, b: number, size = Math.abs(b), what = '') =>
  assert.ok(Math.abs(a - b) <= 1e-10 * size, `${what} ${a}, ${b}`);

const CASES = [
  ['D₄ on itself, five times', multiple(5, regularRepresentation(catalogue.dihedral(4)))],
  ['C₅ on itself, four times', multiple(4, regularRepresentation(catalogue.cyclic(5)))],
  ['the quaternions on themselves, six times', multiple(6, regularRepresentation(catalogue.quaternion(8)))],
  ['no symmetry', permutationRepresentation(new PermutationGroup([], { degree: 9 }))],
] as const;
const OPTIONS = [
  { shrinkage: 0.25 },
  { shrinkage: 'ledoit-wolf' },
  { prior: { samples: 3 } },
  { shrinkage: 0.5, prior: { samples: 2, variance: 0.7 } },
] as const;

for (const [name, rep] of CASES) {
  for (const rows of [3, 40]) {
    test(`a covariance of ${rows} samples is the same held by them: ${name}`, async () => {
      const S = structureOf(rep);
      const D = S.dimension;
      const X = standardNormals(rows, D, 1).map((v) => 2 * v + 3);
      const weights = Float64Array.from({ length: rows }, (_, n) => 1 + (n % 3));
      const frequencies = Float64Array.from({ length: rows }, (_, n) => 1 + (n % 2));
      const backend = await openBackend();
      for (const options of OPTIONS) {
        for (const given of [{}, { weights }, { weights, frequencies }]) {
          const normal = await EquivariantNormal.fit(X, rep, { ...options, ...given });
          const held = await shrunkenBySamples('test', X, S, { ...options, ...given, normalization: 'n' });
          assert.ok(held);
          if (held === undefined) return;
          held.mean.forEach((v, i) => {
            near(v, normal.mean[i], 5);
          });
          held.covariance.blocks.forEach(({ data }, k) => {
            data.forEach((v, e) => {
              near(v, normal.blocks[k].data[e], 4, `block ${k}`);
            });
          });
          near(held.covariance.logDeterminant('test'), normal.logDeterminant(), D, 'log det');
          const Y = standardNormals(7, D, 5);
          const want = await normal.mahalanobis(Y);
          const squares = await held.covariance.squaredLengths('test', Y, held.mean, backend);
          squares.forEach((v, n) => {
            near(v, want[n] ** 2, D * 100, 'distance');
          });
          // those of the samples themselves, by their Gram matrices where they are few and not weighted
          const own = await normal.mahalanobis(X);
          (await held.covariance.squaredLengths('test', X, held.mean, backend)).forEach((v, n) => {
            near(v, own[n] ** 2, D * 100, 'own distance');
          });
          const [a, b] = [held.covariance, await normal.covariance({ form: 'structured' })].map((C) =>
            C instanceof StructuredCovariance
              ? C
              : (Reflect.construct(StructuredCovariance, [S, C]) as StructuredCovariance),
          );
          assert.is(a.holds, 'samples');
          const x = Y.data.subarray(0, D);
          const [solved, applied] = [a.solve(x), a.apply(x)];
          b.solve(x).forEach((v, i) => {
            near(solved[i], v, 100);
          });
          b.apply(x).forEach((v, i) => {
            near(applied[i], v, 100);
          });
          for (let e = 0; e < 10; e++) near(a.entry((3 * e) % D, (7 * e) % D), b.entry((3 * e) % D, (7 * e) % D), 4);
        }
      }
      const intensities = await shrinkageIntensities(X, rep);
      assert.ok(intensities.every(({ intensity }) => intensity >= 0 && intensity <= 1));
      await backend.close();
    });
  }
}

/** D₄ on the pixels of n×n images; those of 64×64 have blocks of 2 million numbers. */
function images(n: number) {
  const turned = Uint32Array.from({ length: n * n }, (_, p) => (p % n) * n + n - 1 - Math.floor(p / n));
  const reflected = Uint32Array.from({ length: n * n }, (_, p) => p - (p % n) + n - 1 - (p % n));
  const moves = [Permutation.fromImages(turned), Permutation.fromImages(reflected)];
  return permutationRepresentation(catalogue.dihedral(4), moves);
}

test('a Gaussian of few images is fitted with shrinkage, and its draws have its covariance', async () => {
  const rep = images(64);
  const X = standardNormals(12, 64 ** 2, 2);
  const normal = await EquivariantNormal.fit(X, rep, { shrinkage: 0.5 });
  const sigma = await normal.covariance({ form: 'structured' });
  assert.is(sigma.holds, 'samples');
  const shrunk = await cov(X, rep, { shrinkage: 0.5, normalization: 'n', form: 'structured' });
  near(shrunk.entry(5, 900), sigma.entry(5, 900), sigma.entry(5, 5));
  near(shrunk.logDeterminant(), normal.logDeterminant(), 64 ** 2);
  const [density] = await normal.logProb(X);
  const x = X.data.subarray(0, 64 ** 2).map((v, i) => v - normal.mean[i]);
  const q = sigma.solve(x).reduce((sum, v, i) => sum + v * x[i], 0);
  near(density, -(64 ** 2 * Math.log(2 * Math.PI) + normal.logDeterminant() + q) / 2);
  // squared distances of draws are χ² on D degrees of freedom, mean D and variance 2D: within 5 standard errors
  const draws = await normal.sample(20, { seed: 3 });
  const distances = await normal.mahalanobis(draws);
  const average = distances.reduce((sum, v) => sum + v * v, 0) / 20;
  assert.ok(Math.abs(average - 64 ** 2) <= 5 * Math.sqrt((2 * 64 ** 2) / 20), `${average}`);
});

test('distances are the same in chunks of any size', async () => {
  const S = structureOf(multiple(5, regularRepresentation(catalogue.quaternion(8))));
  const D = S.dimension;
  const [X, Y] = [standardNormals(11, D, 1), standardNormals(19, D, 2)];
  const backend = await openBackend();
  const center = new Float64Array(D).fill(0.5);
  const lengths = async (chunk: number) => {
    const Z = new HeldSamples(S, X, center, undefined, chunk * D);
    const grams = await rowGrams(
      Z,
      S.components.map(() => true),
      backend,
    );
    const loadings = S.components.map((_, k) => ({ identity: 1 + k, samples: 0.25 }));
    return new HeldCovariance(Z, grams, loadings).squaredLengths('test', Y, center, backend);
  };
  const [one, two, all] = [await lengths(1), await lengths(2), await lengths(100)];
  all.forEach((v, n) => {
    near(one[n], v);
    near(two[n], v);
  });
  await backend.close();
});

test('without shrinkage it is singular, and says what to do', async () => {
  const normal = await EquivariantNormal.fit(standardNormals(12, 64 ** 2, 2), images(64));
  try {
    await normal.logProb(standardNormals(1, 64 ** 2, 3));
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'NOT_POSITIVE_DEFINITE');
    assert.match((error as Error).message, /shrinkage/);
  }
});

test.run();
