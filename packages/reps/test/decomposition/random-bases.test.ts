/** Decompositions of matrix representations in bases that are not orthogonal, where two fields meet. */
import { catalogue, inverse, Matrix, randomSource, rationals } from '@isotypic/algebra';
import {
  exteriorPower,
  matrixRepresentation,
  permutationRepresentation,
  realIrreps,
  tensorProduct,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkConsumers, inBasis, randomBasis, representationsOf } from './random-bases.js';
import { groupOf, smallGroups } from './small-groups.js';

test('C5 in the basis of the unit upper bidiagonal matrix: every consumer in one field', () => {
  const G = catalogue.cyclic(5);
  const [P] = permutationRepresentation(G).generatorMatrices;
  const S = Matrix.build(rationals, 5, 5, (i, j) => (j === i || j === i + 1 ? rationals.one : rationals.zero));
  assert.is(checkConsumers(matrixRepresentation(G, [S.times(P as Matrix<never>).times(inverse(S))])), 3);
});

test('4⊗4 and the exterior square of 5 of A5', () => {
  const G = catalogue.alternating(5);
  const [four, five] = [4, 5].map((d) => {
    const irrep = realIrreps(G).find(({ degree }) => degree === d);
    assert.ok(irrep);
    return matrixRepresentation(G, irrep.generatorMatrices);
  });
  assert.is(checkConsumers(tensorProduct(four, four)), 5);
  assert.is(checkConsumers(exteriorPower(five, 2)), 3);
});

for (const [name, group] of [
  ['D5', catalogue.dihedral(5)],
  ['C7', catalogue.cyclic(7)],
  ['Q8', catalogue.quaternion()],
  ['D8', catalogue.dihedral(8)],
] as const) {
  test(`${name}, rational and cyclotomic irreps side by side, in both kinds of bases`, () => {
    const random = randomSource(5);
    const natural = permutationRepresentation(group);
    for (const kind of ['rational', 'cyclotomic'] as const) {
      checkConsumers(inBasis(natural, randomBasis(natural.dimension, kind, random)));
    }
  });
}

test('groups of order up to 32, sampled: rational and cyclotomic bases; tensor, symmetric, exterior squares', () => {
  const random = randomSource(32);
  const sampled = smallGroups().filter(({ id, degree }, i) => id[0] <= 32 && degree <= 8 && i % 5 === 0);
  assert.ok(sampled.length >= 8);
  for (const facts of sampled) {
    for (const kind of ['rational', 'cyclotomic'] as const) {
      for (const rep of representationsOf(groupOf(facts), kind, random, 12)) checkConsumers(rep);
    }
  }
});

test.run();
