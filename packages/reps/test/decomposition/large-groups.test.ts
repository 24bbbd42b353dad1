/**
 * Groups too large to list whose characters leave the quadratic fields, and components with multiplicity in them: split
 * inside the representation, and verified by definition.
 */
import {
  catalogue,
  cosetAction,
  directProduct,
  directProductOnTuples,
  type Permutation,
  type PermutationGroup,
  wreathProduct,
} from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, verifyDecomposition } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const { alternating, cyclic, dihedral, mathieu, quaternion, symmetric } = catalogue;

function verifiedShape(group: PermutationGroup, images?: readonly Permutation[]): string {
  const decomposition = isotypicDecomposition(permutationRepresentation(group, images));
  assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  const count = new Map<string, number>();
  for (const { multiplicity, degree, type } of decomposition.components) {
    const shape = `${multiplicity}×${degree} ${type}`;
    count.set(shape, (count.get(shape) ?? 0) + 1);
  }
  return [...count].map(([shape, k]) => (k === 1 ? shape : `${k} of ${shape}`)).join(', ');
}

// Shapes by hand: functions on k·n points of A ≀ B are those of B's points and, on each non-trivial irrep of A in its
// own action, an irrep induced to degree k·d; functions on pairs of points of A × B are the products.
const actions: readonly [string, PermutationGroup, string][] = [
  ['C7 wr S5', wreathProduct(cyclic(7), symmetric(5)), '1×1 real, 1×4 real, 3 of 1×10 complex'],
  ['D7 wr S5', wreathProduct(dihedral(7), symmetric(5)), '1×1 real, 1×4 real, 3 of 1×10 real'],
  ['S5 wr C7', wreathProduct(symmetric(5), cyclic(7)), '1×1 real, 3 of 1×2 complex, 1×28 real'],
  ['S4 wr D9', wreathProduct(symmetric(4), dihedral(9)), '1×1 real, 4 of 1×2 real, 1×27 real'],
  ['D11 wr S4', wreathProduct(dihedral(11), symmetric(4)), '1×1 real, 1×3 real, 5 of 1×8 real'],
  ['C13 wr C5', wreathProduct(cyclic(13), cyclic(5)), '1×1 real, 2 of 1×2 complex, 6 of 1×10 complex'],
  [
    'A7 × D9 on pairs',
    directProductOnTuples(alternating(7), dihedral(9)),
    '1×1 real, 4 of 1×2 real, 1×6 real, 4 of 1×12 real',
  ],
];
for (const [name, group, shape] of actions) {
  test(name, () => {
    assert.is(verifiedShape(group), shape);
  });
}

test('M11 × C7, intransitive', () => {
  const group = directProduct(mathieu(11), cyclic(7));
  assert.is(verifiedShape(group), '2×1 real, 3 of 1×2 complex, 1×10 real');
});

test('multiplicities in groups too large to list', () => {
  // The cosets of a subgroup that is not the stabilizer of a point: copies are told apart by primitive idempotents.
  const group = directProduct(wreathProduct(cyclic(4), dihedral(5)), quaternion());
  const pair = group.stabilizer([0, 4]);
  const action = cosetAction(group, pair);
  const decomposition = isotypicDecomposition(permutationRepresentation(group, action.generators));
  assert.ok(decomposition.components.some((c) => c.multiplicity > 1));
  assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
});

test('multiplicities in A5 wr C3 on the pairs of points of one copy', () => {
  const group = wreathProduct(alternating(5), cyclic(3));
  const action = cosetAction(group, group.stabilizer([0, 1]));
  assert.match(verifiedShape(group, action.generators), /2×12 real/);
});

test.run();
