/** Irreps over ℚ of every group of order at most 63: degrees, relations and commuting algebras of their matrices. */
import { checkRepresentation, matrixRepresentation, rationalIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { homSpace } from '../../dist/matrices/hom-space.js';
import { groupOf, smallGroups } from '../decomposition/small-groups.js';

for (const facts of smallGroups()) {
  test(`${facts.structure} (${facts.id}): matrices over ℚ`, () => {
    const G = groupOf(facts);
    let total = 0;
    for (const irrep of rationalIrreps(G)) {
      const matrices = irrep.generatorMatrices;
      checkRepresentation(matrixRepresentation(G, matrices, { dimension: irrep.degree }));
      // The commuting algebra is a division algebra of dimension m²·[ℚ(χ) : ℚ], and ℚG ≅ ⊕ M_k(D), k = χ(1)/m.
      const { schurIndex: m, fieldDegree, characterDegree } = irrep;
      if (matrices.length > 0) assert.is(homSpace('test', matrices, matrices).length, m * m * fieldDegree);
      total += fieldDegree * characterDegree ** 2;
    }
    assert.is(BigInt(total), G.order);
  });
}

test.run();
