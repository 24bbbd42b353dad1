import { actionOnSubsets, catalogue, IsotypicError, type PermutationGroup } from '@isotypic/algebra';
import { characterTable, checkRepresentation, permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

function refusal(act: () => unknown): IsotypicError {
  try {
    act();
  } catch (error) {
    assert.instance(error, IsotypicError);
    return error as IsotypicError;
  }
  throw new Error('nothing was thrown');
}

test('images that break a relation are refused before work starts, whatever the order of the group', () => {
  for (const group of [catalogue.symmetric(4), catalogue.mathieu(11), catalogue.rubiksCube()]) {
    // In the natural action with two generators' images exchanged, orders of elements or of products no longer fit.
    const [first, second, ...rest] = group.generators;
    const exchanged = [second, first, ...rest];
    const error = refusal(() => permutationRepresentation(group, exchanged));
    assert.is(error.code, 'NOT_A_HOMOMORPHISM');
    assert.type(error.details.relator, 'string');
    const unchecked = permutationRepresentation(group, exchanged, { check: false });
    assert.is(refusal(() => checkRepresentation(unchecked)).code, 'REFUTED');
  }
});

test('actions are accepted, faithful or not', () => {
  const group = catalogue.symmetric(4);
  assert.is(permutationRepresentation(group, actionOnSubsets(group, 2).generators).dimension, 6);
  const signs = group.generators.map((g) => (g.sign() === 1 ? [0, 1] : [1, 0]));
  assert.is(permutationRepresentation(group, signs).dimension, 2);
  const cube = catalogue.rubiksCube();
  assert.is(permutationRepresentation(cube, cube.generators).dimension, 48);
});

test('what is no group, and methods of another name, are refused', () => {
  const nothing = undefined as unknown as PermutationGroup;
  assert.is(refusal(() => permutationRepresentation(nothing)).code, 'INVALID_ARGUMENT');
  assert.is(refusal(() => characterTable(nothing)).code, 'INVALID_ARGUMENT');
  const method = 'guess' as 'auto';
  assert.is(refusal(() => characterTable(catalogue.symmetric(4), { method })).code, 'INVALID_ARGUMENT');
});

test.run();
