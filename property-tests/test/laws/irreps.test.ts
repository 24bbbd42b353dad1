import { catalogue, Matrix, parseGroup, rationals } from '@isotypic/algebra';
import { assertLaws, completenessLaws, realIrrepLaws } from '@isotypic/property-tests';
import { RealIrrep, realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

for (const name of [
  'cyclic(12)',
  'dihedral(7)',
  'dicyclic(5)',
  'quaternion',
  'symmetric(5)',
  'alternating(5)',
  'octahedral',
  'cyclic(3) wr cyclic(2)',
]) {
  test(`the real irreps of ${name} obey the laws`, () => {
    const irreps = realIrreps(parseGroup(name));
    assertLaws(completenessLaws(irreps));
    for (const irrep of irreps) assertLaws(realIrrepLaws(irrep, { runs: 8 }));
  });
}

test('the laws catch a matrix that is no representation', () => {
  const G = catalogue.cyclic(4);
  const wrong = new RealIrrep({
    group: G,
    degree: 1,
    type: 'real',
    generatorMatrices: () => [Matrix.identity(rationals, 1).scale(rationals.fromInteger(2))],
    gram: () => Matrix.identity(rationals, 1),
  });
  assert.throws(() => assertLaws(realIrrepLaws(wrong, { runs: 8 })));
  assert.throws(() => assertLaws(completenessLaws(realIrreps(G).slice(0, 2))));
});

test.run();
