/** Covariances by blocks, against their matrices. */
import { catalogue } from '@isotypic/algebra';
import { logDeterminant } from '@isotypic/numeric';
import { directSum, permutationRepresentation, type Representation, regularRepresentation } from '@isotypic/reps';
import { cov, covarianceOf, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, testSamples } from '../support/data.js';

const C5 = permutationRepresentation(catalogue.cyclic(5));
const REPS: readonly [string, Representation][] = [
  ['dihedral(4)', permutationRepresentation(catalogue.dihedral(4))],
  ['twice cyclic(5), complex blocks', directSum(C5, C5)],
  ['quaternion() regular, quaternionic blocks', regularRepresentation(catalogue.quaternion())],
];

for (const [name, rep] of REPS) {
  test(`${name}: apply, solve, determinant, diagonal and entries are those of the matrix`, async () => {
    const D = rep.dimension;
    const X = testSamples(60, D, 3);
    const options = { normalization: 'n' } as const;
    const S = await cov(X, rep, options);
    const blocks = await cov(X, rep, { ...options, form: 'structured' });
    assert.equal([blocks.rows, blocks.cols], [D, D]);
    assert.ok(deviation((await blocks.toMatrix()).data, S.data) < 1e-14);
    const x = Float64Array.from({ length: D }, (_, i) => Math.sin(i + 1));
    const product = Float64Array.from({ length: D }, (_, i) => x.reduce((s, v, j) => s + S.at(i, j) * v, 0));
    assert.ok(deviation(blocks.apply(x), product) < 1e-13);
    assert.ok(deviation(blocks.solve(product), x) < 1e-11);
    assert.ok(Math.abs(blocks.logDeterminant() - logDeterminant(S)) < 1e-11);
    assert.ok(
      deviation(
        blocks.diagonal(),
        Float64Array.from(x, (_, i) => S.at(i, i)),
      ) < 1e-14,
    );
    for (let i = 0; i < D; i++)
      for (let j = 0; j < D; j++) assert.ok(Math.abs(blocks.entry(i, j) - S.at(i, j)) < 1e-13);
    const moments = await new SymmetricMoments(rep).push(X);
    const again = await covarianceOf(moments, { ...options, form: 'structured' });
    assert.ok(deviation(again.apply(x), product) < 1e-13);
  });
}

test('a singular block is named, and the rest still works', async () => {
  const rep = permutationRepresentation(catalogue.symmetric(3));
  const constant = testSamples(20, 3, 2).map(([a, b]) => [a, b, 1 - a - b]);
  const blocks = await cov(constant, rep, { form: 'structured', center: 'sample-mean' });
  assert.ok(blocks.apply([1, 1, 1]).every((v) => Math.abs(v) < 1e-12));
  await refuses('SHAPE_MISMATCH', () => blocks.apply([1, 2]), /3/);
  await refuses('INVALID_ARGUMENT', () => blocks.entry(0, 3), /j/);
  const zero = await cov(
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    rep,
    { form: 'structured' },
  );
  await refuses('NOT_POSITIVE_DEFINITE', () => zero.solve([1, 0, 0]), /component trivial/);
  await refuses('NOT_POSITIVE_DEFINITE', () => zero.logDeterminant(), /component trivial/);
});

test.run();
