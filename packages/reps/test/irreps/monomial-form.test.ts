/** Irreps that a linear character of a subgroup induces: one root of unity in each column, and the relations. */
import { catalogue, WorkMeter } from '@isotypic/algebra';
import { characterTable, checkRepresentation, matrixRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CharacterLift } from '../../dist/characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';
import { LineSearch } from '../../dist/irreps/searched/line-search.js';
import { monomialMatrices } from '../../dist/irreps/searched/monomial-form.js';
import { overCyclotomics } from '../../dist/matrices/exact-matrices.js';

const meter = () => new WorkMeter('monomial', {}, 1e9);

for (const [name, group, degree] of [
  ['7:3', catalogue.frobenius(7, 3), 3],
  ['13:4', catalogue.frobenius(13, 4), 4],
  ['3^(1+2)', catalogue.heisenberg(3), 3],
] as const) {
  test(`${name}: irreps of degree ${degree} in monomial matrices`, () => {
    const table = characterTable(group);
    const modulus = new Modulus(splittingPrime(table.exponent, 2 ** 24));
    const root = rootOfUnityModulo(modulus, table.exponent);
    const lines = new LineSearch(table, { modulus, root, lift: new CharacterLift(table.structure, modulus, root) });
    lines.listMore(20, meter());
    const rows = table.characters.filter((χ) => χ.degree === degree);
    assert.ok(rows.length > 0);
    for (const χ of rows) {
      const line = lines.monomialLine(χ);
      if (line === undefined) throw new Error(`${χ} is not induced from a subgroup that was looked at`);
      const { gram, matrices } = monomialMatrices(table, line, meter());
      assert.ok(overCyclotomics(gram).entries.every((x, k) => x.toNumber() === (k % (degree + 1) === 0 ? 1 : 0)));
      const rep = matrixRepresentation(group, matrices);
      checkRepresentation(rep);
      for (const M of matrices.map(overCyclotomics)) {
        for (let j = 0; j < degree; j++) assert.is(M.column(j).filter((x) => !x.isZero()).length, 1);
      }
      group.conjugacyClasses().forEach(({ representative }, c) => {
        assert.ok(overCyclotomics(rep.matrix(representative)).trace().equals(χ.values[c]));
      });
    }
  });
}

test.run();
