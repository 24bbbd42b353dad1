/** Groups that act regularly on the images of a tuple, against all their elements. */
import { catalogue, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { regularGenerators } from '../../../dist/groups/schreier-sims/regular-tuples.js';
import { WorkMeter } from '../../../dist/work.js';
import { closure } from '../support.js';

const GROUPS = [
  catalogue.dihedral(6),
  catalogue.symmetric(4),
  catalogue.alternating(5),
  catalogue.frobenius(7, 3),
  parseGroup('symmetric(3) wr cyclic(2)'),
  parseGroup('cyclic(3) x symmetric(3)'),
];

test('some generators come back exactly when the tuple has as many images as the group has elements', () => {
  let regular = 0;
  let others = 0;
  for (const [which, { degree, generators }] of GROUPS.entries()) {
    const random = randomSource(3 + which);
    const all = closure(generators, degree);
    for (let round = 0; round < 150; round++) {
      const chosen = Array.from({ length: 1 + (round % 4) }, () => all[random.below(all.length)]);
      const base = Array.from({ length: 1 + random.below(3) }, () => random.below(degree));
      const elements = closure(chosen, degree);
      const tuples = new Set(elements.map((g) => base.map((x) => g.image(x)).join())).size;
      // the right order, that of the orbit where it is another, one too small, and one too large
      for (const order of new Set([elements.length, tuples, Math.max(1, tuples - 1), tuples + 1])) {
        const found = regularGenerators(degree, chosen, base, order, new WorkMeter('test'));
        const isRegular = tuples === elements.length && order === tuples;
        assert.is(found !== undefined, isRegular, `group ${which}, round ${round}, order ${order}`);
        if (found === undefined) others++;
        else {
          regular++;
          assert.is(closure(found, degree).length, elements.length, `group ${which}, round ${round}`);
        }
      }
    }
  }
  assert.ok(regular > 200 && others > 200, `${regular} regular, ${others} others`);
});

test.run();
