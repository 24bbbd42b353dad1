/** Spherical functions from one value an orbit, against the sum over the subgroup for each element. */
import { Cyclotomic, catalogue, type PermutationGroup, parseGroup, randomSource, WorkMeter } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CharacterLift } from '../../dist/characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';
import { LineSearch } from '../../dist/irreps/searched/line-search.js';
import { sphericalFunction } from '../../dist/irreps/searched/spherical-function.js';

const groups: readonly [string, PermutationGroup][] = [
  ['PSL(2,11)', parseGroup('PSL(2,11)')],
  ['M11', catalogue.mathieu(11)],
  ['SL(2,5)', parseGroup('SL(2,5)')],
];
for (const [name, group] of groups) {
  test(`${name}: φ(y) = |H|⁻¹ Σ χ(yh)λ(h)⁻¹`, () => {
    const table = characterTable(group);
    const { exponent, structure } = table;
    const modulus = new Modulus(splittingPrime(exponent, 2 ** 24));
    const root = rootOfUnityModulo(modulus, exponent);
    const arithmetic = { modulus, root, lift: new CharacterLift(structure, modulus, root) };
    const meter = new WorkMeter('test');
    const lines = new LineSearch(table, arithmetic);
    const random = randomSource(1);
    let found = 0;
    for (const χ of table.characters.slice(1)) {
      const line = lines.line(χ, meter);
      if (line === undefined) continue;
      found++;
      const { subgroup } = line;
      assert.is(line.kernel.order * BigInt(line.order), subgroup.order);
      const φ = sphericalFunction(table, χ, line, arithmetic, meter, 'subgroup');
      const ψ = sphericalFunction(table, χ, line, arithmetic, meter, 'classes');
      for (const point of φ.images[0].images) {
        assert.ok(ψ.exact(point).equals(φ.exact(point)), `${name}, degree ${χ.degree}: class sums`);
        assert.is(ψ.residue(point), φ.residue(point));
        assert.is(ψ.conjugate(point), φ.conjugate(point));
      }
      assert.ok(φ.exact(0).equals(Cyclotomic.one), 'φ(1) = 1: λ occurs once');
      for (let trial = 0; trial < 5; trial++) {
        let [y, point] = [group.generators[0].power(0), 0];
        for (let step = 0; step < 12; step++) {
          const k = random.below(group.generators.length);
          y = group.generators[k].times(y);
          point = φ.images[k].images[point];
        }
        let sum = Cyclotomic.zero;
        for (const h of subgroup.elements()) {
          const λ = Cyclotomic.rootOfUnity(exponent, line.exponentOf(h));
          sum = sum.plus(χ.values[structure.identify(y.times(h))].times(λ.conjugate()));
        }
        const value = sum.times(Cyclotomic.fromRational(Number(subgroup.order)).inverse());
        assert.ok(φ.exact(point).equals(value), `${name}, degree ${χ.degree}`);
        const integral = value.times(Cyclotomic.fromRational(Number(subgroup.order)));
        const scale = modulus.inv(Number(subgroup.order));
        const residueOf = (x: Cyclotomic): number => modulus.mul(arithmetic.lift.residues([x])[0], scale);
        assert.is(φ.residue(point), residueOf(integral));
        assert.is(φ.conjugate(point), residueOf(integral.conjugate()));
      }
    }
    assert.ok(found >= table.characters.length - 2, `lines for ${found} characters`);
  });
}

test.run();
