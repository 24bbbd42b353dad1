/** All groups of order at most 32 in random bases that are not orthogonal. */
import { randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import { checkConsumers, representationsOf } from './random-bases.js';
import { groupOf, smallGroups } from './small-groups.js';

for (const facts of smallGroups().filter(({ id }) => id[0] <= 32)) {
  const [order, number] = facts.id;
  test(`${facts.structure} (${order}, ${number}), degree ${facts.degree}`, () => {
    const random = randomSource(100 * order + number);
    for (const kind of ['rational', 'cyclotomic'] as const) {
      for (const rep of representationsOf(groupOf(facts), kind, random, 21)) checkConsumers(rep);
    }
  });
}

test.run();
