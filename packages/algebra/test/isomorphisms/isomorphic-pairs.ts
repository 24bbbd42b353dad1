/** The groups of order up to 63 against each other, and against their regular actions. */
import { groupIsomorphism, PermutationGroup, regularAction } from '@isotypic/algebra';
import * as assert from 'uvu/assert';
import { groupOf, smallGroupVectors } from '../groups/support.js';

/** How many pairs of groups of one order were found not to be isomorphic. */
export function comparePairs(isWanted: (order: number) => boolean): number {
  let pairs = 0;
  const rows = smallGroupVectors
    .filter(({ id: [order] }) => isWanted(order))
    .map((vector) => ({ order: vector.id[0], group: groupOf(vector) }));
  rows.forEach(({ order, group }, i) => {
    for (const other of rows.slice(i + 1)) {
      if (other.order !== order) continue;
      assert.is(groupIsomorphism(group, other.group), undefined);
      pairs++;
    }
  });
  return pairs;
}

/** How many groups were found isomorphic to their regular actions, on generators that give nothing away. */
export function compareWithRegular(isWanted: (order: number) => boolean): number {
  let compared = 0;
  for (const vector of smallGroupVectors) {
    if (!isWanted(vector.id[0])) continue;
    const group = groupOf(vector);
    const regular = regularAction(group);
    const again = new PermutationGroup(
      Array.from({ length: 6 }, () => regular.randomElement()).concat(regular.generators.map((g) => g.inverse())),
      { degree: regular.degree },
    );
    const map = groupIsomorphism(group, again);
    if (map === undefined) throw new Error(`no isomorphism for ${vector.id}`);
    assert.is(map.image.order, again.order);
    assert.ok(map.image.generators.every((g) => again.contains(g)));
    const [x, y] = [group.randomElement(), group.randomElement()];
    assert.ok(map.imageOf(x.times(y)).equals(map.imageOf(x).times(map.imageOf(y))));
    assert.is(map.kernel().order, 1n);
    compared++;
  }
  return compared;
}
