/** Closed forms against the general constructions: the same characters, element by element. */
import { Cyclotomic, catalogue, type Permutation, PermutationGroup } from '@isotypic/algebra';
import { irreps, rationalIrreps, realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutSpecialCases } from '../without-special-cases.js';

const groups: [string, PermutationGroup][] = [
  ['S4', catalogue.symmetric(4)],
  ['S5', catalogue.symmetric(5)],
  ['A4', catalogue.alternating(4)],
  ['A5', catalogue.alternating(5)],
  ['A6', catalogue.alternating(6)],
  ['C12', catalogue.cyclic(12)],
  [
    'C2 × C4',
    new PermutationGroup([Uint32Array.of(1, 0, 2, 3, 4, 5), Uint32Array.of(0, 1, 3, 4, 5, 2)].map((x) => [...x])),
  ],
];

type WithMatrices = { matrix(g: Permutation): { trace(): unknown } };
const trace = (x: WithMatrices, g: Permutation): string => {
  const value = x.matrix(g).trace();
  return (value instanceof Cyclotomic ? value : Cyclotomic.fromRational(value as never)).toString();
};
const characters = (list: readonly WithMatrices[], elements: readonly Permutation[]): string[] =>
  list.map((x) => elements.map((g) => trace(x, g)).join(' ')).sort();

for (const [name, G] of groups) {
  test(`${name}: closed forms and general constructions have the same characters`, () => {
    const elements = G.conjugacyClasses().map((c) => c.representative);
    const closed = [irreps(G), realIrreps(G), rationalIrreps(G)].map((list) => characters(list, elements));
    withoutSpecialCases(() => {
      const again = new PermutationGroup(G.generators); // nothing is cached on the new object
      const general = [irreps(again), realIrreps(again), rationalIrreps(again)];
      assert.equal(
        general.map((list) => characters(list, elements)),
        closed,
      );
    });
  });
}

test.run();
