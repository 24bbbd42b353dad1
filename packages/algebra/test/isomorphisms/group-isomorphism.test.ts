import { catalogue, groupIsomorphism, IsotypicError, PermutationGroup, parseGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparePairs, compareWithRegular } from './isomorphic-pairs.js';

test('no two of the groups of order up to 31 are isomorphic', () => {
  assert.ok(comparePairs((order) => order < 32) > 100);
});

test('every group of order up to 31 is isomorphic to its regular action, on generators of its own', () => {
  assert.is(
    compareWithRegular((order) => order < 32),
    93,
  );
});

test('exceptional isomorphisms, and groups alike in order, classes and powers', () => {
  const same = [
    ['symmetric(5)', 'PGL(2,5)'],
    ['alternating(8)', 'PSL(4,2)'],
    ['PSL(2,7)', 'PSL(3,2)'],
    ['alternating(6)', 'PSL(2,9)'],
    ['symmetric(6)', 'symmetric(6) on pairs'],
    ['mathieu(12)', 'mathieu(12) on pairs'],
    ['heisenberg(3)', 'extraspecial(3, 1)'],
    ['symmetric(4)', 'weyl(A3)'],
  ];
  for (const [a, b] of same) assert.ok(isProved(parseGroup(a), parseGroup(b)), `${a} ${b}`);
  assert.ok(isProved(catalogue.cyclic(1), new PermutationGroup([[0, 1, 2]])), 'trivial groups');
  const different = [
    ['PSL(3,4)', 'alternating(8)'],
    ['dihedral(4)', 'quaternion()'],
    ['dihedral(50) x cyclic(3)', 'dihedral(150)'],
    ['cyclic(4) x cyclic(2)^4', 'cyclic(4)^2 x cyclic(2)^2'],
  ];
  for (const [a, b] of different) assert.is(groupIsomorphism(parseGroup(a), parseGroup(b)), undefined, `${a} ${b}`);
});

/** Whether the images of the generators define an isomorphism: the graph of the map is as large as both groups. */
function isProved(first: PermutationGroup, second: PermutationGroup): boolean {
  const found = groupIsomorphism(first, second);
  if (found === undefined) return false;
  const graph = first.generators.map((g, i) => [
    ...g.toArray(),
    ...found.image.generators[i].toArray().map((x) => x + first.degree),
  ]);
  const { order } = new PermutationGroup(graph, { degree: first.degree + second.degree });
  return (
    order === first.order &&
    found.image.order === second.order &&
    found.image.generators.every((h) => second.contains(h))
  );
}

test('a group and a conjugate of it', () => {
  const images = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
  fc.assert(
    fc.property(fc.array(images, { minLength: 1, maxLength: 2 }), images, (generators, by) => {
      const group = new PermutationGroup(generators, { degree: 7 });
      const [p] = new PermutationGroup([by]).generators;
      const other = new PermutationGroup(
        group.generators.map((g) => g.conjugateBy(p)),
        { degree: 7 },
      );
      assert.ok(isProved(group, other));
    }),
    { numRuns: 40 },
  );
});

test('budgets and kinds', () => {
  const has = (code: string) => (e: unknown) => e instanceof IsotypicError && e.code === code;
  const [a, b] = [catalogue.mathieu(11), catalogue.mathieu(11)];
  assert.throws(() => groupIsomorphism(a, b, { budget: 3 }), has('BUDGET_EXCEEDED'));
  assert.throws(() => groupIsomorphism(a, 7 as unknown as PermutationGroup), has('INVALID_ARGUMENT'));
});

test.run();
