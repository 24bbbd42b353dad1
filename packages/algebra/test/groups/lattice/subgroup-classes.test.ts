/** Classes of subgroups: known numbers, the proof by joins, marks by coset actions. */
import { readFileSync } from 'node:fs';
import {
  cosetAction,
  IsotypicError,
  isNormalSubgroup,
  isSubgroup,
  normalizer,
  PermutationGroup,
  parseGroup,
  type SubgroupClass,
  subgroupClasses,
  subgroupIndex,
  subgroupsOfIndex,
  tableOfMarks,
  verifySubgroupClasses,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the numbers of subgroups, and of their classes, are those of GAP', () => {
  // [group, classes, subgroups], by ConjugacyClassesSubgroups in GAP 4.12
  const known: [string, number, bigint][] = [
    ['cyclic(12)', 6, 6n],
    ['symmetric(4)', 11, 30n],
    ['alternating(5)', 9, 59n],
    ['SL(2,5)', 12, 76n],
    ['symmetric(6)', 56, 1455n],
    ['symmetric(4) wr cyclic(2)', 221, 4586n],
    ['AGL(3,2)', 95, 3299n],
    ['cyclic(2) wr alternating(5)', 245, 7283n],
    ['alternating(5) wr cyclic(2)', 103, 15144n],
    ['mathieu(11)', 39, 8651n],
  ];
  for (const [text, classes, subgroups] of known) {
    const found = subgroupClasses(parseGroup(text));
    assert.is(found.length, classes, text);
    assert.is(
      found.reduce((n, c) => n + c.length, 0n),
      subgroups,
      text,
    );
  }
});

test('representatives have the orders and normalizers that are said', () => {
  for (const text of ['symmetric(5)', 'SL(2,3)', 'dihedral(12)', 'AGL(1,9)']) {
    const G = parseGroup(text);
    const classes = subgroupClasses(G);
    classes.forEach((c, i) => {
      const H = new PermutationGroup(c.representative.generators, { degree: G.degree });
      assert.ok(isSubgroup(H, G), text);
      assert.is(H.order, c.order, text);
      assert.is(normalizer(G, H).order, c.normalizerOrder, text);
      assert.is(c.length * c.normalizerOrder, G.order, text);
      assert.ok(i === 0 || classes[i - 1].order <= c.order, text);
    });
  }
});

test('joins prove the lists complete, also where perfect subgroups lie above solvable ones', () => {
  for (const text of ['symmetric(5)', 'SL(2,5)', 'PSL(2,8)', 'cyclic(2) x alternating(6)', 'AGL(3,2)', 'SL(2,7)']) {
    const G = parseGroup(text);
    const classes = subgroupClasses(G);
    assert.match(verifySubgroupClasses(G, classes).proved[0], `${classes.length} classes`);
  }
});

test('a list that lacks a class, has one twice, or tells a wrong length is refuted', () => {
  const G = parseGroup('alternating(5)');
  const classes = subgroupClasses(G);
  const wrong: (readonly SubgroupClass[])[] = [
    ...classes.map((_, i) => classes.filter((_, j) => i !== j)),
    [...classes, classes[3]],
    classes.map((c, i) => (i === 2 ? { ...c, length: c.length + 1n } : c)),
    classes.map((c, i) => (i === 4 ? { ...c, order: 2n * c.order } : c)),
    classes.map((c, i) => (i === 5 ? { ...c, normalizerOrder: 1n } : c)),
  ];
  for (const list of wrong) {
    assert.throws(
      () => verifySubgroupClasses(G, list),
      (e: unknown) => e instanceof IsotypicError && e.code === 'REFUTED',
    );
  }
});

test('marks are fixed points in coset actions', () => {
  for (const text of ['symmetric(4)', 'alternating(5)', 'dihedral(6)', 'SL(2,3)']) {
    const G = parseGroup(text);
    const { classes, marks } = tableOfMarks(G);
    classes.forEach(({ representative: K }, i) => {
      const action = cosetAction(G, K);
      assert.is(marks[i].length, i + 1);
      classes.slice(0, i + 1).forEach(({ representative: H }, j) => {
        const images = H.generators.map((h) => G.factor(h).evaluate(action.generators));
        const fixed = Array.from({ length: action.degree }, (_, x) => x).filter((x) =>
          images.every((g) => g.image(x) === x),
        );
        assert.is(marks[i][j], fixed.length, `${text} ${i} ${j}`);
      });
      assert.is(BigInt(marks[i][i]) * classes[i].order, classes[i].normalizerOrder);
    });
  }
});

test('subgroups of one index', () => {
  const G = parseGroup('symmetric(5)');
  assert.equal(
    subgroupsOfIndex(G, 6).map((c) => [c.order, c.length]),
    [[20n, 6n]],
  );
  assert.equal(subgroupsOfIndex(G, 7), []);
  assert.equal(subgroupsOfIndex(G, 4), []);
  // the transitive actions of A₅ of degree at most 12
  const A = parseGroup('alternating(5)');
  const indices = Array.from({ length: 12 }, (_, k) => k + 1).filter((k) => subgroupsOfIndex(A, k).length > 0);
  assert.equal(indices, [1, 5, 6, 10, 12]);
});

test('SmallGroup(1872,7): subgroups of the indices 2, 3, 4, 6 and 12 of a report, and of all others, as in GAP', () => {
  const url = new URL('../../../../../vectors/groups/reported-indices.jsonl', import.meta.url);
  const { gens, degree, order, classes } = JSON.parse(readFileSync(url, 'utf8'));
  const G = new PermutationGroup(gens, { degree });
  assert.is(G.order, BigInt(order));
  const expected = new Map<number, number[][]>();
  for (const [index, length, count] of classes) {
    expected.set(index, [...(expected.get(index) ?? []), [length, count]]);
  }
  for (let index = 1; index <= order; index++) {
    if (order % index !== 0) continue;
    const found = new Map<number, number>();
    for (const { representative, length } of subgroupsOfIndex(G, index)) {
      assert.is(subgroupIndex(representative, G), BigInt(index));
      found.set(Number(length), (found.get(Number(length)) ?? 0) + 1);
    }
    assert.equal(
      [...found].sort(([a], [b]) => a - b),
      expected.get(index) ?? [],
      `index ${index}`,
    );
  }
  // G/G′ is cyclic of order 144, but only these five of its subgroups were asked for; they are normal
  for (const index of [2, 3, 4, 6, 12]) {
    const [H, ...others] = subgroupsOfIndex(G, index).map((c) => c.representative);
    assert.equal(others, []);
    assert.ok(isNormalSubgroup(H, G));
  }
});

test('large groups are refused before anything is listed', () => {
  assert.throws(
    () => subgroupClasses(parseGroup('symmetric(9)')),
    (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY',
  );
});

test.run();
