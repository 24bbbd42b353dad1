import { Permutation, PermutationGroup, randomSource } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { abelianOrder, generateAbelian } from '../../../dist/groups/schreier-sims/abelian-order.js';
import { withoutSpecialCases } from '../support.js';

/**
 * Elements of a product of cyclic groups, each factor acting on its own points and, here and there, on a second copy.
 */
const abelian = fc
  .record({
    factors: fc.array(fc.constantFrom(2, 3, 4, 5, 6, 8, 9, 12), { minLength: 1, maxLength: 5 }),
    exponents: fc.array(fc.array(fc.nat(11), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
    twist: fc.nat(11),
  })
  .map(({ factors, exponents, twist }) =>
    exponents.map((list) => {
      const images: number[] = [];
      for (const [i, n] of [...factors, factors[0]].entries()) {
        const shift = i < factors.length ? list[i] : list[0] * twist;
        const offset = images.length;
        for (let x = 0; x < n; x++) images.push(offset + ((x + shift) % n));
      }
      return Permutation.fromImages(images);
    }),
  );

test('orders are those of a chain that Schreier’s lemma verified', () => {
  fc.assert(
    fc.property(abelian, (generators) => {
      const images = generators.map((g) => g.images);
      assert.ok(generateAbelian(images));
      assert.is(
        abelianOrder(images),
        withoutSpecialCases(() => new PermutationGroup(generators).order),
      );
    }),
  );
});

test('the bound by abelian quotients comes to an end: elementary abelian groups on many pairs', () => {
  const random = randomSource(3);
  for (const [count, pairs] of [
    [20, 40],
    [50, 80],
    [100, 300],
  ]) {
    const signs = Array.from({ length: count }, () => Array.from({ length: pairs }, () => random.below(2)));
    const group = new PermutationGroup(signs.map((list) => list.flatMap((s, j) => [2 * j + s, 2 * j + 1 - s])));
    // The rank over GF(2), by elimination.
    const rows = signs.map((list) => BigInt(`0b${list.join('')}`));
    const pivots: bigint[] = [];
    for (let row of rows) {
      for (const pivot of pivots) if ((row ^ pivot) < row) row ^= pivot;
      if (row > 0n) pivots.push(row);
    }
    assert.is(group.order, 2n ** BigInt(pivots.length));
  }
});

test.run();
