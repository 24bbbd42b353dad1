/** Decompositions of matrix representations in bases that are not orthogonal, where two fields meet. */
import { catalogue, inverse, Matrix, type PermutationGroup, randomSource, rationals } from '@isotypic/algebra';
import {
  type ExactRepresentation,
  exteriorPower,
  matrixRepresentation,
  permutationRepresentation,
  realIrreps,
  symmetricPower,
  tensorProduct,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutSpecialCases } from '../without-special-cases.js';
import { checkConsumers, inBasis, randomBasis, representationsOf } from './random-bases.js';
import { groupOf, smallGroups } from './small-groups.js';

/** The rows that were found wrong, with their siblings: each number is that of the components. */
const ROWS: readonly [name: string, make: () => ExactRepresentation, components: number][] = [
  ['C5 in the unit upper bidiagonal basis', () => bidiagonal(catalogue.cyclic(5)), 3],
  ['C7 in the unit upper bidiagonal basis', () => bidiagonal(catalogue.cyclic(7)), 4],
  ['C8 in the unit upper bidiagonal basis', () => bidiagonal(catalogue.cyclic(8)), 5],
  ['D5 in the unit upper bidiagonal basis', () => bidiagonal(catalogue.dihedral(5)), 3],
  ['4⊗4 of A5', () => tensorProduct(irrepOfA5(4), irrepOfA5(4)), 5],
  ['Λ²5 of A5', () => exteriorPower(irrepOfA5(5), 2), 3],
  ['S²4 of A5', () => symmetricPower(irrepOfA5(4), 2), 3],
  ['4⊗5 of A5', () => tensorProduct(irrepOfA5(4), irrepOfA5(5)), 4],
];

function bidiagonal(group: PermutationGroup): ExactRepresentation {
  const n = group.degree;
  const S = Matrix.build(rationals, n, n, (i, j) => (j === i || j === i + 1 ? rationals.one : rationals.zero));
  return inBasis(permutationRepresentation(group), [S, inverse(S)]);
}

function irrepOfA5(degree: number): ExactRepresentation {
  const irrep = realIrreps(A5).find((found) => found.degree === degree);
  assert.ok(irrep);
  return matrixRepresentation(A5, irrep.generatorMatrices);
}

const A5 = catalogue.alternating(5);

for (const [name, make, components] of ROWS) {
  test(`${name}: every consumer in one field, with and without special cases`, () => {
    assert.is(checkConsumers(make()), components);
    assert.is(
      withoutSpecialCases(() => checkConsumers(make())),
      components,
    );
  });
}

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
  const sampled = smallGroups().filter(({ id, degree }, i) => id[0] <= 32 && degree <= 8 && i % 7 === 0);
  assert.ok(sampled.length >= 5);
  for (const facts of sampled) {
    for (const kind of ['rational', 'cyclotomic'] as const) {
      for (const rep of representationsOf(groupOf(facts), kind, random, 12)) checkConsumers(rep);
    }
  }
});

test.run();
