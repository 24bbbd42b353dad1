/** Degrees, multiplicities and types of natural permutation representations, against GAP's character tables. */
import { catalogue } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, verifyDecomposition } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { normalFormErrors } from './float-checks.js';
import { assertNaturalShape, tablesOfDegree } from './natural-shapes.js';

for (const name of tablesOfDegree(0, 40)) {
  test(`${name}: degrees, multiplicities and types of the natural representation`, () => assertNaturalShape(name));
}

test('the cube group on its 48 facelets', () => {
  const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.rubiksCube()));
  assert.equal(
    decomposition.components.map((c) => [c.degree, c.multiplicity, c.type]),
    [
      [1, 2, 'real'],
      [7, 1, 'real'],
      [11, 1, 'real'],
      [12, 1, 'real'],
      [16, 1, 'complex'],
    ],
  );
  assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  const { orthogonality, blocks } = normalFormErrors(decomposition);
  assert.ok(orthogonality < 1e-14 && blocks < 1e-14, `${orthogonality}, ${blocks}`);
});

test.run();
