/** The laws of subgroups found by search, over the catalogue's examples and over random groups. */
import { catalogueEntries, PermutationGroup, parseGroup } from '@isotypic/algebra';
import { assertLaws, permutation, subgroupLaws } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';
import { caughtBy } from './broken.js';

test('every catalogue entry obeys the laws of subgroups', () => {
  for (const entry of catalogueEntries) {
    const group = parseGroup(entry.examples[0]);
    if (group.degree <= 60) assertLaws(subgroupLaws(group, { runs: 3 }));
  }
});

test('random groups obey the laws of subgroups', () => {
  fc.assert(
    fc.property(fc.array(permutation(7), { minLength: 1, maxLength: 3 }), (generators) => {
      assertLaws(subgroupLaws(new PermutationGroup(generators), { runs: 3 }));
    }),
    { numRuns: 30 },
  );
});

const C3 = [[1, 2, 0]];
const mutants: readonly (readonly [string, string, PermutationGroup])[] = [
  [
    'an element forgotten',
    'closed under products and inverses',
    new (class extends PermutationGroup {
      override contains = () => false;
    })(C3),
  ],
  [
    'centralizers too small',
    'g centralizes itself',
    new (class extends PermutationGroup {
      override centralizer = () => new PermutationGroup([], { degree: 3 });
    })(C3),
  ],
  [
    'centralizers too large',
    'centralizers commute',
    new (class extends PermutationGroup {
      override centralizer = () => this as PermutationGroup;
    })([...C3, [1, 0, 2]]),
  ],
  [
    'conjugates not found',
    'conjugates are recognized',
    new (class extends PermutationGroup {
      override conjugatingElement = () => undefined;
    })(C3),
  ],
  [
    'a stabilizer that is the group',
    '|orbit| · |stabilizer| = |G|',
    new (class extends PermutationGroup {
      override stabilizer = () => this as PermutationGroup;
    })(C3),
  ],
];
for (const [title, law, group] of mutants) {
  test(`caught: ${title}`, () => caughtBy(law, subgroupLaws(group, { seed: 1 })));
}

test.run();
