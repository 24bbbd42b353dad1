import { PermutationGroup } from '@isotypic/algebra';
import { elementOf, namedGroup, permutation, permutationGroup, SMALL_GROUPS } from '@isotypic/property-tests';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('every permutation of three points is drawn, about equally often', () => {
  const counts = new Map<string, number>();
  for (const p of fc.sample(permutation(3), { numRuns: 6000, seed: 1 })) {
    counts.set(p.toString(), (counts.get(p.toString()) ?? 0) + 1);
  }
  assert.is(counts.size, 6);
  // Binomial(6000, 1/6) has standard deviation 29: fast-check's bias towards small draws is switched off by sample's
  // own runs only in part, so the bound is a factor of two and not a few deviations.
  for (const count of counts.values()) assert.ok(count > 500 && count < 2000, `${count}`);
});

test('a failing property shrinks to the identity when everything fails', () => {
  const result = fc.check(
    fc.property(permutation(6), () => false),
    { seed: 3 },
  );
  assert.is(String(result.counterexample?.[0]), '()');
});

test('drawn elements belong to their group, and reach all of a small one', () => {
  fc.assert(
    fc.property(
      fc.oneof(permutationGroup(), namedGroup()).chain((G) => fc.tuple(fc.constant(G), elementOf(G))),
      ([G, g]) => assert.ok(G.contains(g)),
    ),
  );
  const G = new PermutationGroup([
    [1, 2, 0],
    [1, 0, 2],
  ]);
  assert.is(new Set(fc.sample(elementOf(G), { numRuns: 300, seed: 2 }).map(String)).size, 6);
});

test('every listed group parses', () => {
  assert.is(fc.sample(namedGroup(), 50).length, 50);
  assert.is(new Set(SMALL_GROUPS).size, SMALL_GROUPS.length);
});

test.run();
