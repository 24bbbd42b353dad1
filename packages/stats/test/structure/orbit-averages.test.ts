/** Invariant vectors of actions: by orbits against the isotypic basis, and where no basis can be made. */
import { actionOnSubsets, catalogue, PermutationGroup } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
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

// Without the recognition of giants the images are checked on a general stabilizer chain: 2 s at degree 64 already.
const POINTS = specialCasesAreOn() ? 448 : 32;
const PAIRS = (POINTS * (POINTS - 1)) / 2;

test(`${PAIRS} columns: the mean needs no decomposition`, async () => {
  const S = catalogue.symmetric(POINTS);
  const rep = permutationRepresentation(S, actionOnSubsets(S, 2).generators);
  const X = { data: Float64Array.from({ length: 2 * PAIRS }, (_, i) => i % 2), rows: 2, cols: PAIRS };
  const mu = await mean(X, rep);
  assert.is(mu.length, PAIRS);
  assert.ok(mu.every((x) => x === 0.5));
});

test.run();
