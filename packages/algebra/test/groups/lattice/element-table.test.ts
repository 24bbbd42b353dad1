import { parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ElementTable } from '../../../dist/groups/lattice/element-table.js';
import { WorkMeter } from '../../../dist/work.js';

test('numbers are ranks; products, inverses and conjugates are those of the permutations', () => {
  const random = randomSource(3);
  for (const name of ['symmetric(5)', 'SL(2,5)', 'AGL(3,2)', 'cyclic(3) wr cyclic(3)', 'dihedral(6)', 'cyclic(1)']) {
    const group = parseGroup(name);
    const table = new ElementTable('test', group as never, new WorkMeter('test'));
    const elements = [...group.elements()];
    assert.is(table.order, elements.length);
    const imagesOf = (k: number): string => table.imagesOf(k).join();
    elements.forEach((g, k) => {
      assert.is(imagesOf(k), g.images.join());
      assert.is(table.numberOf(g.images), k);
      assert.is(imagesOf(table.inverses[k]), g.inverse().images.join());
    });
    for (let n = 0; n < 300; n++) {
      const [a, b] = [random.below(table.order), random.below(table.order)];
      const [g, h] = [elements[a], elements[b]];
      assert.is(imagesOf(table.product(a, b)), g.times(h).images.join());
      assert.is(imagesOf(table.conjugate(a, b)), g.times(h).times(g.inverse()).images.join());
    }
  }
});

test.run();
