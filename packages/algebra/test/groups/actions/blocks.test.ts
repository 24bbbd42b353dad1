/** Block systems, minimal blocks and primitivity against all partitions of a few points, and on long orbits. */
import { BudgetExceededError, IsotypicError, Permutation, PermutationGroup, parseGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const DEGREE = 6;

/** All partitions of {0, …, n−1}, parts by smallest point. */
function partitions(n: number): number[][][] {
  if (n === 0) return [[]];
  return partitions(n - 1).flatMap((p) => [
    ...p.map((_, i) => p.map((part, j) => (i === j ? [...part, n - 1] : part))),
    [...p, [n - 1]],
  ]);
}
const nontrivial = partitions(DEGREE).filter((p) => p.length > 1 && p.length < DEGREE);

const sparse = fc
  .tuple(fc.shuffledSubarray([...Array(DEGREE).keys()], { minLength: DEGREE }), fc.integer({ min: 1, max: 12 }))
  .map(([images, k]) => Permutation.fromImages(images).power(k));
const transitive = fc
  .array(sparse, { minLength: 1, maxLength: 3 })
  .map((generators) => new PermutationGroup(generators))
  .filter((group) => group.isTransitive());

const isInvariant = (group: PermutationGroup, blocks: number[][]) => {
  const keys = new Set(blocks.map(String));
  return group.generators.every((g) =>
    blocks.every((block) => keys.has(String(block.map((x) => g.image(x)).sort((a, b) => a - b)))),
  );
};

test('block systems are the invariant partitions', () => {
  fc.assert(
    fc.property(transitive, fc.nat(DEGREE - 1), fc.nat(DEGREE - 1), (group, x, y) => {
      const invariant = nontrivial.filter((p) => isInvariant(group, p));
      assert.equal(group.blockSystems().map(String).sort(), invariant.map(String).sort());
      assert.is(group.isPrimitive(), invariant.length === 0);
      const smallest = group.blockSystem();
      assert.is(smallest === null, invariant.length === 0);
      if (smallest !== null) {
        assert.ok(invariant.some((p) => String(p) === String(smallest)));
        assert.is(smallest[0].length, Math.min(...invariant.map((p) => p[0].length)));
      }
      const around = invariant.map((p) => p.find((block) => block.includes(x)) as number[]);
      const minimal = around.filter((b) => !around.some((c) => c.length < b.length && c.every((z) => b.includes(z))));
      assert.equal(group.minimalBlocks(x).map(String).sort(), minimal.map(String).sort());
      if (x !== y) {
        const together = around.filter((b) => b.includes(y)).sort((a, b) => a.length - b.length)[0];
        const found = group.blockSystem([x, y]);
        assert.is(found === null, together === undefined);
        if (found !== null)
          assert.equal(
            found.find((b) => b.includes(x)),
            together,
          );
      }
    }),
    { numRuns: 200 },
  );
});

test('a cyclic group has a block system for every divisor, on short orbits and on long ones', () => {
  for (const n of [12, 30, 60, 120, 210]) {
    const divisors = [...Array(n).keys()].filter((d) => d > 1 && n % d === 0);
    const systems = parseGroup(`cyclic(${n})`).blockSystems();
    assert.equal(
      systems.map((blocks) => blocks[0].length),
      divisors,
    );
    for (const blocks of systems) assert.equal(blocks[1][0] - blocks[0][0], 1);
  }
});

test('long orbits: one point of each suborbit decides', () => {
  assert.ok(parseGroup('symmetric(40) on pairs').isPrimitive());
  assert.equal(parseGroup('cyclic(2) wr symmetric(50)').minimalBlocks(7), [[6, 7]]);
  // ordered pairs: by first, by second entry, and by unordered pair
  const pairs = parseGroup('symmetric(12) on arrangements(2)');
  assert.equal(
    pairs
      .blockSystems()
      .map((blocks) => blocks.length)
      .sort((a, b) => a - b),
    [12, 12, 66],
  );
});

test('blocks of an intransitive group are asked for orbit by orbit', () => {
  const group = parseGroup('cyclic(4) x cyclic(3)');
  assert.equal(group.minimalBlocks(1), [[1, 3]]);
  assert.equal(group.minimalBlocks(5), []);
  const refused = (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT';
  assert.throws(() => group.blockSystems(), refused);
  assert.throws(() => group.blockSystem(), refused);
  assert.throws(() => group.minimalBlocks(7), refused);
});

test('very many block systems are not listed without a budget', () => {
  // one for each proper nontrivial subspace of GF(2)⁷: 29210 of them
  const group = parseGroup(`(${Array(7).fill('cyclic(2)').join(' x ')}) on regular`);
  assert.throws(
    () => group.blockSystems({ budget: 100_000 }),
    (e: unknown) => e instanceof BudgetExceededError && Number(e.details.known) > 100,
  );
});

test.run();
