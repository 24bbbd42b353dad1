/** Work that is too large, or not wanted any more, is refused with an estimate and a remedy. */
import { catalogue, IsotypicError } from '@isotypic/algebra';
import {
  customRepresentation,
  equivariantMaps,
  invariants,
  MatrixGroup,
  orthogonal,
  permutationMatrices,
  T,
  TensorType,
  V,
} from '@isotypic/maps';
import { realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const sheared = new MatrixGroup({
  dimension: 3,
  lieAlgebra: [
    [
      [0, -1, 0],
      [1, 0, 1],
      [0, 0, 0],
    ],
    [
      [0, 0, 2],
      [0, 1, 0],
      [0, 0, -1],
    ],
  ],
});

function refusal(run: () => unknown): IsotypicError {
  try {
    run();
  } catch (error) {
    if (error instanceof IsotypicError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('too many unknowns: said with the estimate', () => {
  const error = refusal(() => invariants(T(20).over(sheared)));
  assert.is(error.code, 'OUT_OF_MEMORY');
  assert.is(error.details.unknowns, 3 ** 20);
  assert.match(error.message, /GiB.*Split/);
});

test('too many diagrams: the dimension is known, the basis refused', () => {
  const error = refusal(() => invariants(T(16).over(orthogonal(20))).basis());
  assert.is(error.code, 'OUT_OF_MEMORY');
  assert.is(error.details.diagrams, 2_027_025); // 15!!
  assert.is(invariants(T(16).over(orthogonal(20))).dimension, 2_027_025);
});

test('a budget of steps, and a signal', () => {
  assert.is(refusal(() => invariants(T(5).over(sheared), { budget: 10 })).code, 'BUDGET_EXCEEDED');
  assert.is(refusal(() => invariants(T(5).over(sheared), { signal: AbortSignal.abort() })).code, 'ABORTED');
});

test('a dense basis that would not fit', () => {
  const maps = equivariantMaps(T(3).over(orthogonal(20)), T(3).over(orthogonal(20)));
  assert.is(maps.dimension, 15);
  assert.is(refusal(() => maps.orthonormalBasis()).code, 'OUT_OF_MEMORY');
  assert.is(maps.basis().length, 15);
});

test('irreducible representations as spaces: their multiplicities in the tensors of S(4)', () => {
  const group = catalogue.symmetric(4);
  const S4 = permutationMatrices(group);
  const found = realIrreps(group).map((irrep, k) => {
    const representation = customRepresentation({
      name: `irrep${k}`,
      group: S4,
      generatorMatrices: irrep.generatorMatrices,
    });
    assert.is(representation.proof, 'proved');
    const leaf = TensorType.of({ kind: 'custom', representation, dual: false, conjugate: false });
    assert.is(equivariantMaps(leaf.over(S4), leaf.over(S4)).dimension, 1);
    return { degree: irrep.degree, m: equivariantMaps(leaf.over(S4), T(2).over(S4)).dimension };
  });
  assert.is(
    found.reduce((sum, { degree, m }) => sum + degree * m, 0),
    16,
  );
  assert.is(
    found.reduce((sum, { m }) => sum + m * m, 0),
    equivariantMaps(T(2).over(S4), T(2).over(S4)).dimension,
  );
  assert.is(invariants(V.over(S4)).dimension, 1);
});

test.run();
