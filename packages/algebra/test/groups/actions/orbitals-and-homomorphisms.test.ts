/** Transversals, and homomorphisms onto actions on points, sets, tuples, cosets and blocks, with kernels and images. */
import {
  actionHomomorphism,
  actionOnArrangements,
  actionOnBlocks,
  actionOnPoints,
  actionOnSubsets,
  actionOnTuples,
  catalogue,
  cosetAction,
  homomorphismOnto,
  IsotypicError,
  orbitals,
  Permutation,
  PermutationGroup,
  parseGroup,
  regularAction,
} from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure, groupOf, smallGroupVectors } from '../support.js';

test('transversals carry the point where they say, and split the group into cosets of its stabilizer', () => {
  for (const vector of smallGroupVectors.filter(({ id }) => id[0] % 4 === 0)) {
    const group = groupOf(vector);
    for (const point of [0, group.degree - 1]) {
      const { orbit, elementTo, wordTo } = group.transversal(point);
      assert.equal([...orbit].sort(), group.orbit(point).sort());
      const cosets = new Set<string>();
      const stabilizer = [...group.stabilizer(point).elements()];
      for (const y of orbit) {
        const u = elementTo(y);
        assert.is(u.image(point), y);
        assert.ok(group.contains(u));
        assert.ok(wordTo(y).evaluate(group.generators).equals(u));
        for (const h of stabilizer) cosets.add(String(u.times(h)));
      }
      assert.is(BigInt(cosets.size), group.order);
    }
  }
  assert.throws(
    () => parseGroup('cyclic(3) x cyclic(2)').transversal(0).elementTo(4),
    (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT' && e.where === 'Transversal.elementTo',
  );
  assert.throws(() => catalogue.cyclic(3).transversal(3), /point to be an integer from 0 to 2/);
});

test('orbitals of 4·10⁶ pairs, by stabilizers, are those that joining pairs gives, in the same numbers', () => {
  const n = 46;
  const base = [
    Permutation.fromImages(Array.from({ length: n }, (_, i) => (i + 1) % n)),
    Permutation.fromImages(Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : i))),
  ];
  const onPairs = base.map((g) =>
    Permutation.fromImages(Array.from({ length: n * n }, (_, x) => g.image(Math.floor(x / n)) * n + g.image(x % n))),
  );
  const found = orbitals(onPairs, onPairs);
  assert.is(found.rank, 15);
  const sets = new DisjointSets(n ** 4);
  for (const g of onPairs) {
    for (let x = 0; x < n * n; x++)
      for (let y = 0; y < n * n; y++) sets.unite(x * n * n + y, g.images[x] * n * n + g.images[y]);
  }
  const { labels, sizes, representatives } = sets.labeled();
  assert.equal(found.sizes(), [...sizes]);
  assert.equal(
    found.representatives(),
    Array.from(representatives, (pair) => [Math.floor(pair / n ** 2), pair % n ** 2]),
  );
  for (let at = 0; at < labels.length; at += 97) {
    assert.is(found.labelOf(Math.floor(at / n ** 2), at % n ** 2), labels[at]);
  }
});

test('kernels and images of actions on points, sets, tuples, cosets and blocks agree with listing', () => {
  const s4 = catalogue.symmetric(4);
  const b3 = parseGroup('cyclic(2) wr symmetric(3)');
  const product = parseGroup('symmetric(3) x dihedral(4)');
  const homomorphisms = [
    homomorphismOnto(s4, actionOnSubsets(s4, 2)),
    homomorphismOnto(s4, actionOnArrangements(s4, 2)),
    homomorphismOnto(s4, actionOnTuples(s4, 2)),
    homomorphismOnto(s4, regularAction(s4)),
    homomorphismOnto(s4, cosetAction(s4, catalogue.dihedral(4))),
    homomorphismOnto(s4, cosetAction(s4, catalogue.alternating(4))),
    actionOnBlocks(b3, b3.blockSystem() as number[][]),
    actionOnPoints(product, [0, 1, 2]),
    actionOnPoints(product, [3, 4, 5, 6]),
  ];
  for (const homomorphism of homomorphisms) {
    const { source, image } = homomorphism;
    const listed = closure(source.generators, source.degree);
    const trivially = listed.filter((g) => homomorphism.imageOf(g).isIdentity());
    const kernel = homomorphism.kernel();
    assert.is(kernel.order, BigInt(trivially.length));
    assert.ok(trivially.every((g) => kernel.contains(g)));
    assert.is(image.order, BigInt(new Set(listed.map((g) => String(homomorphism.imageOf(g)))).size));
    for (const h of image.elements()) assert.ok(homomorphism.imageOf(homomorphism.preimageOf(h)).equals(h));
  }
});

test('lists that the group does not carry, or with an object twice, are refused in the words of the caller', () => {
  const square = catalogue.cyclic(4);
  const image = (g: Permutation, x: number): number => g.image(x);
  const refused: readonly [run: () => unknown, text: RegExp][] = [
    [() => actionOnBlocks(square, [[1, 2], [3]]), /expected blocks that the group carries among themselves, got 1,2,/],
    [
      () =>
        actionOnBlocks(square, [
          [0, 2],
          [1, 3],
          [2, 0],
        ]),
      /expected blocks to be different, got "0,2"/,
    ],
    [() => actionOnPoints(square, [0, 2]), /expected points that the group carries among themselves, got 0,/],
    [() => actionOnPoints(square, [0, 1, 2, 3, 1]), /expected points to be different, got "1"/],
    [() => actionHomomorphism(square, [0, 1], image), /expected objects that the group carries among themselves/],
    [() => actionHomomorphism(square, [0, 1, 2, 3, 3], image), /expected objects to be different, got "3"/],
    [() => actionHomomorphism(square, [0, 1], image, () => 'all alike'), /expected objects to be different/],
  ];
  for (const [run, text] of refused) assert.throws(run, text);
});

test('images that are no homomorphism are refused', () => {
  const code = (call: () => unknown) => {
    try {
      call();
      return 'nothing';
    } catch (e) {
      return (e as IsotypicError).code;
    }
  };
  const c4 = catalogue.cyclic(4);
  assert.is(
    code(() => homomorphismOnto(c4, catalogue.cyclic(3))),
    'NOT_A_HOMOMORPHISM',
  );
  assert.is(
    code(() => homomorphismOnto(c4, catalogue.dihedral(4))),
    'SHAPE_MISMATCH',
  );
  assert.is(
    code(() => actionOnPoints(c4, [0, 1])),
    'INVALID_ARGUMENT',
  );
  assert.is(homomorphismOnto(c4, catalogue.cyclic(2)).kernel().order, 2n);
  assert.is(
    code(() => homomorphismOnto(c4, catalogue.cyclic(2)).imageOf(Permutation.fromCycles('(0 1)', 4))),
    'NOT_IN_GROUP',
  );
  assert.is(
    homomorphismOnto(new PermutationGroup([], { degree: 3 }), new PermutationGroup([], { degree: 2 })).image.order,
    1n,
  );
});

test.run();
