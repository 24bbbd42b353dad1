/** The laws of subgroups found by search, over the catalogue's examples and over random groups. */
import { catalogueEntries, PermutationGroup, parseGroup } from '@isotypic/algebra';
import { permutation, subgroupLaws } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('every catalogue entry obeys the laws of subgroups', () => {
  for (const entry of catalogueEntries) {
    const group = parseGroup(entry.examples[0]);
    if (group.degree <= 60) subgroupLaws(group, { runs: 3 });
  }
});

test('random groups obey the laws of subgroups', () => {
  fc.assert(
    fc.property(fc.array(permutation(7), { minLength: 1, maxLength: 3 }), (generators) => {
      subgroupLaws(new PermutationGroup(generators), { runs: 3 });
    }),
    { numRuns: 30 },
  );
});

test('a group that forgets an element is caught', () => {
  class Forgetful extends PermutationGroup {
    override contains(): boolean {
      return false;
    }
  }
  assert.throws(() => subgroupLaws(new Forgetful([[1, 2, 0]]), { runs: 5 }), /Property failed/);
});

test.run();
