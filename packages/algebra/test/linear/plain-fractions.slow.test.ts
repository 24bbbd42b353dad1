import { nullspace, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from './hard-systems.js';

/** Plain elimination over fraction.js where it ends within minutes; entries of hundreds of digits do not. */
const FEASIBLE: [string, number[]][] = [
  ['identity minus permutation', [100, 200]],
  ['sparse', [100, 200]],
  ['wide', [100, 200]],
  ['tall', [100, 200]],
  ['rank-deficient', [100]],
  ['random', [100]],
];

for (const [name, sizes] of FEASIBLE) {
  for (const n of sizes) {
    test(`plain fractions and the chosen path agree: ${name}, n = ${n}`, () => {
      const m = kinds[name](n, randomSource(n).below);
      assert.ok(nullspace(m, { method: 'plain' }).equals(nullspace(m)));
    });
  }
}

test.run();
