/** Covariances under SO(3) and O(3) within the error of averages over 10⁴ random rotations. */
import { compactDecomposition, parseMatrixGroup, T } from '@isotypic/maps';
import { harmonicAction } from '@isotypic/rotations';
import { cov } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorsFromRandomRotations, onHarmonics, samples, tensorPower } from './group-integrals.js';

const DRAWS = 10_000;
// Six standard errors, of up to 729 entries at once.
const ERRORS = 6;

for (const name of ['SO(3)', 'O(3)']) {
  const group = parseMatrixGroup(name);
  for (const k of [1, 2, 3]) {
    test(`tensors of rank ${k} under ${name}`, async () => {
      const structure = compactDecomposition(T(k).over(group));
      const X = samples(40, structure.dimension, 20 + k);
      const S = await cov(X, structure, { normalization: 'n', center: 'sample-mean' });
      // −1 acts by a sign, which covariances do not see
      assert.ok(errorsFromRandomRotations(X, S, (R) => tensorPower(R, k), DRAWS) < ERRORS);
    });
  }
  for (let l = 0; l <= 4; l++) {
    test(`two fields of harmonics of degree ${l} under ${name}`, async () => {
      const structure = compactDecomposition(harmonicAction([l, l], group));
      const X = samples(40, structure.dimension, 30 + l);
      const S = await cov(X, structure, { normalization: 'n', center: 'sample-mean' });
      assert.ok(errorsFromRandomRotations(X, S, (R) => onHarmonics([l, l], R), DRAWS) < ERRORS);
    });
  }
}

test.run();
