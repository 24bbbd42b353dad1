/** What is no table, class function, group or option is refused in words that say what to pass. */
import { Cyclotomic, catalogue, IsotypicError } from '@isotypic/algebra';
import * as reps from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const G = catalogue.symmetric(3);
const table = reps.characterTable(G);
const [, sign, standard] = table.characters;
const rep = reps.permutationRepresentation(G);

type Loose = (...args: readonly unknown[]) => unknown;

/** Each call with the argument that its refusal names. */
const calls: [string, string, () => unknown][] = [
  ['characterTable(rep)', 'group to be a PermutationGroup', () => (reps.characterTable as Loose)(rep)],
  ['characterTable(undefined)', 'group', () => (reps.characterTable as Loose)(undefined)],
  ['characterTable(G, { metod })', 'no option but', () => (reps.characterTable as Loose)(G, { metod: 'auto' })],
  ['characterTable, method', 'option method', () => (reps.characterTable as Loose)(G, { method: 'class-matrixes' })],
  ['characterTable, budget', 'option budget', () => (reps.characterTable as Loose)(G, { budget: Number.NaN })],
  ['characterTable, classLimit', 'option classLimit', () => (reps.characterTable as Loose)(G, { classLimit: 0.5 })],
  ['verifyCharacterTable(G)', 'table to be', () => (reps.verifyCharacterTable as Loose)(G)],
  [
    'verifyCharacterTable, elementary',
    'option elementary',
    () => (reps.verifyCharacterTable as Loose)(table, { elementary: 1 }),
  ],
  ['classFunction, too few values', '3 values', () => table.classFunction([Cyclotomic.one])],
  ['classFunction of numbers', 'values', () => (table.classFunction as Loose).call(table, [1, 2, 3])],
  ['new ClassFunction(table, …)', 'classes', () => Reflect.construct(reps.ClassFunction, [table, standard.values])],
  ['new ClassStructure(table)', 'group', () => Reflect.construct(reps.ClassStructure, [table])],
  ['plus(number)', 'other', () => (standard.plus as Loose).call(standard, 2)],
  ['plus of another table', 'other', () => standard.plus(reps.characterTable(catalogue.symmetric(3)).characters[2])],
  ['scale(text)', 'factor', () => (standard.scale as Loose).call(standard, '2')],
  ['adams(1/2)', 'k to be an integer', () => standard.adams(0.5)],
  ['at(images)', 'g to be a Permutation', () => (standard.at as Loose).call(standard, [1, 0, 2])],
  ['classOf of another degree', 'an element of the group', () => table.classOf(catalogue.cyclic(4).generators[0])],
  ['powerMap(NaN)', 'k to be an integer', () => table.powerMap(Number.NaN)],
  ['tensorPower(χ, −1)', 'k to be an integer from 0 on', () => reps.tensorPower(standard, -1)],
  ['tensorPower(table, 2)', 'f to be', () => (reps.tensorPower as Loose)(table, 2)],
  ['eigenvalueMultiplicities, class 3 of 3', 'c to be', () => reps.eigenvalueMultiplicities(standard, 3)],
  ['determinantCharacter of no character', 'f to be', () => reps.determinantCharacter(sign.scale(-1))],
  ['frobeniusSchurIndicator, n = 1/2', 'n to be', () => reps.frobeniusSchurIndicator(standard, 0.5)],
  ['galoisConjugate, k = 2', 'k to be prime', () => reps.galoisConjugate(standard, 2)],
  ['galoisOrbits(G)', 'table to be', () => (reps.galoisOrbits as Loose)(G)],
  ['multiplicities, swapped', 'table to be', () => (reps.multiplicities as Loose)(standard, table)],
  ['induceCharacter(χ, table)', 'group to be', () => (reps.induceCharacter as Loose)(standard, table)],
  [
    'induceCharacter from outside',
    'a subgroup',
    () => reps.induceCharacter(reps.characterTable(catalogue.cyclic(4)).characters[1], table.structure),
  ],
  ['restrictCharacter(χ, G)', 'subgroup to be', () => (reps.restrictCharacter as Loose)(standard, G)],
  ['cosetCharacter(table, …)', 'subgroup to be', () => (reps.cosetCharacter as Loose)(table, table.structure)],
  ['characterKernel(values)', 'f to be', () => (reps.characterKernel as Loose)(standard.values)],
];

for (const [name, text, call] of calls) {
  test(`${name} is refused`, () => {
    let error: unknown;
    try {
      call();
    } catch (e) {
      error = e;
    }
    assert.instance(error, IsotypicError);
    const { code, message } = error as IsotypicError;
    assert.ok(['INVALID_ARGUMENT', 'SHAPE_MISMATCH', 'NOT_IN_GROUP'].includes(code), code);
    assert.ok(message.includes(text), message);
  });
}

test.run();
