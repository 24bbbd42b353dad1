/** Bases of translates along short orbits, and monomial matrices, where weight spaces are too large. */
import { Cyclotomic, type ExactMatrix, PermutationGroup, parseGroup } from '@isotypic/algebra';
import { type ComplexIrrep, characterTable, irreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueRow, checkFormAndTraces } from './promised-irreps.js';

test('PSL(2,41): a 40 over a field of degree 6 has short entries along the orbit of a Borel subgroup', () => {
  const group = parseGroup('PSL(2,41)');
  const table = characterTable(group);
  const χ = table.characters.findIndex((x) => x.degree === 40 && x.values.some((v) => v.conductor === 21));
  const irrep = irreps(group)[χ];
  checkFormAndTraces(irrep, table);
  const digits = (M: ExactMatrix): number => Math.max(...M.entries.map((x) => String(x).length));
  // 6 coordinates, fractions of numbers of at most 20 digits.
  assert.ok(Math.max(...irrep.generatorMatrices.map(digits)) < 6 * 2 * 20);
});

test('U₃(5): 126s of complex type are induced, and their matrices monomial over ℚ(ζ₈)', () => {
  const { gens, degree } = catalogueRow('U3(5)');
  const group = new PermutationGroup(gens, { degree });
  const table = characterTable(group);
  const irrep = irreps(group).find((x) => x.degree === 126 && x.indicator === 0) as ComplexIrrep;
  checkFormAndTraces(irrep, table);
  for (const M of irrep.generatorMatrices) {
    for (let j = 0; j < M.cols; j++) {
      const column = (M.column(j) as Cyclotomic[]).filter((x) => !x.isZero());
      assert.is(column.length, 1);
      assert.ok(column[0].power(8).equals(Cyclotomic.one));
    }
  }
});

test.run();
