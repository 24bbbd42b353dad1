/** Every group computed with GAP obeys the laws of a group. */
import { readFileSync } from 'node:fs';
import { PermutationGroup } from '@isotypic/algebra';
import { groupLaws } from '@isotypic/property-tests';
import { test } from 'uvu';

interface VectorGroup {
  readonly id: string;
  readonly family: string;
  readonly degree: number;
  readonly gens: readonly number[][];
}

const vectors = new URL('../../vectors/groups/', import.meta.url);
const groups: VectorGroup[] = JSON.parse(readFileSync(new URL('catalogue.json', vectors), 'utf8')).groups;
const families = new Map<string, VectorGroup[]>();
for (const group of groups) families.set(group.family, [...(families.get(group.family) ?? []), group]);

for (const [family, members] of families) {
  test(`${family} groups obey the laws`, () => {
    for (const { degree, gens } of members) groupLaws(new PermutationGroup(gens, { degree }), { runs: 2 });
  });
}

test('all groups of order at most 63 obey the laws', () => {
  const lines = readFileSync(new URL('small-groups.jsonl', vectors), 'utf8').trim().split('\n');
  for (const line of lines) {
    const { degree, gens } = JSON.parse(line) as VectorGroup;
    groupLaws(new PermutationGroup(gens, { degree }), { runs: 3 });
  }
});

test.run();
