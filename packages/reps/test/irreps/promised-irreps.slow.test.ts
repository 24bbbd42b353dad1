/** Groups of which every irrep of degree ≤ 300 is promised: each is made, and its form and traces are checked. */
import { readFileSync } from 'node:fs';
import { BudgetExceededError, Cyclotomic, type ExactMatrix, PermutationGroup } from '@isotypic/algebra';
import { characterTable, irreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { conjugateMatrix, overCyclotomics } from '../../dist/matrices/exact-matrices.js';
import { verifyIrrep } from './single-irreps.js';

const PROMISED = [
  'AGL(4,2)',
  'AGL(3,3)',
  'W(E6)_72',
  'M12',
  'M22',
  'M22:2',
  'M23',
  'M24',
  'J1',
  'J2',
  'J2:2',
  'HS',
  'HS_176',
  'G2(3)',
  'PSL(3,4)',
  'PSU(3,4)',
  'PSL(2,49)',
  'Sp(6,2)_63',
];

/** Degrees of which the search refuses all irreps, since no subgroup that it looks at has a line that occurs once. */
const REFUSED = new Map([['M24', [231]]]);

/**
 * Groups of the catalogue with irreps that the search would find, but not within minutes: their fields have degree 8 to
 * 20, and weight spaces of their subgroups 2² have dimension 24 and more, so that lattices of rank 200 would have to be
 * reduced (PSL(3,5)'s 96s, PSL(2,101)); of U₃(5)'s 126s those of rank 66.
 */
const NOT_WITHIN_MINUTES = ['PSL(3,5)', 'PSL(2,101)', 'U3(5)'];

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
    const refused = REFUSED.get(id) ?? [];
    const small = irreps(group).filter(({ degree }) => degree <= 300);
    assert.is(small.length, table.characters.filter(({ degree }) => degree <= 300).length);
    const list = small.filter(({ degree }) => !refused.includes(degree));
    for (const irrep of small.filter(({ degree }) => refused.includes(degree))) {
      assert.throws(
        () => irrep.realize(),
        (error: unknown) => error instanceof BudgetExceededError && error.details.degree === irrep.degree,
      );
    }
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

test.after(() => {
  console.log(`irreps of degree ≤ 300 made and checked: ${made.join(', ')}`);
  for (const [id, degrees] of REFUSED) console.log(`refused: ${id}, degree ${degrees}`);
  console.log(`not within minutes, and not tried: ${NOT_WITHIN_MINUTES.join(', ')}`);
});

test.run();
