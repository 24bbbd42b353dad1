import { Permutation, PermutationGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure } from './support.js';

const permutation = (degree: number) =>
  fc.shuffledSubarray([...Array(degree).keys()], { minLength: degree }).map((images) => Permutation.fromImages(images));
/** Sparse permutations make groups of all sizes, not only giants. */
const sparse = (degree: number) =>
  fc.tuple(permutation(degree), fc.integer({ min: 1, max: 12 })).map(([p, k]) => p.power(k));
const groups = fc.array(sparse(6), { minLength: 1, maxLength: 3 }).map((gens) => new PermutationGroup(gens));

test('centraliser, setwise stabiliser and conjugacy agree with listing all elements', () => {
  fc.assert(
    fc.property(groups, permutation(6), fc.subarray([0, 1, 2, 3, 4, 5]), (group, p, set) => {
      const elements = closure(group.generators, 6);
      const centralizer = group.centralizer(p);
      assert.is(centralizer.order, BigInt(elements.filter((x) => x.times(p).equals(p.times(x))).length));
      assert.ok(centralizer.generators.every((x) => group.contains(x) && x.times(p).equals(p.times(x))));
      const inside = new Set(set);
      const stabilizing = elements.filter((x) => set.every((y) => inside.has(x.image(y))));
      assert.is(group.setwiseStabilizer(set).order, BigInt(stabilizing.length));
      const q = p.conjugateBy(elements[elements.length - 1]);
      const x = group.conjugatingElement(p, q);
      assert.ok(x !== undefined && group.contains(x) && p.conjugateBy(x).equals(q));
    }),
    { numRuns: 150 },
  );
});

test('conjugating elements exist exactly when listing finds one', () => {
  fc.assert(
    fc.property(groups, permutation(6), permutation(6), (group, p, x) => {
      const q = p.conjugateBy(x);
      const listed = closure(group.generators, 6).some((y) => p.conjugateBy(y).equals(q));
      assert.is(group.conjugatingElement(p, q) !== undefined, listed);
    }),
    { numRuns: 150 },
  );
});

test('intersection and normaliser of a cyclic group agree with listing', () => {
  fc.assert(
    fc.property(groups, groups, sparse(6), (g, h, p) => {
      const elements = closure(g.generators, 6);
      const common = g.intersection(h);
      assert.is(common.order, BigInt(elements.filter((x) => h.contains(x)).length));
      assert.ok(common.generators.every((x) => g.contains(x) && h.contains(x)));
      const powers = new Set(closure([p], 6).map(String));
      const normalizing = elements.filter((x) => powers.has(String(p.conjugateBy(x))));
      assert.is(g.normalizerOfCyclic(p).order, BigInt(normalizing.length));
    }),
    { numRuns: 100 },
  );
});

test.run();
