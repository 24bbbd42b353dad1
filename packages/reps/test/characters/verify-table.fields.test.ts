/** Every field of a table, and of the structure behind it, with a wrong value: found from the objects themselves. */
import { Cyclotomic, catalogue, Fraction, IsotypicError, Permutation, PermutationGroup } from '@isotypic/algebra';
import { characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from '../../../../tools/mutants.mjs';

/** What the classes are looked up with is made anew by the verifier; `random` belongs to the group. */
const skip = ['identifier', 'rationalIdentifier', 'invariants', 'classOf'];

const groups: [string, PermutationGroup][] = [
  ['C5', catalogue.cyclic(5)],
  ['S4', catalogue.symmetric(4)],
  ['Q8', catalogue.quaternion()],
  ['AGL(1,5)', catalogue.frobenius(5, 4)],
];

for (const [name, group] of groups) {
  test(`${name}: each field of the table with a wrong value is refused`, () => {
    const table = characterTable(group);
    verifyCharacterTable(table);
    const outside = group.generators.find((g) => !group.derivedSubgroup().contains(g)) as Permutation;
    const leaf = (value: unknown): readonly unknown[] | undefined => {
      if (value instanceof Cyclotomic) return [value.plus(Cyclotomic.one), value.times(Cyclotomic.fromRational(7))];
      if (value instanceof Permutation) return [value.times(outside)]; // in another coset of G′, so in another class
      if (value instanceof PermutationGroup) return [catalogue.cyclic(group.degree), catalogue.symmetric(group.degree)];
      return undefined;
    };
    let count = 0;
    for (const { path, change, value } of mutants(table, { depth: 4, getters: true, leaf, skip })) {
      if (isTheSame(value, table)) continue;
      count++;
      let code: string | undefined;
      try {
        verifyCharacterTable(value);
      } catch (error) {
        code = error instanceof IsotypicError ? error.code : `${error}`;
      }
      assert.is(code, 'REFUTED', `${path} ${change}`);
    }
    assert.ok(count > 200, `${count}`);
  });
}

/** Multiples of zero are zero, and C₅ and S₅ stand in for themselves. */
function isTheSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

function plain(key: string, value: unknown): unknown {
  if (skip.includes(key)) return undefined;
  if (typeof value === 'bigint' || value instanceof Cyclotomic || value instanceof Fraction) return `${value}`;
  if (value instanceof Permutation) return value.toString();
  if (value instanceof PermutationGroup) return value.generators.map(String);
  return value;
}

test.run();
