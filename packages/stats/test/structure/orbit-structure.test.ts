/** Variances by sums over orbits, against the diagonal of the covariance by isotypic blocks. */
import { catalogue, Permutation } from '@isotypic/algebra';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { type CovarianceOptions, cov, mean, structureOf, varMean } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { orbitStructureOf } from '../../dist/structure/orbit-structure.js';
import { testSamples } from '../support/data.js';

/** C₃ on three points, one fixed point and a pair that it leaves apart: orbits of 3, 1, 1, 1. */
const mixed = permutationRepresentation(catalogue.cyclic(3), [Permutation.fromImages([1, 2, 0, 3, 4, 5])]);

const REPS = [
  ['three points and three fixed ones', mixed],
  ['D₄ on its square, three times', multiple(3, permutationRepresentation(catalogue.dihedral(4)))],
  ['the quaternions on themselves', regularRepresentation(catalogue.quaternion(8))],
  ['the cube’s facelets', permutationRepresentation(catalogue.rubiksCube())],
] as const;

for (const [name, rep] of REPS) {
  test(name, async () => {
    const D = rep.dimension;
    const X = testSamples(300, D, 4).map((row) => row.map((v, j) => 3 * v + 1e3 * (j % 5)));
    const weights = Array.from({ length: 300 }, (_, n) => 1 + (n % 3));
    const known = Array.from({ length: D }, (_, j) => 1000 * (j % 5) + 1);
    const options: CovarianceOptions[] = [
      {},
      { normalization: 'n' },
      { normalization: 'n-1', center: 'sample-mean' },
      { weights },
      { center: known },
    ];
    assert.ok(orbitStructureOf(rep));
    for (const each of options) {
      const S = await cov(X, rep, each);
      const found = await varMean(X, rep, each);
      const same = await varMean(X, structureOf(rep), each);
      for (let j = 0; j < D; j++) {
        // both sides are sums of squares near 3², or 1e6 about a mean that is not invariant, each rounded a few times
        assert.ok(Math.abs(found.variance[j] - S.at(j, j)) <= 1e-12 * S.at(j, j), `${j}`);
        assert.is(found.variance[j], same.variance[j]);
      }
      const center =
        'center' in each && typeof each.center === 'object'
          ? known
          : await mean(X, rep, each.weights ? { weights } : {});
      found.mean.forEach((m, j) => {
        assert.ok(Math.abs(m - center[j]) <= 1e-12 * Math.max(1, Math.abs(center[j])));
      });
    }
  });
}

test('its basis, where it is asked for, is orthonormal', () => {
  const made = orbitStructureOf(mixed);
  if (made === undefined) throw new Error('a permutation representation of small orbits has one');
  const { basis, dimension: D } = made.structure;
  for (let j = 0; j < D; j++) {
    for (let k = 0; k < D; k++) {
      let dot = 0;
      for (let i = 0; i < D; i++) dot += basis.data[i * D + j] * basis.data[i * D + k];
      assert.ok(Math.abs(dot - (j === k ? 1 : 0)) <= 1e-15);
    }
  }
});

test('other sources have none', () => {
  assert.is(orbitStructureOf({ ...structureOf(mixed), representation: undefined } as never), undefined);
});

test.run();
