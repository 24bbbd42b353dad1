import { catalogue } from '@isotypic/algebra';
import { ClassStructure } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const { cyclic, dihedral, mathieu, quaternion, symmetric } = catalogue;

for (const [name, group] of Object.entries({
  trivial: cyclic(1),
  'C₂₄': cyclic(24),
  'C₄₅': cyclic(45),
  'D₂₁': dihedral(21),
  'Q₈': quaternion(),
  'S₆': symmetric(6),
  'M₁₁': mathieu(11),
})) {
  test(`${name}: power classes, by taking powers`, () => {
    const structure = new ClassStructure(group);
    structure.classes.forEach(({ representative }, c) => {
      const expected = Array.from({ length: structure.orders[c] }, (_, i) => group.classOf(representative.power(i)));
      assert.equal(Array.from(structure.powers[c]), expected);
      assert.is(structure.inverse[c], group.classOf(representative.inverse()));
    });
    for (const k of [-7, -1, 0, 2, 5, 100]) {
      assert.equal(
        Array.from(structure.powerMap(k)),
        structure.classes.map((x) => group.classOf(x.representative.power(k))),
      );
    }
  });

  test(`${name}: the unit generators generate all units`, () => {
    const { exponent, unitGenerators } = new ClassStructure(group);
    const reached = new Set([1 % exponent]);
    for (const x of reached) for (const u of unitGenerators) reached.add((x * u) % exponent);
    const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : a);
    const units = Array.from({ length: exponent }, (_, i) => i).filter((i) => gcd(i, exponent) === 1);
    assert.equal(
      [...reached].sort((a, b) => a - b),
      units,
    );
  });
}

test.run();
