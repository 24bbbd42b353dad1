/** What normalizers, double cosets and isomorphisms owe to the groups they were asked of, in random subgroups. */
import {
  cosetRepresentative,
  doubleCosets,
  groupIsomorphism,
  isNormalSubgroup,
  isSubgroup,
  normalizer,
  PermutationGroup,
  parseGroup,
  regularAction,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const names = [
  'symmetric(7)',
  'AGL(3,2)',
  'PSL(2,11)',
  'symmetric(3) wr symmetric(3)',
  'GL(2,3)',
  'cyclic(2) wr dihedral(4)',
];
/** A group and two subgroups of it, of one or two powers of random elements each. */
const groups = fc.constantFrom(...names).chain((name) => {
  const group = parseGroup(name);
  const element = fc
    .tuple(fc.bigInt({ min: 0n, max: group.order - 1n }), fc.integer({ min: 1, max: 4 }))
    .map(([rank, k]) => group.unrank(rank).power(k));
  const subgroup = fc
    .array(element, { minLength: 1, maxLength: 2 })
    .map((generators) => new PermutationGroup(generators, { degree: group.degree }));
  return fc.tuple(fc.constant(group), subgroup, subgroup, element);
});

test('a normalizer contains the group and its centralizer, and normalizes', () => {
  fc.assert(
    fc.property(groups, ([G, H]) => {
      const N = normalizer(G, H);
      assert.ok(isSubgroup(N, G) && isSubgroup(H, N) && isNormalSubgroup(H, N));
      assert.ok(isSubgroup(G.centralizer(H), N));
      assert.is(normalizer(N, H).order, N.order);
    }),
    { numRuns: 60 },
  );
});

test('double cosets HxK partition: sizes are |H||K| / |H ∩ xKx⁻¹| and add up, and each element lies in one', () => {
  fc.assert(
    fc.property(groups, ([G, H, K, g]) => {
      const found = doubleCosets(G, H, K);
      let sum = 0n;
      for (const { representative: x, size } of found) {
        const moved = new PermutationGroup(
          K.generators.map((k) => k.conjugateBy(x)),
          { degree: G.degree },
        );
        assert.is(size, (H.order * K.order) / H.intersection(moved).order);
        sum += size;
      }
      assert.is(sum, G.order);
      // the cosets xK in HgK are the orbit of gK under H
      const cosets = new Map([[`${cosetRepresentative(G, K, g)}`, cosetRepresentative(G, K, g)]]);
      for (const x of cosets.values()) {
        for (const h of H.generators) {
          const y = cosetRepresentative(G, K, h.times(x));
          cosets.set(`${y}`, y);
        }
      }
      const holding = found.filter(({ representative }) => cosets.has(`${cosetRepresentative(G, K, representative)}`));
      assert.is(holding.length, 1);
      assert.is(holding[0].size, BigInt(cosets.size) * K.order);
    }),
    { numRuns: 40 },
  );
});

test('an isomorphism is one: products go to products, only the identity to the identity, and onto', () => {
  fc.assert(
    fc.property(groups, fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), ([, H], i, j) => {
      const other = regularAction(H);
      const map = groupIsomorphism(H, other);
      if (map === undefined) throw new Error('a group is isomorphic to its regular action');
      const [x, y] = [H.unrank(i % H.order), H.unrank(j % H.order)];
      assert.ok(map.imageOf(x.times(y)).equals(map.imageOf(x).times(map.imageOf(y))));
      assert.is(map.kernel().order, 1n);
      assert.is(map.image.order, other.order);
      assert.ok(isSubgroup(map.image, other));
    }),
    { numRuns: 25 },
  );
});

test.run();
