import {
  catalogue,
  directProduct,
  directProductOnTuples,
  IsotypicError,
  orbitals,
  Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
  suborbits,
  unionAction,
  WorkMeter,
  wreathProduct,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findStructure } from '../../dist/groups/structure/structure.js';
import { withoutSpecialCases } from './support.js';

const specialCasesAreOn = process.env.ISOTYPIC_NO_SPECIAL_CASES !== '1';

/** The same generators, answered by a verified stabilizer chain alone. */
function byChain(group: PermutationGroup): PermutationGroup {
  const twin = new PermutationGroup([...group.generators], { degree: group.degree });
  withoutSpecialCases(() => twin.order);
  withoutSpecialCases(() => twin.contains(Permutation.identity(group.degree)));
  return twin;
}

const disguised: [string, PermutationGroup][] = [
  ['symmetric(12) on pairs', parseGroup('symmetric(12) on pairs')],
  ['alternating(12) on pairs', parseGroup('alternating(12) on pairs')],
  ['symmetric(9) on subsets(3)', parseGroup('symmetric(9) on subsets(3)')],
  ['symmetric(9) on arrangements(2)', parseGroup('symmetric(9) on arrangements(2)')],
  ['alternating(9) on tuples(2)', parseGroup('alternating(9) on tuples(2)')],
  ['wreath(symmetric(9), symmetric(2), product)', parseGroup('wreath(symmetric(9), symmetric(2), product)')],
  ['wreath(symmetric(5), cyclic(3), product)', parseGroup('wreath(symmetric(5), cyclic(3), product)')],
  ['a table of rows and columns', directProductOnTuples(catalogue.symmetric(8), catalogue.dihedral(9))],
  ['five copies', unionAction(...new Array(5).fill(catalogue.mathieu(24)))],
  ['points and pairs', unionAction(catalogue.symmetric(12), parseGroup('symmetric(12) on pairs'))],
  ['a few moved points', directProduct(catalogue.mathieu(11), new PermutationGroup([], { degree: 80 }))],
  ['disjoint supports', directProduct(catalogue.symmetric(40), catalogue.mathieu(12), catalogue.cyclic(30))],
  ['symmetric(70)', catalogue.symmetric(70)],
  ['alternating(71)', catalogue.alternating(71)],
];

test('order, membership, words and random elements agree with a stabilizer chain on all points', () => {
  const random = randomSource(5);
  for (const [name, group] of disguised) {
    const twin = byChain(group);
    assert.is(group.order, twin.order, name);
    for (let i = 0; i < 5; i++) {
      const member = group.randomElement();
      assert.ok(twin.contains(member), name);
      assert.ok(group.contains(member), name);
      assert.ok(group.factor(member).evaluate(group.generators).equals(member), name);
      const other = exchanged(twin.randomElement(), random.below(group.degree), random.below(group.degree));
      assert.is(group.contains(other), twin.contains(other), name);
    }
  }
});

function exchanged(p: Permutation, i: number, j: number): Permutation {
  const images = p.toArray();
  [images[i], images[j]] = [images[j], images[i]];
  return Permutation.fromImages(images);
}

test('subgroups of disguised groups agree with those found on all points', () => {
  for (const [name, group] of disguised.slice(0, 10)) {
    const twin = byChain(group);
    const g = group.randomElement(randomSource(3));
    const general = <T>(find: (whole: PermutationGroup) => T): T => withoutSpecialCases(() => find(twin));
    assert.is(group.stabilizer(1).order, twin.order / BigInt(twin.orbit(1).length), name);
    assert.ok(
      group.stabilizer(1).generators.every((s) => s.image(1) === 1 && twin.contains(s)),
      name,
    );
    const centralizer = group.centralizer(g);
    assert.is(
      centralizer.order,
      general((whole) => whole.centralizer(g).order),
      name,
    );
    assert.ok(
      centralizer.generators.every((c) => c.times(g).equals(g.times(c)) && twin.contains(c)),
      name,
    );
    const h = g.conjugateBy(group.randomElement(randomSource(4)));
    assert.ok(g.conjugateBy(group.conjugatingElement(g, h) as Permutation).equals(h), name);
    const isConjugateToSquare = (whole: PermutationGroup) => whole.conjugatingElement(g, g.times(g)) !== undefined;
    assert.is(isConjugateToSquare(group), general(isConjugateToSquare), name);
    assert.is(
      group.derivedSubgroup().order,
      general((whole) => whole.derivedSubgroup().order),
      name,
    );
    assert.is(
      group.center().order,
      general((whole) => whole.center().order),
      name,
    );
  }
});

test('groups that are no giants are not taken for giants', () => {
  for (const text of [
    'PSL(2,67)',
    'AGL(1,67)',
    'cyclic(2) wr symmetric(35)',
    'symmetric(35) wr cyclic(2)',
    'HS',
    'Co3',
  ]) {
    const group = parseGroup(text);
    assert.is.not(findStructure(group, new WorkMeter('test'))?.kind, 'giant', text);
  }
  if (!specialCasesAreOn) return; // a chain of a thousand levels
  assert.is(catalogue.alternating(1000).order * 2n, catalogue.symmetric(1000).order);
});

test('large degrees take no table of the degree squared', () => {
  if (specialCasesAreOn) assert.is(parseGroup('symmetric(200) on pairs').order, catalogue.symmetric(200).order);
  assert.is(catalogue.cyclic(20_000).order, 20_000n);
  assert.is(catalogue.dihedral(10_000).order, 20_000n);
  assert.is(parseGroup('AGL(2,31)').order, 961n * 960n * 930n);
  const grid = wreathProduct(catalogue.cyclic(60), catalogue.cyclic(2), { action: 'product' });
  assert.is(grid.order, 7200n);
  const member = catalogue.cyclic(20_000).generators[0].power(12_345);
  assert.ok(catalogue.cyclic(20_000).factor(member).evaluate(catalogue.cyclic(20_000).generators).equals(member));
});

test('suborbits of large actions of small rank', () => {
  if (!specialCasesAreOn) return; // a base of a hundred points
  // Johnson graph J(n, 2): subdegrees 1, 2(n − 2), C(n − 2, 2); two pairs that meet have n − 2 common neighbors.
  const n = 150;
  const pairs = suborbits(parseGroup(`symmetric(${n}) on pairs`));
  assert.equal(pairs.subdegrees, [1, 2 * (n - 2), ((n - 2) * (n - 3)) / 2]);
  assert.is(pairs.intersectionNumber(1, 1, 1), n - 2);
  // Hamming graph H(2, q): subdegrees 1, 2(q − 1), (q − 1)²; neighbors have q − 2 common neighbors.
  const grid = suborbits(wreathProduct(catalogue.symmetric(60), catalogue.symmetric(2), { action: 'product' }));
  assert.equal(grid.subdegrees, [1, 2 * 59, 59 * 59]);
  assert.is(grid.intersectionNumber(1, 1, 1), 58);
});

test('a table of all pairs is refused before it is made', () => {
  const far = [Permutation.identity(40_000)];
  try {
    orbitals(far, far).rank;
    assert.unreachable();
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    assert.is(error.code, 'OUT_OF_MEMORY');
  }
});

test.run();
