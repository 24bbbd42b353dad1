/** Irreps of wreath products from those of the factor: proved complete, with the characters of the table. */
import { BudgetExceededError, catalogue, type PermutationGroup, WorkMeter, wreathProduct } from '@isotypic/algebra';
import { irreps, verifyIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FormedIrrep } from '../../dist/irreps/formed-irrep.js';
import { IrrepListing } from '../../dist/irreps/irrep-listing.js';
import { listedGroup } from '../../dist/irreps/listed/listed-group.js';
import { complexIrrepsOf, realIrrepsOf } from '../../dist/irreps/lists/irrep-lists.js';
import { wreathIrreps } from '../../dist/irreps/products/wreath-irreps.js';
import { sumOfSquares, verifyDegrees } from './single-irreps.js';

const meter = () => new WorkMeter('wreathIrreps', {}, 1e9);

/** The construction itself, also where the group is small enough to be listed. */
function list(group: PermutationGroup): FormedIrrep[] {
  return wreathIrreps(group, new IrrepListing(meter()), (base) => listedGroup(base, meter()).irreps) as FormedIrrep[];
}

const { symmetric, cyclic, dihedral, alternating } = catalogue;
const onVectors = catalogue.specialLinear(2, 3);
const groups: [string, PermutationGroup][] = [
  ['C2 wr S4', wreathProduct(cyclic(2), symmetric(4))],
  ['C3 wr S3', wreathProduct(cyclic(3), symmetric(3))], // complex type, real pairs ψ, ψ̄
  ['SL(2,3) wr S2', wreathProduct(onVectors, symmetric(2))], // quaternionic type
  ['D4 wr S2', wreathProduct(dihedral(4), symmetric(2))],
  ['A4 wr S2', wreathProduct(alternating(4), symmetric(2))],
];
for (const [name, group] of groups) {
  test(`${name}: all irreps over ℂ and ℝ, and no others`, () => {
    const formed = list(group);
    assert.is(formed.length, group.conjugacyClasses().length);
    verifyIrreps(complexIrrepsOf(group, formed));
    verifyIrreps(realIrrepsOf(group, formed));
    const degrees = (all: readonly { degree: number; indicator: number }[]): string[] =>
      all.map(({ degree, indicator }) => `${degree}:${indicator}`).sort();
    assert.equal(degrees(formed), degrees(listedGroup(group, meter()).irreps));
  });
}

test('C2 wr S6, too large to list: irreps takes the closed form', () => {
  const group = wreathProduct(cyclic(2), symmetric(6));
  const all = irreps(group);
  assert.is(sumOfSquares(all), group.order);
  verifyDegrees(all, [1, 1, 1, 1, 5, 6, 9, 10, 15]);
});

test('a wreath product of too many irreps is refused with their number', () => {
  for (const [group, text] of [
    [wreathProduct(symmetric(10), symmetric(10)), /got 50599149888/],
    [wreathProduct(cyclic(2), symmetric(100)), /got 1843645820766/],
  ] as const) {
    assert.throws(
      () => irreps(group),
      (e: unknown) => e instanceof BudgetExceededError && text.test(e.message),
    );
  }
});

test.run();
