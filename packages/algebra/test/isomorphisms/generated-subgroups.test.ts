/** Orders and isomorphisms by tables of elements against the same by stabilizer chains. */
import { type Permutation, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GeneratedSubgroups } from '../../dist/isomorphisms/generated-subgroups.js';
import { WorkMeter } from '../../dist/work.js';

test('tables and chains agree on what elements generate, and on which maps of them are isomorphisms', () => {
  const random = randomSource(6);
  let [isomorphisms, others] = [0, 0];
  for (const text of ['symmetric(4)', 'dihedral(6)', 'cyclic(2) wr cyclic(3)', 'AGL(1,8)', 'quaternion(16)']) {
    const group = parseGroup(text);
    const [listed, chained] = [2000n, 0n].map(
      (most) => new GeneratedSubgroups('test', group, new WorkMeter('test'), most),
    );
    assert.is(listed.isListed, true);
    assert.is(chained.isListed, false);
    for (let k = 0; k < 60; k++) {
      const elements = Array.from({ length: 1 + (k % 3) }, () => group.randomElement(random));
      const order = listed.orderOf(elements);
      assert.is(order, chained.orderOf(elements), text);
      const by = group.randomElement(random);
      const conjugates = elements.map((g) => g.conjugateBy(by));
      const another = group.randomElement(random);
      for (const images of [conjugates, [...conjugates.slice(1), another], elements.map(() => another)]) {
        const answer = listed.isIsomorphism(elements, listed, images, order);
        assert.is(answer, chained.isIsomorphism(elements, chained, images, order), text);
        if (images === conjugates) assert.ok(answer);
        if (answer) isomorphisms++;
        else others++;
      }
    }
    const none: Permutation[] = [];
    assert.is(listed.orderOf(none), 1n);
  }
  assert.ok(isomorphisms > 300 && others > 200, `${isomorphisms} ${others}`);
});

test.run();
