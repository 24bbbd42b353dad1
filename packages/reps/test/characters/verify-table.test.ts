import { Cyclotomic, Permutation, PermutationGroup } from '@isotypic/algebra';
import { type CharacterTable, characterTable, IrreducibleCharacter, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const alternating5 = new PermutationGroup([
  Permutation.fromImages([1, 2, 3, 4, 0]),
  Permutation.fromImages([1, 2, 0, 3, 4]),
]);
const table = characterTable(alternating5);

/** The table with the rows of `change` in place of its own. */
function forged(
  change: (x: IrreducibleCharacter) => Partial<Pick<IrreducibleCharacter, 'values' | 'indicator'>>,
): CharacterTable {
  const characters = table.characters.map((x) => {
    const { values = x.values, indicator = x.indicator } = change(x);
    return new IrreducibleCharacter(table.structure, values, indicator, x.index);
  });
  return Object.assign(Object.create(Object.getPrototypeOf(table)), table, { characters });
}

test('a right table is proved', () => {
  assert.ok(verifyCharacterTable(table).proved.includes('row orthogonality'));
  assert.ok(verifyCharacterTable(forged(() => ({}))).proved.includes('column orthogonality'));
});

test('a wrong rational value is found', () => {
  const last = table.characters.length - 1;
  const wrong = forged((x) =>
    x.index === last ? { values: x.values.map((v, c) => (c === 1 ? v.plus(Cyclotomic.one) : v)) } : {},
  );
  assert.throws(() => verifyCharacterTable(wrong), /expected the (power map congruences|row orthogonality)/);
});

test('a value off by a multiple of 2·3·5 passes the congruences and fails orthogonality', () => {
  const last = table.characters.length - 1;
  const wrong = forged((x) =>
    x.index === last ? { values: x.values.map((v, c) => (c === 1 ? v.plus(Cyclotomic.fromRational(30)) : v)) } : {},
  );
  assert.throws(() => verifyCharacterTable(wrong), /expected the row orthogonality/);
});

test('a repeated row, a missing conjugate and a wrong indicator are found', () => {
  assert.throws(
    () => verifyCharacterTable(forged((x) => (x.index === 2 ? { values: table.characters[1].values } : {}))),
    /Galois closure/,
  );
  assert.throws(() => verifyCharacterTable(forged((x) => (x.index === 1 ? { indicator: -1 } : {}))), /indicators/);
});

test.run();
