import { parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SchreierTree, transversalBudget } from '../../../dist/groups/chain/schreier-tree.js';
import { compose, equalImages } from '../../../dist/permutations/images.js';

test('an edge of a tree says that s·u_x is u_sx, and every point but the root hangs on one', () => {
  for (const text of ['M12', 'dihedral(9)', 'PSL(2,11)', 'AGL(2,3)']) {
    const { chain } = parseGroup(text);
    for (const level of chain.levels) {
      const edges = new Set<number>();
      for (const x of level.orbit) {
        for (const [k, s] of level.generators.entries()) {
          if (!level.isEdge(x, k)) continue;
          const y = s.images[x];
          assert.ok(equalImages(compose(s.images, level.transversal(x)), level.transversal(y)), `${text}: ${x}, ${k}`);
          edges.add(x * level.degree + y).add(y * level.degree + x);
        }
      }
      for (const x of level.orbit.slice(1)) {
        const isHanging = level.orbit.some((y) => edges.has(x * level.degree + y));
        assert.ok(isHanging, `${text}: ${x} hangs on no edge`);
      }
    }
  }
});

test('transversal elements that share an allocation do not overwrite one another', () => {
  const { degree, chain } = parseGroup('symmetric(40)');
  const tree = new SchreierTree(degree, 0, transversalBudget());
  for (const g of chain.levels[0].generators) tree.extend(g);
  const random = randomSource(3);
  const asked = Array.from({ length: 200 }, () => tree.orbit[random.below(tree.orbit.length)]);
  const first = new Map(asked.map((x) => [x, tree.transversal(x)]));
  for (const x of tree.orbit) {
    const u = tree.transversal(x);
    assert.is(u[0], x);
    assert.equal(
      [...u].sort((a, b) => a - b),
      [...u.keys()],
      `${x}`,
    );
    const before = first.get(x);
    if (before !== undefined) assert.ok(equalImages(before, u), `${x}`);
  }
});

test.run();
