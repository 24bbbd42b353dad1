/** Degrees, multiplicities and types of natural permutation representations, against GAP's character tables. */
import { catalogue } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, verifyDecomposition } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, readTable, type TableVector, tableNames } from '../characters/table-vectors.js';
import { normalFormErrors } from './float-checks.js';

/** [degree, multiplicity, type] of the real components, sorted, from complex multiplicities and indicators. */
function expectedShape(vector: TableVector): string[] {
  const shape: string[] = [];
  const complex = new Map<string, number>();
  vector.permMultiplicities.forEach((m, i) => {
    if (m === 0) return;
    const degree = degreeOf(vector, i);
    const indicator = vector.frobeniusSchur[i];
    if (indicator === 1) shape.push(`${degree}×${m} real`);
    else if (indicator === -1) shape.push(`${2 * degree}×${m / 2} quaternionic`);
    else {
      // Characters of complex type come in conjugate pairs, both with the same multiplicity.
      const key = `${2 * degree}×${m} complex`;
      complex.set(key, (complex.get(key) ?? 0) + 1);
    }
  });
  for (const [key, count] of complex) for (let k = 0; k < count / 2; k++) shape.push(key);
  return shape.sort();
}

function degreeOf(vector: TableVector, i: number): number {
  const identity = vector.classes.findIndex((c) => c.order === 1);
  return Number(vector.values[vector.irr[i][identity]].coeffs['0']);
}

for (const name of tableNames()) {
  const vector = readTable(name);
  if (vector.degree > 130) continue;
  test(`${name}: degrees, multiplicities and types of the natural representation`, () => {
    const decomposition = isotypicDecomposition(permutationRepresentation(groupOf(vector)));
    const shape = decomposition.components.map((c) => `${c.degree}×${c.multiplicity} ${c.type}`).sort();
    assert.equal(shape, expectedShape(vector));
    assert.ok(decomposition.components[0].isTrivial);
  });
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
