/** Every coupling of the groups of order at most 32, of polyhedral groups and of S₅ and S₆, proved exactly. */
import { catalogue } from '@isotypic/algebra';
import { couplings, verifyCouplings } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, smallGroups } from '../decomposition/small-groups.js';

test('all groups of order at most 32, over ℝ and ℂ', () => {
  const groups = smallGroups().filter(({ id }) => id[0] <= 32);
  assert.is(groups.length, 144);
  for (const description of groups) {
    const G = groupOf(description);
    verifyCouplings(couplings(G));
    verifyCouplings(couplings(G, { field: 'complex' }));
  }
});

for (const [name, G, triples] of [
  ['octahedral, 24', catalogue.octahedral(), 43],
  ['octahedral, 48', catalogue.octahedral({ full: true }), 172],
  ['icosahedral, 60', catalogue.icosahedral(), 65],
  ['icosahedral, 120', catalogue.icosahedral({ full: true }), 260],
  ['binary icosahedral, SL(2,5)', catalogue.specialLinear(2, 5), 197],
  ['S5', catalogue.symmetric(5), 143],
  ['S6', catalogue.symmetric(6), 511],
] as const) {
  test(`${name}: all triples, over ℝ and ℂ`, () => {
    assert.is(verifyCouplings(couplings(G)).triples, triples);
    assert.is(verifyCouplings(couplings(G, { field: 'complex' })).triples, triples);
  });
}

test.run();
