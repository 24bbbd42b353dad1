import { catalogue, Permutation, PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rankOf, unrank } from '../../../dist/groups/chain/rank.js';
import { enumerateClasses } from '../../../dist/groups/classes/enumerated-classes.js';
import { conjugateImages } from '../../../dist/permutations/images.js';

const meters = () => ({ listing: new WorkMeter('listing'), draws: new WorkMeter('draws') });

/** Every label is that of all conjugates by generators, each conjugated and ranked as a permutation. */
function assertClosed(group: PermutationGroup, labels: Int32Array, step = 1): void {
  const { chain, generators } = group;
  for (let rank = 0; rank < labels.length; rank += step) {
    const element = unrank(chain, rank);
    for (const { images } of generators) {
      const conjugate = rankOf(chain, conjugateImages(images, element)) as number;
      assert.is(labels[conjugate], labels[rank]);
    }
  }
}

const listed: [string, PermutationGroup, number][] = [
  ['S₅', catalogue.symmetric(5), 7],
  ['A₆', catalogue.alternating(6), 7],
  ['M₁₁', catalogue.mathieu(11), 10],
  ['a dihedral group', catalogue.dihedral(12), 9],
  ['the trivial group, by its identity', new PermutationGroup([Permutation.identity(3)]), 1],
  ['the regular group of 13 elements', catalogue.cyclic(13), 13],
  // (3000 + 3000 + 2 + 1) · 3000 entries are more than the tables of ranks may have.
  ['a dihedral group of many points', catalogue.dihedral(3000), 1503],
];

for (const [name, group, count] of listed) {
  test(`classes by listing: ${name}`, () => {
    const { representatives, sizes, labels } = enumerateClasses(group.chain, group.generators, meters());
    assert.is(sizes.length, count);
    assertClosed(group, labels, group.degree > 100 ? 500 : 1);
    const counted = new Array<number>(count).fill(0);
    for (const label of labels) counted[label]++;
    assert.equal(counted, sizes);
    for (const [c, { images }] of representatives.entries()) {
      assert.is(labels[rankOf(group.chain, images) as number], c);
    }
  });
}

test.run();
