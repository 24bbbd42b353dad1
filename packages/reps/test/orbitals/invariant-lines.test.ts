/** Families of lines by their images against sets as text; and that they, not the graph, prove large suborbits. */
import {
  actionOnArrangements,
  actionOnSubsets,
  catalogue,
  type Permutation,
  randomSource,
  WorkMeter,
  wreathProduct,
} from '@isotypic/algebra';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imagesOfLine } from '../../dist/orbitals/invariant-lines.js';
import { orbitEdges } from '../../dist/orbitals/orbit-edges.js';
import { orbitTrees } from '../../dist/orbitals/orbit-tree.js';
import { shortTransversal } from '../../dist/orbitals/short-transversal.js';
import { suborbitsOf } from '../../dist/orbitals/suborbits.js';

const setOf = (points: Int32Array): string => [...points].sort((a, b) => a - b).join();

/** The orbit of a set under permutations, sets as text. */
function slowImages(targets: readonly Int32Array[], line: Int32Array): Set<string> {
  const found = new Map([[setOf(line), line]]);
  for (const set of found.values()) {
    for (const g of targets) {
      const image = set.map((y) => g[y]);
      if (!found.has(setOf(image))) found.set(setOf(image), image);
    }
  }
  return new Set(found.keys());
}

const permutation = (n: number) =>
  fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }).map((p) => Int32Array.from(p));

test('images of a set are those that the generators make of it, each once, or too many', () => {
  fc.assert(
    fc.property(
      fc.array(permutation(6), { minLength: 1, maxLength: 2 }),
      fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
      fc.integer({ min: 1, max: 100 }),
      (targets, set, limit) => {
        const line = Int32Array.from(set);
        const expected = slowImages(targets, line);
        const found = imagesOfLine(targets, line, limit);
        // a line by itself is never too many
        const isWithin = expected.size === 1 || expected.size * line.length <= limit;
        assert.is(found === undefined, !isWithin);
        if (found === undefined) return;
        assert.is(found.length, expected.size);
        assert.equal(new Set(found.map(setOf)), expected);
      },
    ),
  );
});

const S100 = catalogue.symmetric(100);
const large: Record<string, { readonly images: readonly Permutation[]; readonly valencies: readonly number[] }> = {
  'S100 on pairs': { images: actionOnSubsets(S100, 2).generators, valencies: [1, 196, 4753] },
  'S70 wr S2 in product action': {
    images: wreathProduct(catalogue.symmetric(70), catalogue.symmetric(2), { action: 'product' }).generators,
    valencies: [1, 138, 4761],
  },
  'S100 on ordered pairs': {
    images: actionOnArrangements(S100, 2).generators,
    valencies: [1, 1, 98, 98, 98, 98, 9506],
  },
};

for (const [name, { images, valencies }] of Object.entries(large)) {
  test(`${name}: suborbits are proved within a hundred looks at each point, where edges are more`, () => {
    const n = images[0].degree;
    const [tree] = orbitTrees(images, n);
    const orbit = orbitEdges(tree, images, new Int32Array(n));
    const random = randomSource(1);
    const transversal = shortTransversal(orbit, n, random);
    const meter = new WorkMeter('test', { budget: 100 * n });
    const found = suborbitsOf(orbit, transversal, random, 20, meter);
    assert.equal(found && [...found.valencies].sort((a, b) => a - b), valencies);
  });
}

test.run();
