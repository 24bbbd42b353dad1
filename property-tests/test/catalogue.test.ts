/** Every entry of the catalogue obeys the laws of a group, and every action of the grammar those of an action. */
import { catalogueEntries, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { actionLaws, groupLaws } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The natural degree beyond which an action on pairs has too many points for a quick test. */
const MOST_POINTS = 60;

for (const entry of catalogueEntries) {
  test(`${entry.name} obeys the laws of a permutation group`, () => {
    for (const expression of entry.examples) groupLaws(parseGroup(expression), { runs: 5 });
  });

  test(`${entry.name} acts on pairs, tuples and, when small, on itself`, () => {
    for (const expression of entry.examples) {
      const group = parseGroup(expression);
      const actions: PermutationGroup[] = [group];
      if (group.degree > 1 && group.degree <= MOST_POINTS) actions.push(parseGroup(`(${expression}) on pairs`));
      if (group.degree <= MOST_POINTS) actions.push(parseGroup(`(${expression}) on tuples(2)`));
      if (group.order <= 200n) actions.push(parseGroup(`(${expression}) on regular`));
      for (const action of actions) actionLaws(group, action.generators, { runs: 5 });
      if (group.order <= 200n) assert.is(actions[actions.length - 1].stabilizer(0).order, 1n);
    }
  });
}

test.run();
