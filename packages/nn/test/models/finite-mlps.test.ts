import { catalogue } from '@isotypic/algebra';
import { EquivariantMlp, InvariantMlp } from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import {
  directSum,
  matrixRepresentation,
  permutationRepresentation,
  rationalIrreps,
  regularRepresentation,
  trivialRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { equivarianceFault } from '../equivariance.js';

const GROUPS = {
  C3: catalogue.cyclic(3),
  C6: catalogue.cyclic(6),
  D5: catalogue.dihedral(5),
  S4: catalogue.symmetric(4),
  Q8: catalogue.quaternion(8),
  A4: catalogue.alternating(4),
};

for (const [name, group] of Object.entries(GROUPS)) {
  test(`perceptrons under ${name} are equivariant and invariant, in value and gradient`, () => {
    const natural = permutationRepresentation(group);
    const irreps = rationalIrreps(group).map((irrep) => matrixRepresentation(group, irrep.generatorMatrices));
    for (const codomain of [natural, regularRepresentation(group), directSum(...irreps)]) {
      const model = new EquivariantMlp(natural, codomain, { copies: 2, random: randomStream(5) });
      assert.is(equivarianceFault(model, natural, codomain, { seed: 2 }), undefined);
    }
    const model = new InvariantMlp(natural, 2, { copies: 2, activation: 'gelu', random: randomStream(5) });
    const trivial = trivialRepresentation(group);
    assert.is(equivarianceFault(model, natural, directSum(trivial, trivial), { seed: 2 }), undefined);
  });
}

test('representations of two groups are refused', () => {
  const [a, b] = [catalogue.cyclic(3), catalogue.symmetric(3)].map((g) => permutationRepresentation(g));
  assert.throws(() => new EquivariantMlp(a, b), /group of domain/);
});

test.run();
