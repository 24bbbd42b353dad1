import { IsotypicError, PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { coloredPartitions, countPartitions, partitions } from '../../../dist/groups/classes/partitions.js';
import { withoutSpecialCases } from '../support.js';

/** Closed forms of every kind, each small enough for its twin to list elements or to search. */
const texts = [
  'cyclic(12)',
  'cyclic(6) x cyclic(10)',
  'cyclic(360)',
  'dihedral(3)',
  'dihedral(4)',
  'dihedral(9)',
  'dihedral(10)',
  '<(0 1)(2 4), (1 2)(3 4)>',
  'dihedral(6) on regular',
  'quaternion',
  'symmetric(7)',
  'alternating(8)',
  'symmetric(8) on pairs',
  'alternating(9) on subsets(3)',
  'wreath(symmetric(8), cyclic(2), product)',
  'symmetric(4) x dihedral(5) x alternating(5)',
  'symmetric(3) wr symmetric(4)',
  'cyclic(2) wr cyclic(2) wr symmetric(3)',
  'cyclic(4) wr symmetric(3)',
  'symmetric(3) wr cyclic(5)',
  'cyclic(2) wr cyclic(12)',
  'cyclic(3) wr dihedral(5)',
  'alternating(4) wr cyclic(3)',
];

test('closed forms have the sizes, element orders and identification that listing and searching give', () => {
  for (const text of texts) {
    const group = parseGroup(text);
    const classes = group.conjugacyClasses();
    const twin = new PermutationGroup([...group.generators], { degree: group.degree });
    const listed = withoutSpecialCases(() => twin.conjugacyClasses());
    const facts = (list: typeof classes) => list.map((c) => `${c.elementOrder}:${c.size}`).join(' ');
    assert.is(facts(classes), facts(listed), text);
    classes.forEach(({ representative, elementOrder }, i) => {
      assert.is(representative.order(), elementOrder, text);
      assert.is(group.classOf(representative), i, text);
    });
    // The two lists name the same classes, one to one.
    const names = listed.map(({ representative }) => group.classOf(representative));
    assert.is(new Set(names).size, classes.length, text);
    const random = randomSource(11);
    for (let i = 0; i < 6; i++) {
      const p = twin.randomElement(random);
      const q = p.conjugateBy(twin.randomElement(random));
      assert.is(group.classOf(p), group.classOf(q), text);
      assert.is(group.classOf(p), names[withoutSpecialCases(() => twin.classOf(p))], text);
    }
  }
});

test('partitions are counted as they are listed', () => {
  for (let n = 0; n <= 20; n++) {
    assert.is(countPartitions(n), BigInt([...partitions(n)].length));
    // Two colors: pairs of partitions.
    let pairs = 0n;
    for (let k = 0; k <= n; k++) pairs += countPartitions(k) * countPartitions(n - k);
    assert.is(coloredPartitions(n, 2n)[n], pairs);
  }
});

test('more classes than can be listed are refused at once, with their number', () => {
  if (process.env.ISOTYPIC_NO_SPECIAL_CASES === '1') return; // closed forms know the number
  // p(100) is in every table of partitions (OEIS A000041); Sym(10) has p(10) = 42 classes.
  const expected: [string, bigint][] = [
    ['symmetric(100)', 190569292n],
    ['symmetric(100) on pairs', 190569292n],
    ['symmetric(10) wr symmetric(10)', coloredPartitions(10, 42n)[10]],
    ['cyclic(1000) x cyclic(1001)', 1001000n],
  ];
  for (const [text, count] of expected) {
    try {
      parseGroup(text).conjugacyClasses();
      assert.unreachable(text);
    } catch (error) {
      if (!(error instanceof IsotypicError)) throw error;
      assert.is(error.code, 'BUDGET_EXCEEDED', text);
      assert.equal(error.details.known, { classes: count }, text);
    }
  }
});

test('long lists of classes make their representatives on demand', () => {
  if (process.env.ISOTYPIC_NO_SPECIAL_CASES === '1') return; // listing takes a table of the whole group
  const cyclic = parseGroup('cyclic(30000)');
  assert.is(cyclic.conjugacyClasses().length, 30_000);
  const dihedral = parseGroup('dihedral(20001)');
  const classes = dihedral.conjugacyClasses();
  assert.is(classes.length, 10_002);
  assert.is(dihedral.classOf(classes[7_000].representative), 7_000);
});

test.run();
