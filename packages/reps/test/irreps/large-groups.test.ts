/** Irreps of groups too large to list. */
import { catalogue, directProduct, IsotypicError, type PermutationGroup } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import {
  type ComplexIrrep,
  irreps,
  isotypicDecomposition,
  matrixRepresentation,
  realIrreps,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sumOfSquares, verifyDegrees, verifyIrrep } from './single-irreps.js';

const cases: readonly [string, PermutationGroup, number[]][] = [
  ['M12', catalogue.mathieu(12), [11, 11]],
  ['W(E8)', catalogue.weyl('E8'), [1, 8]],
];
for (const [name, group, wanted] of cases) {
  test(`${name}: irreps of degree ${wanted}`, () => {
    const list = irreps(group);
    assert.is(sumOfSquares(list), group.order);
    verifyDegrees(list, wanted);
  });
}

test('a direct product has the tensor products of its factors', () => {
  if (!specialCasesAreOn()) return; // a search in a table of 350 classes does not see the factors
  const group = directProduct(directProduct(catalogue.mathieu(11), catalogue.cyclic(7)), catalogue.quaternion());
  const list = irreps(group);
  assert.is(sumOfSquares(list), group.order);
  const check = (degree: number, indicator: number): void =>
    verifyIrrep(list.find((x) => x.degree === degree && x.indicator === indicator) as ComplexIrrep);
  check(10, 1);
  check(2, -1);
  const real = realIrreps(group);
  assert.is(
    real.reduce((sum, x) => sum + (x.degree * x.degree) / x.endomorphismDimension, 0),
    Number(group.order),
  );
});

test('matrix representations of a large group are decomposed', () => {
  const group = catalogue.weyl('E8');
  const reflection = irreps(group).find((x) => x.degree === 8) as ComplexIrrep;
  const decomposition = isotypicDecomposition(matrixRepresentation(group, reflection.generatorMatrices));
  assert.equal(
    decomposition.components.map((c) => [c.degree, c.multiplicity]),
    [[8, 1]],
  );
  verifyDecomposition(decomposition);
});

test('what is not found is refused with what is known', () => {
  const large = irreps(catalogue.higmanSims()).find((x) => x.degree === 3200) as ComplexIrrep;
  assert.throws(
    () => large.generatorMatrices,
    (e: unknown) =>
      e instanceof IsotypicError &&
      e.code === 'BUDGET_EXCEEDED' &&
      e.details.degree === 3200 &&
      (e.details.found as number[]).includes(22),
  );
  assert.throws(
    () => irreps(catalogue.rubiksCube()),
    (e: unknown) => e instanceof IsotypicError && e.code === 'BUDGET_EXCEEDED',
  );
});

test.run();
