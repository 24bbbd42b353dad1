// Maps assembled row by row: symmetric ones from rows that were made symmetric, and rows moved by runs.
import { catalogue } from '@isotypic/algebra';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { projectOnUnits, symmetrize } from '@isotypic/numeric/internal';
import { multiple, PermutationRepresentation, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assembleMap, assembleSymmetric } from '../../dist/structure/assemble-map.js';
import { assemblyPlan, mirrorOf, moveRow } from '../../dist/structure/assembly-plan.js';
import { structureOf } from '../../dist/structure/structure-of.js';

for (const [name, rep, isFree] of [
  ['the quaternions on themselves, twice', multiple(2, regularRepresentation(catalogue.quaternion(8))), true],
  ['C₆₀ on itself', regularRepresentation(catalogue.cyclic(60)), true],
  ['S₄ on itself', regularRepresentation(catalogue.symmetric(4)), true],
  ['no symmetry', permutationRepresentation(catalogue.cyclic(1)), true],
  ['a pentagon, whose points are fixed by reflections', permutationRepresentation(catalogue.dihedral(5)), false],
] as const) {
  test(`a symmetric map is assembled symmetric: ${name}`, async () => {
    const backend = await openBackend();
    const X = structureOf(rep);
    const blocks = X.components.map(({ multiplicity: m, units }, k) => {
      const C = standardNormals(m * units, m * units, k + 1);
      projectOnUnits(C.data, m, m, units);
      return symmetrize(C);
    });
    const plan = assemblyPlan(X, X);
    assert.ok(plan);
    assert.is(plan !== undefined && mirrorOf(plan, X) !== null, isFree);
    const actions = rep instanceof PermutationRepresentation ? rep.images : [];
    const S = await assembleSymmetric(blocks, X, backend);
    const slow = symmetrize(await assembleMap(blocks, X, X, backend));
    for (let i = 0; i < X.dimension; i++) {
      for (let j = 0; j < X.dimension; j++) {
        assert.is(S.at(i, j), S.at(j, i));
        assert.ok(Math.abs(S.at(i, j) - slow.at(i, j)) <= 1e-14, `${i}, ${j}`);
        if (!isFree) continue;
        for (const { images } of actions) assert.is(S.at(images[i], images[j]), S.at(i, j));
      }
    }
    await backend.close();
  });
}

test('rows are moved by runs as they are entry by entry', () => {
  const X = structureOf(multiple(2, regularRepresentation(catalogue.cyclic(64))));
  const plan = assemblyPlan(X, X);
  const move = plan?.moves[0];
  assert.ok(move?.runs);
  if (move === undefined) return;
  const D = X.dimension;
  const [byRuns, one] = [standardNormals(2, D, 3).data, standardNormals(2, D, 3).data];
  moveRow(byRuns, 0, D, move);
  moveRow(one, 0, D, { ...move, runs: undefined });
  assert.equal(byRuns, one);
  assert.not.equal(one.subarray(0, D), one.subarray(D));
});

test.run();
