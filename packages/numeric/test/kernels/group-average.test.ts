import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

const backend = await openBackend();

const permutation = (n: number) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n });

/** The group that permutations generate, by brute force. */
function elements(generators: number[][], n: number): number[][] {
  const found = new Map<string, number[]>();
  const queue = [[...Array(n).keys()]];
  while (queue.length > 0) {
    const g = queue.pop() as number[];
    if (found.has(String(g))) continue;
    found.set(String(g), g);
    for (const h of generators) queue.push(g.map((_, i) => h[g[i]]));
  }
  return [...found.values()];
}

test('the group average is the mean over all elements of the group', () => {
  return fc.assert(
    fc.asyncProperty(fc.array(permutation(5), { minLength: 1, maxLength: 2 }), async (generators) => {
      const X = standardNormals(2, 5, 2);
      const group = elements(generators, 5);
      const slow = new Float64Matrix(2, 5);
      for (const g of group)
        for (let i = 0; i < 2; i++) for (let j = 0; j < 5; j++) slow.data[i * 5 + g[j]] += X.at(i, j) / group.length;
      const fast = await backend.groupAverage(X, generators);
      // Means of at most |G| ≤ 120 terms on one side, 5 on the other.
      const bound = 125 * Number.EPSILON * X.norm();
      fast.data.forEach((x, e) => {
        assert.ok(Math.abs(x - slow.data[e]) <= bound);
      });
      generators[0].forEach((image, j) => {
        assert.is(fast.at(0, image), fast.at(0, j));
      });
    }),
    { numRuns: 30 },
  );
});

test('generators that are none are refused', async () => {
  const X = standardNormals(2, 3, 1);
  await refuses('SHAPE_MISMATCH', () => backend.groupAverage(X, [[0, 1]]), 'generators');
  for (const bad of [
    [0, 1, 1],
    [0, 1, 3],
    [0, 1, -1],
    [0, 1, 0.5],
  ]) {
    await refuses('NOT_A_PERMUTATION', () => backend.groupAverage(X, [bad]), 'generators');
  }
});

test.run();
