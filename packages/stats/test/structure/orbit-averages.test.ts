/** Invariant vectors of actions: by orbits against the isotypic basis, and where no basis can be made. */
import { actionOnSubsets, catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { mean, reynolds, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

for (const [name, rep] of Object.entries({
  'cube group': permutationRepresentation(catalogue.rubiksCube()),
  'regular S3': regularRepresentation(catalogue.symmetric(3)),
  'three orbits': permutationRepresentation(new PermutationGroup([[1, 0, 3, 4, 2, 5]])),
  'no generators': permutationRepresentation(new PermutationGroup([], { degree: 3 })),
})) {
  test(`${name}: the mean by orbits is that by isotypic coordinates`, async () => {
    const X = [1, 2, 3].map((n) => Array.from({ length: rep.dimension }, (_, i) => Math.sin(n + i * i)));
    const byOrbits = await mean(X, rep);
    const byBasis = await mean(X, structureOf(rep)); // a structure does not say that it comes from an action
    const averaged = reynolds(X[0], rep);
    const averagedByBasis = reynolds(X[0], structureOf(rep));
    for (let i = 0; i < rep.dimension; i++) {
      assert.ok(Math.abs(byOrbits[i] - byBasis[i]) < 1e-14);
      assert.ok(Math.abs(averaged[i] - averagedByBasis[i]) < 1e-14);
    }
  });
}

test('100128 columns: the mean needs no decomposition', async () => {
  const S = catalogue.symmetric(448);
  const rep = permutationRepresentation(S, actionOnSubsets(S, 2).generators);
  const X = { data: Float64Array.from({ length: 2 * 100128 }, (_, i) => i % 2), rows: 2, cols: 100128 };
  const mu = await mean(X, rep);
  assert.is(mu.length, 100128);
  assert.ok(mu.every((x) => x === 0.5));
});

test.run();
