/** What is kept depends on the group object alone, and can be forgotten. */
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  checkRepresentation,
  clearCaches,
  irreps,
  isotypicDecomposition,
  permutationRepresentation,
  rationalIrreps,
  realIrreps,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const cached = { characterTable, irreps, realIrreps };

for (const [name, compute] of Object.entries(cached)) {
  test(`${name}: one object for one group, another after clearCaches`, () => {
    const group = catalogue.dihedral(5);
    const before = compute(group);
    assert.is(compute(group), before);
    clearCaches();
    assert.is.not(compute(group), before);
  });
}

test('what is computed after clearCaches is equal, and what was handed out stays valid', () => {
  const group = catalogue.icosahedral();
  const describe = (): string[] => [
    ...characterTable(group).characters.map((x) => `${x.indicator} ${x}`),
    ...realIrreps(group).map((x) => `${x.label} ${x.type} ${x.generatorMatrices.join()} ${x.gram}`),
    ...rationalIrreps(group).map((x) => `${x.degree}`),
    ...isotypicDecomposition(permutationRepresentation(group)).components.map(
      (c) => `${c.multiplicity} ${c.projector()}`,
    ),
  ];
  const decomposition = isotypicDecomposition(permutationRepresentation(group));
  const before = describe();
  clearCaches();
  assert.equal(describe(), before);
  const Q = decomposition.orthonormalBasis();
  assert.is(Q.rows, Q.cols);
  assert.ok(checkRepresentation(permutationRepresentation(group)));
});

test('groups of one name, order and degree with other generators do not share anything', () => {
  // Two dihedral groups of order 8 on four points: the diagonals of the square are 02, 13 in one and 01, 23 in the
  // other.
  const one = new PermutationGroup([
    [1, 2, 3, 0],
    [0, 3, 2, 1],
  ]);
  const two = new PermutationGroup([
    [2, 3, 1, 0],
    [0, 1, 3, 2],
  ]);
  for (const group of [one, two]) {
    const table = characterTable(group);
    assert.is(table.group, group);
    for (const c of table.classes) assert.ok(group.contains(c.representative));
    for (const irrep of realIrreps(group)) assert.is(irrep.group, group);
  }
  assert.is.not(characterTable(one), characterTable(two));
  assert.not.ok(one.contains(two.generators[0]));
});

test.run();
