/** Suborbits from generators against the orbits of the group on all pairs, which need nothing but a queue. */
import {
  actionOnSubsets,
  catalogue,
  orbitals,
  type Permutation,
  PermutationGroup,
  type RandomSource,
  randomSource,
  wreathProduct,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { orbitEdges } from '../../dist/orbitals/orbit-edges.js';
import { orbitTrees } from '../../dist/orbitals/orbit-tree.js';
import { forEachTranslate, shortTransversal } from '../../dist/orbitals/short-transversal.js';
import { suborbitsOf } from '../../dist/orbitals/suborbits.js';

/** Always the same choice: the stabilizer's elements are then far from random, and the first guess too fine. */
const stuck: RandomSource = { below: () => 0 };

function transitiveActions(): Record<string, readonly Permutation[]> {
  const S6 = catalogue.symmetric(6);
  return {
    'C7 on 7 points': catalogue.cyclic(7).generators,
    'D8 on 8 points': catalogue.dihedral(8).generators,
    'S6 on 2-subsets': actionOnSubsets(S6, 2).generators,
    'S9 on 3-subsets': actionOnSubsets(catalogue.symmetric(9), 3).generators,
    'M12 on 12 points': catalogue.mathieu(12).generators,
    'S5 wr S2 in product action': wreathProduct(catalogue.symmetric(5), catalogue.symmetric(2), { action: 'product' })
      .generators,
    'AGL(1,31) subgroup of index 2': [
      Array.from({ length: 31 }, (_, i) => (i + 1) % 31),
      Array.from({ length: 31 }, (_, i) => (i * 9) % 31),
    ].map((p) => new PermutationGroup([p]).generators[0]),
    // valencies of 64 and more: lines of points with a common number, rows and columns, and a group that has no lines
    'S40 on 2-subsets': actionOnSubsets(catalogue.symmetric(40), 2).generators,
    'S34 wr S2 in product action': wreathProduct(catalogue.symmetric(34), catalogue.symmetric(2), { action: 'product' })
      .generators,
    'AGL(1,131) subgroup of index 2': [
      Array.from({ length: 131 }, (_, i) => (i + 1) % 131),
      Array.from({ length: 131 }, (_, i) => (i * 4) % 131),
    ].map((p) => new PermutationGroup([p]).generators[0]),
    'the trivial group': new PermutationGroup([[0]]).generators,
  };
}

for (const [name, images] of Object.entries(transitiveActions())) {
  const [tree] = orbitTrees(images, images[0].degree);
  const orbit = orbitEdges(tree, images, new Int32Array(images[0].degree));

  for (const [kind, random] of Object.entries({ random: randomSource(3), 'one choice': stuck })) {
    test(`${name}, ${kind}: the suborbits are the orbits on pairs with the base point`, () => {
      const n = tree.points.length;
      const transversal = shortTransversal(orbit, n, random);
      const found = suborbitsOf(orbit, transversal, random, Number.POSITIVE_INFINITY);
      assert.ok(found);
      const { label, valencies, representatives } = found;
      const pairs = orbitals(images, images);
      assert.is(valencies.length, pairs.rank);
      const named = new Map<number, number>();
      for (let y = 0; y < n; y++) {
        const pair = pairs.labelOf(tree.points[0], tree.points[y]);
        assert.is(named.get(pair) ?? label[y], label[y]);
        named.set(pair, label[y]);
      }
      assert.is(named.size, pairs.rank);
      assert.equal(
        representatives.map((y) => label[y]),
        valencies.map((_, k) => k),
      );
    });
  }

  test(`${name}: translates are images under elements of the group that carry the base point`, () => {
    const n = tree.points.length;
    const pairs = orbitals(images, images);
    const list = Int32Array.from({ length: n }, (_, y) => y);
    let visits = 0;
    forEachTranslate(shortTransversal(orbit, n, randomSource(1)), list, (x, translate) => {
      visits++;
      assert.is(translate[0], x);
      translate.forEach((image, y) => {
        assert.is(pairs.labelOf(tree.points[x], tree.points[image]), pairs.labelOf(tree.points[0], tree.points[y]));
      });
    });
    assert.is(visits, n);
  });
}

test.run();
