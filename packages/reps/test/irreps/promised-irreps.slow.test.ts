/** Groups of which every irrep of degree ≤ 300 is promised: each is made, and its form and traces are checked. */
import { readFileSync } from 'node:fs';
import { Cyclotomic, type ExactMatrix, PermutationGroup } from '@isotypic/algebra';
import { characterTable, irreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { conjugateMatrix, overCyclotomics } from '../../dist/matrices/exact-matrices.js';
import { verifyIrrep } from './single-irreps.js';

const PROMISED = ['AGL(4,2)', 'W(E6)_72', 'M12', 'M22', 'J1', 'PSU(3,4)', 'PSL(2,49)', 'Sp(6,2)_63', 'HS'];

/** Relations and all characters are verified up to this degree, above it the form and the traces of the generators. */
const FULL_PROOF = 25;

const file = new URL('../../../../vectors/groups/catalogue.json', import.meta.url);
const catalogue: { id: string; gens: number[][]; degree: number }[] = JSON.parse(readFileSync(file, 'utf8')).groups;
const made: string[] = [];

for (const id of PROMISED) {
  test(`${id}: every irrep of degree ≤ 300`, () => {
    const { gens, degree: points } = catalogue.find((row) => row.id === id) as (typeof catalogue)[number];
    const group = new PermutationGroup(gens, { degree: points });
    const table = characterTable(group);
    const classes = group.generators.map((g) => table.structure.identify(g));
    const list = irreps(group).filter(({ degree }) => degree <= 300);
    assert.is(list.length, table.characters.filter(({ degree }) => degree <= 300).length);
    for (const irrep of list) {
      if (irrep.degree <= FULL_PROOF) {
        verifyIrrep(irrep);
        continue;
      }
      const { generatorMatrices, gram, degree, indicator } = irrep;
      const adjoint = (M: ExactMatrix): ExactMatrix =>
        gram.entries[0] instanceof Cyclotomic ? conjugateMatrix(overCyclotomics(M).transpose()) : M.transpose();
      for (const M of generatorMatrices)
        assert.ok(adjoint(M).times(gram).times(M).equals(gram), `${irrep.label}: form`);
      const traces = generatorMatrices.map((M) => overCyclotomics(M).trace());
      const isRow = table.characters.some(
        (χ) =>
          χ.degree === degree && χ.indicator === indicator && classes.every((c, k) => χ.values[c].equals(traces[k])),
      );
      assert.ok(isRow, `${irrep.label}: traces`);
    }
    made.push(`${id} ${list.length}`);
  });
}

test.after(() => console.log(`irreps of degree ≤ 300 made and checked: ${made.join(', ')}`));

test.run();
