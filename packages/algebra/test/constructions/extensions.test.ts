import {
  actionOnSubsets,
  cartesianAction,
  catalogue,
  cosetAction,
  directProduct,
  directProductOnTuples,
  IsotypicError,
  inducedAction,
  Permutation,
  PermutationGroup,
  semidirectProduct,
  subdirectProduct,
  unionAction,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const code = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof IsotypicError) return error.code;
    throw error;
  }
  return 'nothing thrown';
};
const sign = (g: Permutation): Permutation => Permutation.fromImages(g.sign() === 1 ? [0, 1] : [1, 0]);
const classSizes = (group: PermutationGroup): string[] =>
  group.conjugacyClasses().map((c) => `${c.elementOrder}:${c.size}`);

/** All elements as left cosets, listed: the slow twin. */
function cosetsByListing(group: PermutationGroup, subgroup: PermutationGroup): Set<string>[] {
  const left = new Map([...group.elements()].map((g) => [g.toString(), g]));
  const cosets: Set<string>[] = [];
  for (const g of left.values()) {
    if (cosets.some((coset) => coset.has(g.toString()))) continue;
    cosets.push(new Set([...subgroup.elements()].map((h) => g.times(h).toString())));
  }
  return cosets;
}

test('the action on cosets is the one that listing gives', () => {
  const s4 = catalogue.symmetric(4);
  const subgroups = [
    catalogue.dihedral(4),
    catalogue.alternating(4),
    catalogue.kleinFour(),
    new PermutationGroup([], { degree: 4 }),
    s4,
    new PermutationGroup([[1, 0, 2, 3]]),
  ];
  for (const subgroup of subgroups) {
    const action = cosetAction(s4, subgroup);
    const cosets = cosetsByListing(s4, subgroup);
    assert.is(action.degree, cosets.length);
    assert.ok(action.isTransitive());
    assert.is(action.stabilizer(0).order * BigInt(action.degree), action.order);
    // fixed cosets, counted both ways: a permutation character
    s4.generators.forEach((g, k) => {
      const fixed = cosets.filter((coset) => {
        const [a] = coset;
        return coset.has(g.times(Permutation.fromCycles(a, 4)).toString());
      }).length;
      assert.is(action.generators[k].toArray().filter((x, i) => x === i).length, fixed);
    });
  }
  assert.is(cosetAction(s4, catalogue.kleinFour()).order, 6n);
  assert.is(cosetAction(catalogue.symmetric(5), catalogue.dihedral(5)).degree, 12);
});

test('the action on cosets of a point stabilizer is the action on points', () => {
  const m11 = catalogue.mathieu(11);
  const action = cosetAction(m11, m11.stabilizer(0));
  assert.is(action.degree, 11);
  assert.is(action.order, m11.order);
  // M11 on the cosets of PSL(2, 11) has degree 12: the order says so, and it stays faithful
  assert.is(cosetAction(catalogue.mathieu(12), m11OnTwelve()).degree, 12);
});

function m11OnTwelve(): PermutationGroup {
  const [a, b] = catalogue.mathieu(12).generators;
  return new PermutationGroup([a, b]);
}

test('inducing the trivial action gives the cosets, inducing a regular action the regular one', () => {
  const group = catalogue.symmetric(4);
  const subgroup = catalogue.dihedral(4);
  const trivial = inducedAction(
    group,
    subgroup,
    subgroup.generators.map(() => Permutation.identity(1)),
  );
  assert.equal(trivial.generators.map(String), cosetAction(group, subgroup).generators.map(String));
  const natural = inducedAction(group, subgroup, subgroup.generators);
  assert.is(natural.degree, 12);
  assert.is(natural.order, 24n);
  // induced characters: the number of fixed points is the sum over the coset representatives
  const [r, s] = catalogue.dihedral(4).generators;
  const signs = inducedAction(group, subgroup, [r, s].map(sign));
  assert.is(signs.degree, 6);
  assert.is(
    code(() =>
      inducedAction(
        group,
        subgroup,
        [r.power(2), r].map((g) => g),
      ),
    ),
    'NOT_A_HOMOMORPHISM',
  );
});

test('semidirect products', () => {
  const [a] = catalogue.cyclic(7).generators;
  const frobenius = semidirectProduct(catalogue.cyclic(7), catalogue.cyclic(3), [[a.power(2)]]);
  assert.is(frobenius.degree, 10);
  assert.equal(classSizes(frobenius), classSizes(catalogue.frobenius(7, 3)));
  const [b] = catalogue.cyclic(9).generators;
  const dihedral = semidirectProduct(catalogue.cyclic(9), catalogue.cyclic(2), [[b.inverse()]]);
  assert.equal(classSizes(dihedral), classSizes(catalogue.dihedral(9)));
  // the trivial action gives the direct product
  const klein = catalogue.kleinFour();
  const direct = semidirectProduct(klein, catalogue.cyclic(3), [klein.generators]);
  assert.equal(classSizes(direct), classSizes(directProduct(klein, catalogue.cyclic(3))));
  const [u, v] = klein.generators;
  const a4 = semidirectProduct(klein, catalogue.cyclic(3), [[v, u.times(v)]]);
  assert.equal(classSizes(a4), classSizes(catalogue.alternating(4)));
  // x ↦ x² has order 3 on C₇, not 2; x ↦ x³ is no automorphism of C₉; a 4-cycle is not an image of (0 1)
  assert.is(
    code(() => semidirectProduct(catalogue.cyclic(7), catalogue.cyclic(2), [[a.power(2)]])),
    'NOT_A_HOMOMORPHISM',
  );
  assert.is(
    code(() => semidirectProduct(catalogue.cyclic(9), catalogue.cyclic(2), [[b.power(3)]])),
    'NOT_A_HOMOMORPHISM',
  );
  assert.is(
    code(() => semidirectProduct(klein, catalogue.cyclic(2), [[u]])),
    'SHAPE_MISMATCH',
  );
});

test('subdirect products over a common quotient', () => {
  const s3 = catalogue.symmetric(3);
  const s4 = catalogue.symmetric(4);
  const equalSigns = subdirectProduct(s3, s4, s3.generators.map(sign), s4.generators.map(sign));
  assert.is(equalSigns.order, 72n);
  for (const g of equalSigns.elements()) {
    const [left, right] = [
      g.toArray().slice(0, 3),
      g
        .toArray()
        .slice(3)
        .map((x) => x - 3),
    ];
    assert.is(Permutation.fromImages(left).sign(), Permutation.fromImages(right).sign());
  }
  // S₄ over S₄ / V₄ ≅ S₃: the diagonal copy
  const overS3 = subdirectProduct(s4, s3, cosetAction(s4, catalogue.dihedral(4)).generators, s3.generators);
  assert.is(overS3.order, 24n);
  const trivial = s3.generators.map(() => Permutation.identity(1));
  assert.is(subdirectProduct(s3, s3, trivial, trivial).order, 36n);
  const a3 = catalogue.alternating(3);
  assert.is(
    code(() => subdirectProduct(s3, a3, s3.generators.map(sign), a3.generators.map(sign))),
    'INVALID_ARGUMENT',
  );
});

test('several actions of one group side by side and on tuples', () => {
  const s5 = catalogue.symmetric(5);
  const pairs = actionOnSubsets(s5, 2);
  const union = unionAction(s5, pairs);
  assert.is(union.degree, 15);
  assert.is(union.order, 120n);
  const product = cartesianAction(s5, pairs);
  assert.is(product.degree, 50);
  assert.is(product.order, 120n);
  assert.is(product.generators[0].image(3 * 10 + 4), s5.generators[0].image(3) * 10 + pairs.generators[0].image(4));
  const grid = directProductOnTuples(catalogue.symmetric(3), catalogue.cyclic(4));
  assert.is(grid.degree, 12);
  assert.is(grid.order, 24n);
  assert.ok(grid.isTransitive());
  assert.is(
    code(() => unionAction(s5, catalogue.cyclic(5))),
    'SHAPE_MISMATCH',
  );
  assert.is(
    code(() => cosetAction(catalogue.alternating(5), s5)),
    'NOT_IN_GROUP',
  );
  const million = catalogue.symmetric(5000);
  assert.is(
    code(() => directProductOnTuples(million, million)),
    'OUT_OF_MEMORY',
  );
});

test.run();
