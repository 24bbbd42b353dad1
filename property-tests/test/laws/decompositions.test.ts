import { assertLaws, decompositionLaws, permutationGroup, representationLaws } from '@isotypic/property-tests';
import {
  directSum,
  exteriorPower,
  isotypicDecomposition,
  permutationRepresentation,
  regularRepresentation,
  signRepresentation,
  symmetricPower,
  tensorProduct,
} from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('constructions of representations obey the laws, on random groups', () => {
  fc.assert(
    fc.property(permutationGroup({ maxDegree: 5 }), (group) => {
      const points = permutationRepresentation(group);
      for (const rep of [
        points,
        directSum(points, signRepresentation(group)),
        tensorProduct(points, signRepresentation(group)),
        symmetricPower(points, 2),
        exteriorPower(points, Math.min(2, group.degree)),
      ]) {
        assertLaws(representationLaws(rep, { runs: 3 }));
      }
    }),
    { numRuns: 10 },
  );
});

test('decompositions of natural representations obey the laws, on random groups', () => {
  fc.assert(
    fc.property(permutationGroup({ maxDegree: 7 }), (group) => {
      const rep = permutationRepresentation(group);
      if (rep.dimension > 0) assertLaws(decompositionLaws(isotypicDecomposition(rep)));
    }),
    { numRuns: 25 },
  );
});

test('a broken decomposition is noticed', () => {
  const group = regularRepresentation(permutationRepresentation(firstGroup()).group);
  const decomposition = isotypicDecomposition(group);
  decomposition.orthonormalBasis().data[0] += 1e-9;
  assert.throws(() => assertLaws(decompositionLaws(decomposition)), /decompositionLaws/);
});

function firstGroup() {
  return fc.sample(permutationGroup({ maxDegree: 3 }), { numRuns: 1, seed: 1 })[0];
}

test.run();
