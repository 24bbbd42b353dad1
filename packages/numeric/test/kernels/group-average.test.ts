import { IsotypicError } from '@isotypic/algebra';
import { Float64Matrix, standardNormals } from '@isotypic/numeric';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyBlocks } from '../../dist/kernels/blocks.js';
import { averageOver, orbitCells } from '../../dist/kernels/group-average.js';

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
  fc.assert(
    fc.property(fc.array(permutation(5), { minLength: 1, maxLength: 2 }), (generators) => {
      const X = standardNormals(2, 5, 2);
      const group = elements(generators, 5);
      const slow = new Float64Matrix(2, 5);
      for (const g of group)
        for (let i = 0; i < 2; i++) for (let j = 0; j < 5; j++) slow.data[i * 5 + g[j]] += X.at(i, j) / group.length;
      const fast = averageOver(X, orbitCells('test', generators, 5));
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

test('blocks agree with the dense matrix they stand for', () => {
  const X = standardNormals(5, 8, 4);
  const M = standardNormals(2, 3, 5);
  const blocks = [
    { inStart: 1, outStart: 0, matrix: M, stride: 2 },
    { inStart: 5, outStart: 4, matrix: M },
  ];
  const dense = new Float64Matrix(7, 8);
  for (const { inStart, outStart, matrix, stride = 1 } of blocks) {
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 3; b++)
        for (let r = 0; r < stride; r++)
          dense.data[(outStart + a * stride + r) * 8 + inStart + b * stride + r] += matrix.at(a, b);
  }
  const Y = applyBlocks(X, blocks, 7);
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 7; j++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += dense.at(j, k) * X.at(i, k);
      assert.ok(Math.abs(Y.at(i, j) - sum) <= 20 * Number.EPSILON * X.norm() * M.norm());
    }
    assert.is(Y.at(i, 6), 0);
  }
});

test('what is no permutation, or out of range, is refused', () => {
  const X = standardNormals(2, 3, 6);
  const code = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof IsotypicError) return error.code;
    }
    return 'none';
  };
  assert.is(
    code(() => orbitCells('test', [[0, 0, 1]], 3)),
    'NOT_A_PERMUTATION',
  );
  assert.is(
    code(() => applyBlocks(X, [{ inStart: 2, outStart: 0, matrix: standardNormals(2, 2, 1) }], 4)),
    'SHAPE_MISMATCH',
  );
});
test.run();
