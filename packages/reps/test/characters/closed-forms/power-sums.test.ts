/** Columns of the tables of symmetric groups, against the rule row by row, the hook formula and orthogonality. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PowerSums } from '../../../dist/characters/closed-forms/power-sums.js';
import { rimHookRemovals } from '../../../dist/characters/closed-forms/rim-hooks.js';
import { conjugatePartition, partitions } from '../../../dist/partitions.js';

/** χ^λ(μ) by the Murnaghan–Nakayama rule, as it is written. */
function byRule(lambda: readonly number[], mu: readonly number[]): number {
  if (mu.length === 0) return 1;
  return rimHookRemovals(lambda, mu[0]).reduce(
    (sum, { partition, sign }) => sum + sign * byRule(partition, mu.slice(1)),
    0,
  );
}

/** n! / Π hooks (Frame, Robinson & Thrall 1954). */
function degreeByHooks(lambda: readonly number[]): bigint {
  const dual = conjugatePartition(lambda);
  let [numerator, hooks, n] = [1n, 1n, 0n];
  lambda.forEach((part, i) => {
    for (let j = 0; j < part; j++) {
      numerator *= ++n;
      hooks *= BigInt(part - j + dual[j] - i - 1);
    }
  });
  return numerator / hooks;
}

for (let n = 0; n <= 9; n++) {
  test(`n = ${n}: columns in any order are those of the rule`, () => {
    const columns = new PowerSums(n);
    const all = partitions(n);
    for (const mu of [...all, ...all.slice().reverse()]) {
      assert.equal(
        Array.from(columns.column(mu)),
        all.map((lambda) => byRule(lambda, mu)),
      );
    }
  });
}

test('n = 14: columns are orthogonal, with the orders of centralizers as norms', () => {
  const columns = new PowerSums(14);
  const all = partitions(14);
  const table = all.map((mu) => columns.column(mu));
  all.forEach((mu, c) => {
    const norm = table[c].reduce((sum, x) => sum + BigInt(x) * BigInt(x), 0n);
    const multiplicities = new Map<number, number>();
    for (const part of mu) multiplicities.set(part, (multiplicities.get(part) ?? 0) + 1);
    let centralizer = 1n;
    for (const [part, m] of multiplicities) for (let i = 1; i <= m; i++) centralizer *= BigInt(part * i);
    assert.is(norm, centralizer);
    for (let d = 0; d < c; d++)
      assert.is(
        table[c].reduce((sum, x, i) => sum + x * table[d][i], 0),
        0,
      );
  });
});

test('n = 30, the largest: degrees are the integers of the hook formula, below 2⁵³', () => {
  const degrees = new PowerSums(30).column(new Array<number>(30).fill(1));
  partitions(30).forEach((lambda, i) => {
    assert.is(BigInt(degrees[i]), degreeByHooks(lambda));
  });
  assert.ok(degrees.every((d) => d < 2 ** 53));
  // and those of n = 31 are not
  const largest = partitions(31).reduce((max, lambda) => {
    const d = degreeByHooks(lambda);
    return d > max ? d : max;
  }, 0n);
  assert.ok(largest > 2n ** 53n);
});

test.run();
