/** Backtrack searches against the slow, obvious twin: all elements of the group are listed. */
import { elementCarryingSet, Permutation, PermutationGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure } from '../support.js';

const permutation = (degree: number) =>
  fc.shuffledSubarray([...Array(degree).keys()], { minLength: degree }).map((images) => Permutation.fromImages(images));
/** Sparse permutations make groups of all sizes, not only giants. */
const sparse = (degree: number) =>
  fc.tuple(permutation(degree), fc.integer({ min: 1, max: 12 })).map(([p, k]) => p.power(k));
const transitiveOrNot = fc
  .array(sparse(6), { minLength: 1, maxLength: 3 })
  .map((generators) => new PermutationGroup(generators));

/**
 * Generators that act on every block of points at once: subdirect products, linked by what the blocks have in common.
 */
const acting = (sizes: readonly number[]) =>
  fc.tuple(...sizes.map((n) => sparse(n))).map((parts) => {
    let offset = 0;
    const images = parts.flatMap((p) => {
      const shifted = p.toArray().map((y) => y + offset);
      offset += p.degree;
      return shifted;
    });
    return Permutation.fromImages(images);
  });
const subdirect = fc
  .constantFrom([3, 3, 4], [2, 2, 3, 3], [2, 2, 2, 2, 2, 2], [5, 5])
  .chain((sizes) => fc.array(acting(sizes), { minLength: 1, maxLength: 3 }))
  .map((generators) => new PermutationGroup(generators));
/** Permutations of k blocks together with a permutation inside one of them. */
const imprimitive = fc
  .constantFrom([2, 3], [3, 2], [2, 4])
  .chain(([size, count]) =>
    fc
      .tuple(sparse(count), sparse(size), fc.array(permutation(size), { minLength: count, maxLength: count }))
      .map(
        ([top, inside, cosets]) =>
          new PermutationGroup([
            Permutation.fromImages(cosets.flatMap((_, b) => cosets[b].toArray().map((y) => top.image(b) * size + y))),
            Permutation.fromImages([...Array(size * count).keys()].map((x) => (x < size ? inside.image(x) : x))),
          ]),
      ),
  );
const groups = fc.oneof(transitiveOrNot, subdirect, imprimitive);

/** A group, and whatever `more` makes for its degree. */
const withGroup = <T>(more: (degree: number) => fc.Arbitrary<T>) =>
  groups.chain((group) => fc.tuple(fc.constant(group), more(group.degree)));
const points = (degree: number) => fc.subarray([...Array(degree).keys()]);
/** Members of the symmetric group, and often of the group itself. */
const commutes = (x: Permutation, p: Permutation): boolean => x.times(p).equals(p.times(x));

test('centralizers, of members and of others', () => {
  fc.assert(
    fc.property(
      withGroup((n) => fc.tuple(permutation(n), sparse(n), fc.nat())),
      ([group, [p, q, k]]) => {
        const elements = closure(group.generators, group.degree);
        for (const g of [p, q, elements[k % elements.length]]) {
          const centralizer = group.centralizer(g);
          assert.is(centralizer.order, BigInt(elements.filter((x) => commutes(x, g)).length));
          assert.ok(centralizer.generators.every((x) => group.contains(x) && commutes(x, g)));
          // Its chain is built from what the search found: it has to be one of the group that the generators make.
          assert.is(new PermutationGroup(centralizer.generators, { degree: group.degree }).order, centralizer.order);
          assert.is(elements.filter((x) => centralizer.contains(x)).length, Number(centralizer.order));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('setwise stabilizers', () => {
  fc.assert(
    fc.property(withGroup(points), ([group, set]) => {
      const inside = new Set(set);
      const keeping = closure(group.generators, group.degree).filter((x) => set.every((y) => inside.has(x.image(y))));
      const stabilizer = group.setwiseStabilizer(set);
      assert.is(stabilizer.order, BigInt(keeping.length));
      assert.ok(keeping.every((x) => stabilizer.contains(x)));
    }),
    { numRuns: 200 },
  );
});

test('an element that carries one set to another exists exactly when listing finds one', () => {
  fc.assert(
    fc.property(
      withGroup((n) => fc.tuple(points(n), points(n), fc.nat())),
      ([group, [from, other, k]]) => {
        const elements = closure(group.generators, group.degree);
        const carried = from.map((x) => elements[k % elements.length].image(x));
        for (const to of [carried, other]) {
          const target = new Set(to);
          const carries = (x: Permutation): boolean =>
            from.length === target.size && from.every((y) => target.has(x.image(y)));
          const found = elementCarryingSet(group, from, to);
          assert.is(found !== undefined, elements.some(carries));
          if (found !== undefined) assert.ok(group.contains(found) && carries(found));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('conjugating elements exist exactly when listing finds one', () => {
  fc.assert(
    fc.property(
      withGroup((n) => fc.tuple(sparse(n), permutation(n), fc.nat())),
      ([group, [p, x, k]]) => {
        const elements = closure(group.generators, group.degree);
        for (const q of [p.conjugateBy(x), p.conjugateBy(elements[k % elements.length])]) {
          const found = group.conjugatingElement(p, q);
          assert.is(
            found !== undefined,
            elements.some((y) => p.conjugateBy(y).equals(q)),
          );
          if (found !== undefined) assert.ok(group.contains(found) && p.conjugateBy(found).equals(q));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('intersections', () => {
  const pairs = withGroup((n) => fc.tuple(fc.array(sparse(n), { maxLength: 2 }), fc.nat()));
  fc.assert(
    fc.property(pairs, ([g, [others, k]]) => {
      const elements = closure(g.generators, g.degree);
      // With a member of g among the generators the intersection is seldom trivial.
      const h = new PermutationGroup([...others, elements[k % elements.length]], { degree: g.degree });
      const common = g.intersection(h);
      assert.is(common.order, BigInt(elements.filter((x) => h.contains(x)).length));
      assert.ok(common.generators.every((x) => g.contains(x) && h.contains(x)));
      assert.is(h.intersection(g).order, common.order);
    }),
    { numRuns: 150 },
  );
});

test('normalizers of cyclic groups', () => {
  fc.assert(
    fc.property(
      withGroup((n) => fc.tuple(permutation(n), fc.nat())),
      ([group, [p, k]]) => {
        const elements = closure(group.generators, group.degree);
        for (const g of [p, elements[k % elements.length]]) {
          const powers = new Set(closure([g], g.degree).map(String));
          const normalizing = elements.filter((x) => powers.has(String(g.conjugateBy(x))));
          const normalizer = group.normalizerOfCyclic(g);
          assert.is(normalizer.order, BigInt(normalizing.length));
          assert.ok(normalizing.every((x) => normalizer.contains(x)));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test.run();
