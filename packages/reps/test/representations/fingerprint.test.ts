/** Fingerprints of actions: equal for equal actions on the generators, and for nothing else. */
import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  exteriorPower,
  matrixRepresentation,
  numericRepresentation,
  permutationRepresentation,
  tensorProduct,
  trivialRepresentation,
} from '@isotypic/reps';
import { actionFingerprint } from '@isotypic/reps/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the same action made again has the same fingerprint, whatever it is called', () => {
  const make = () =>
    tensorProduct(
      permutationRepresentation(catalogue.symmetric(4)),
      exteriorPower(permutationRepresentation(catalogue.symmetric(4)), 2),
    );
  assert.is(actionFingerprint(make()), actionFingerprint(make()));
  const G = catalogue.symmetric(4);
  const images = G.generators.map((p) => p.toArray());
  assert.is(actionFingerprint(permutationRepresentation(G, images)), actionFingerprint(permutationRepresentation(G)));
  const M = permutationRepresentation(G).generatorMatrices;
  assert.is(
    actionFingerprint(matrixRepresentation(G, M, { label: 'a' })),
    actionFingerprint(matrixRepresentation(G, M, { label: 'b' })),
  );
});

test('another generator, order of generators, group, image, kind or entry: another fingerprint', () => {
  const Q8 = catalogue.quaternion();
  const turned = new PermutationGroup([...Q8.generators].reverse());
  const C4 = catalogue.cyclic(4);
  const all = [
    permutationRepresentation(Q8),
    permutationRepresentation(turned),
    permutationRepresentation(new PermutationGroup([[1, 0, 2]])),
    permutationRepresentation(new PermutationGroup([[0, 2, 1]])),
    permutationRepresentation(new PermutationGroup([[1, 0]], { degree: 2 })),
    trivialRepresentation(Q8),
    trivialRepresentation(turned),
    permutationRepresentation(C4),
    permutationRepresentation(C4, [Permutation.fromImages([3, 0, 1, 2])]),
    matrixRepresentation(C4, permutationRepresentation(C4).generatorMatrices),
    matrixRepresentation(C4, [[[-1]]]),
    matrixRepresentation(C4, [[['E(4)']]]),
    matrixRepresentation(C4, [[['-E(4)']]]),
    numericRepresentation(C4, [[[-1]]]),
    numericRepresentation(C4, [[[1]]]),
  ].map(actionFingerprint);
  assert.is(new Set(all).size, all.length);
});

test.run();
