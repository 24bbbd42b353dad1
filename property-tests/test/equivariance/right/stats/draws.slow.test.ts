/** Random draws of @isotypic/stats have the law they should have: 10⁴ on each side. */
import { type ActionSource, checkEquivariantLaw, type RandomFunction } from '@isotypic/property-tests';
import { EquivariantNormal, PredictiveNormal } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DRAWS } from './catalogue.js';
import { INVARIANT, square } from './stat.js';

const normal = EquivariantNormal.from(square, [1, 1, 1, 1], INVARIANT);
const family = new PredictiveNormal(square, 'full');

const LAWS: Readonly<Record<string, { readonly in: ActionSource; readonly f: RandomFunction }>> = {
  'EquivariantNormal#sample': {
    in: 'trivial of dihedral(4)',
    f: async (_, seed) => (await normal).sample(1, { seed }),
  },
  'PredictiveNormal#sample': {
    in: family.parameterRepresentation(),
    f: (theta, seed) => family.sample([theta], { seed }),
  },
};

assert.equal(Object.keys(LAWS), DRAWS);

for (const [name, { in: source, f }] of Object.entries(LAWS)) {
  test(`the law of ${name} moves with what it is given`, async () => {
    const report = await checkEquivariantLaw(f, { in: source, out: square, samples: 1000, inputs: 10, seed: 7 });
    assert.ok(report.holds, JSON.stringify(report.tests));
  });
}

test.run();
