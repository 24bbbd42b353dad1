/** Relators against the obvious twin: images define a homomorphism exactly when no pair (1, h), h ≠ 1, is generated. */
import { catalogue, IsotypicError, Permutation, PermutationGroup } from '@isotypic/algebra';
import { checkRepresentation, matrixRepresentation, permutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups = [
  catalogue.symmetric(4),
  catalogue.alternating(4),
  catalogue.dihedral(6),
  catalogue.quaternion(),
  catalogue.kleinFour(),
  catalogue.cyclic(6),
  catalogue.frobenius(7, 3),
  new PermutationGroup([
    [1, 2, 3, 0, 4, 5],
    [1, 0, 2, 3, 5, 4],
  ]),
];

/** Lists the pairs (g, h) that the generators and their images generate. */
function isHomomorphism(group: PermutationGroup, images: readonly Permutation[], degree: number): boolean {
  const start: [Permutation, Permutation] = [Permutation.identity(group.degree), Permutation.identity(degree)];
  const imageOf = new Map([[start[0].toString(), start[1]]]);
  const queue = [start];
  for (const [g, h] of queue) {
    for (const [k, s] of group.generators.entries()) {
      const next: [Permutation, Permutation] = [s.times(g), images[k].times(h)];
      const known = imageOf.get(next[0].toString());
      if (known === undefined) {
        imageOf.set(next[0].toString(), next[1]);
        queue.push(next);
      } else if (!known.equals(next[1])) return false;
    }
  }
  return true;
}

function isAccepted(group: PermutationGroup, images: readonly Permutation[]): boolean {
  try {
    checkRepresentation(
      matrixRepresentation(group, permutationRepresentation(group, images, { check: false }).generatorMatrices),
    );
    return true;
  } catch (error) {
    assert.instance(error, IsotypicError);
    assert.is((error as IsotypicError).code, 'REFUTED');
    return false;
  }
}

test('matrices are accepted exactly when they extend to a homomorphism', () => {
  let [yes, no] = [0, 0];
  const image = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }).map((p) => Permutation.fromImages(p));
  fc.assert(
    fc.property(fc.constantFrom(...groups), fc.array(image, { minLength: 4, maxLength: 4 }), (group, some) => {
      const images = group.generators.map((_, k) => some[k]);
      const expected = isHomomorphism(group, images, 4);
      if (expected) yes++;
      else no++;
      assert.is(isAccepted(group, images), expected, `${group.generators} to ${images}`);
    }),
    { numRuns: 400, seed: 1 },
  );
  assert.ok(yes > 10 && no > 10, `${yes} homomorphisms, ${no} others`);
});

test('the exchange of the generators of S4, where every relator of too short a list holds', () => {
  const [a, b] = groups[0].generators;
  assert.not(isAccepted(groups[0], [b, a]));
});

test.run();
