import {
  actionHomomorphism,
  actionOnBlocks,
  actionOnSubsets,
  catalogue,
  IsotypicError,
  inverseClasses,
  orbitals,
  Permutation,
  PermutationGroup,
  powerMap,
  rationalClasses,
  suborbits,
  suborbitsBetween,
  verifyStabilizerChain,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueVectors, closure, groupOf, smallGroupVectors } from './support.js';

const vector = (id: string) => groupOf(catalogueVectors.find((v) => v.id === id) as (typeof catalogueVectors)[number]);
const primesOf = (n: bigint) => [2n, 3n, 5n, 7n, 11n, 13n].filter((p) => n % p === 0n);

test('chains are proved by the textbook check', () => {
  for (const id of ['M12', 'M24', 'HS', 'rubik2_3gen', 'W(E6)_27', 'S12', 'C2wrS6', 'S5_diag_5+10', 'Heis(7)_49']) {
    const group = vector(id);
    assert.is(verifyStabilizerChain(group).proved[0], `the order is ${group.order}`, id);
  }
});

test('a chain that lacks something is refused', () => {
  const group = new PermutationGroup([
    [1, 2, 3, 4, 0],
    [1, 0, 2, 3, 4],
  ]);
  group.chain.levels.pop();
  assert.throws(
    () => verifyStabilizerChain(group),
    (e: unknown) => e instanceof IsotypicError && e.code === 'REFUTED',
  );
});

test('Sylow subgroups have the order and lie in the group', () => {
  for (const id of ['M11', 'M12', 'M24', 'W(E6)_27', 'C2wrS6', 'S10', 'rubik2_3gen', 'AGL(4,2)', 'Q8xC3']) {
    const group = vector(id);
    for (const p of primesOf(group.order)) {
      let part = 1n;
      while (group.order % (part * p) === 0n) part *= p;
      const sylow = group.sylowSubgroup(p);
      assert.is(sylow.order, part, `${id}, ${p}`);
      assert.ok(sylow.generators.every((g) => group.contains(g)));
    }
  }
  assert.throws(() => vector('M11').sylowSubgroup(4));
});

test('action homomorphisms: image, kernel, images and preimages', () => {
  for (const id of ['C2wrS4', 'S4wrS3', 'D24', 'SL(2,5)_24']) {
    const group = vector(id);
    const hom = actionOnBlocks(group, group.blockSystem() as number[][]);
    const kernel = hom.kernel();
    assert.is(kernel.order * hom.image.order, group.order, id);
    assert.ok(kernel.generators.every((g) => group.contains(g) && hom.imageOf(g).isIdentity()));
    assert.is(new PermutationGroup([...kernel.generators], { degree: group.degree }).order, kernel.order);
    for (let k = 0; k < 5; k++) {
      const [g, h] = [group.randomElement(), group.randomElement()];
      assert.ok(hom.imageOf(g.times(h)).equals(hom.imageOf(g).times(hom.imageOf(h))));
      assert.ok(hom.imageOf(hom.preimageOf(hom.imageOf(g))).equals(hom.imageOf(g)));
    }
  }
  const s4 = vector('S4wrS3').stabilizer([4, 5, 6, 7, 8, 9, 10, 11]);
  const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b]));
  const act = (g: Permutation, s: number[]) => s.map((x) => g.image(x)).sort((a, b) => a - b);
  assert.is(actionHomomorphism(s4, pairs, act).image.order, 24n);
  assert.throws(() => actionHomomorphism(s4, pairs.slice(1), act));
});

test('power maps, inverse and rational classes', () => {
  for (const small of smallGroupVectors.filter(({ id }) => id[0] % 8 === 0)) {
    const group = groupOf(small);
    const listed = closure(group.generators, group.degree);
    const squares = powerMap(group, 2);
    const inverses = inverseClasses(group);
    for (const p of listed) {
      assert.is(squares[group.classOf(p)], group.classOf(p.power(2)));
      assert.is(inverses[group.classOf(p)], group.classOf(p.inverse()));
    }
    assert.is(rationalClasses(group).length, small.qIrreps, String(small.id));
  }
  for (const v of catalogueVectors.filter((w) => w.rationalClasses !== undefined && w.order.length <= 4)) {
    assert.is(rationalClasses(groupOf(v)).length, v.rationalClasses, v.id);
  }
});

test('rank of the vectors is the number of orbitals', () => {
  for (const v of catalogueVectors.filter((w) => w.degree <= 130 && w.degree > 0)) {
    const group = groupOf(v);
    const images = group.generators.length > 0 ? group.generators : [group.randomElement()];
    const found = orbitals(images, images);
    assert.is(found.rank, v.rank, v.id);
    assert.is(
      found.sizes().reduce((a, b) => a + b, 0),
      v.degree ** 2,
    );
    const g = group.randomElement();
    for (const [out, into] of found.representatives()) {
      assert.is(found.labelOf(out, into), found.labelOf(g.image(out), g.image(into)));
    }
  }
});

test('suborbits agree with the table of orbitals', () => {
  for (const v of catalogueVectors.filter((w) => w.isTransitive && w.degree <= 60 && w.degree > 1)) {
    const group = groupOf(v);
    const table = orbitals(group.generators, group.generators);
    const found = suborbits(group);
    assert.is(found.rank, v.rank, v.id);
    const names = new Map<number, number>();
    for (let x = 0; x < v.degree; x++) {
      for (let y = 0; y < v.degree; y++) {
        const label = found.labelOf(x, y);
        if (!names.has(label)) names.set(label, table.labelOf(x, y));
        assert.is(names.get(label), table.labelOf(x, y), v.id);
        assert.is(found.paired[label], found.labelOf(y, x));
      }
    }
    assert.equal(found.subdegrees.map((n) => n * v.degree).sort(), table.sizes().sort());
  }
  const petersen = suborbits(vector('S5_on_2subsets'));
  const [disjoint, meeting] = petersen.subdegrees[1] === 3 ? [1, 2] : [2, 1];
  // Disjoint pairs are the edges of Petersen's graph: strongly regular with parameters (10, 3, 0, 1).
  assert.is(petersen.intersectionNumber(disjoint, disjoint, 0), 3);
  assert.is(petersen.intersectionNumber(disjoint, disjoint, disjoint), 0);
  assert.is(petersen.intersectionNumber(disjoint, disjoint, meeting), 1);
});

test('suborbits between two actions agree with the table of orbitals', () => {
  const s6 = catalogue.symmetric(6);
  const cube = catalogue.octahedral();
  const pairs: [PermutationGroup, readonly Permutation[]][] = [
    [s6, actionOnSubsets(s6, 2).generators],
    [actionOnSubsets(s6, 2), actionOnSubsets(s6, 3).generators],
    [catalogue.mathieu(11), actionOnSubsets(catalogue.mathieu(11), 2).generators],
    [cube, actionOnSubsets(cube, 2).generators], // not transitive on the pairs
    [cube, cube.generators.map((g) => Permutation.fromImages(g.sign() === 1 ? [0, 1] : [1, 0]))],
  ];
  for (const [group, images] of pairs) {
    const table = orbitals(images, group.generators);
    const found = suborbitsBetween(group, images);
    assert.is(found.rank, table.rank);
    const names = new Map<number, number>();
    for (let x = 0; x < group.degree; x++) {
      for (let y = 0; y < images[0].degree; y++) {
        const label = found.labelOf(x, y);
        if (!names.has(label)) names.set(label, table.labelOf(x, y));
        assert.is(names.get(label), table.labelOf(x, y));
      }
    }
    assert.is(new Set(names.values()).size, table.rank);
    assert.equal(found.subdegrees.map((n) => n * group.degree).sort(), table.sizes().sort());
  }
});

test('Sylow subgroups of giants: the order is that of a chain, the elements lie in the group', () => {
  for (const degree of [8, 9, 16, 27]) {
    for (const group of [catalogue.symmetric(degree), catalogue.alternating(degree)]) {
      for (const p of [2, 3, 5, 7, 11, 31]) {
        const sylow = group.sylowSubgroup(p);
        const again = new PermutationGroup(sylow.generators, { degree });
        assert.is(again.order, sylow.order, `${degree}, ${p}`);
        assert.not.equal((group.order / again.order) % BigInt(p), 0n, `${degree}, ${p}`);
        let power = again.order;
        while (power % BigInt(p) === 0n) power /= BigInt(p);
        assert.is(power, 1n, `${degree}, ${p}`);
        assert.ok(again.generators.every((g) => group.contains(g)));
      }
    }
  }
});

test.run();
