/** Clifford theory over a full base or an elementary abelian normal subgroup, against the method that knows neither. */
import { catalogue, directProduct, type PermutationGroup, parseGroup, wreathProduct } from '@isotypic/algebra';
import { type CharacterTable, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { besideFixedPoints, blocksUnderS3 } from './base-groups.js';
import { groupOf, readTable } from './table-vectors.js';

const { cyclic, alternating, symmetric, dihedral } = catalogue;

const groups: Record<string, () => PermutationGroup> = {
  'C₃ ≀ A₅': () => wreathProduct(cyclic(3), alternating(5)),
  'S₃ ≀ C₄': () => wreathProduct(symmetric(3), cyclic(4)),
  '(S₃ ≀ C₃) × C₂ × a fixed point': () =>
    besideFixedPoints(directProduct(wreathProduct(symmetric(3), cyclic(3)), cyclic(2)), 1, 1),
  '(A₃² × A₃³):S₃': () => blocksUnderS3(3),
  'Heisenberg over 9': () => parseGroup('heisenberg(9)'),
  'C₂ ≀ D₁₀ ∩ even': () => wreathProduct(cyclic(2), dihedral(10)).derivedSubgroup(),
  'D₄ ≀ S₃': () => wreathProduct(dihedral(4), symmetric(3)),
  ...Object.fromEntries(
    ['Trans_16_1500_', 'Trans_18_300_', 'Trans_20_700_', 'Trans_27_500_', 'Trans_28_1000_', 'Prim_81_50_'].map(
      (name) => [name, () => groupOf(readTable(name))],
    ),
  ),
};

const text = (table: CharacterTable): string[] => table.characters.map((x) => `${x.indicator} ${x}`);

for (const [name, make] of Object.entries(groups)) {
  test(`${name}: the table of class matrices`, () => {
    const group = make();
    assert.equal(text(characterTable(group)), text(characterTable(group, { method: 'class-matrices' })));
  });
}

test('(A₄² × A₄³):S₃ has 352 characters, proved', () => {
  const table = characterTable(blocksUnderS3(4));
  assert.is(table.characters.length, 352);
  verifyCharacterTable(table, { elementary: false });
});

test('fixed points change nothing in wreath products', () => {
  const degrees = (group: PermutationGroup): number[] => characterTable(group).characters.map((x) => x.degree);
  const group = wreathProduct(symmetric(4), symmetric(5));
  assert.equal(degrees(besideFixedPoints(group, 1, 2)), degrees(group));
});

test.run();
