/** Cosets and double cosets: against listing, contingency tables, and numbers of other systems. */
import {
  BudgetExceededError,
  catalogue,
  cosetRepresentative,
  directProduct,
  doubleCosets,
  IsotypicError,
  leftTransversal,
  type Permutation,
  type PermutationGroup,
  parseGroup,
  randomSource,
  rightTransversal,
  subgroupClasses,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const young = (...parts: readonly number[]): PermutationGroup =>
  directProduct(...parts.map((n) => catalogue.symmetric(n)));
/** Matrices of natural numbers with the given sums of rows and columns. */
const tables = ([row, ...rows]: readonly number[], columns: readonly number[]): number => {
  if (row === undefined) return 1;
  const fill = (j: number, left: number, rest: readonly number[]): number => {
    if (j === columns.length) return left === 0 ? tables(rows, rest) : 0;
    let sum = 0;
    for (let a = 0; a <= Math.min(left, columns[j]); a++) sum += fill(j + 1, left - a, [...rest, columns[j] - a]);
    return sum;
  };
  return fill(0, row, []);
};

test('double cosets are those of listing, each once, with their sizes and least representatives', () => {
  for (const text of ['symmetric(4)', 'AGL(1,8)', 'symmetric(3) wr cyclic(2)', 'alternating(5)']) {
    const G = parseGroup(text);
    const elements = [...G.elements()];
    const classes = subgroupClasses(G);
    for (let k = 1; k < classes.length; k += 3) {
      const [H, K] = [classes[k].representative, classes[(5 * k + 2) % classes.length].representative];
      const of = (x: Permutation): string =>
        [...H.elements()]
          .flatMap((h) => [...K.elements()].map((y) => `${h.times(x).times(y)}`))
          .reduce((a, b) => (a < b ? a : b));
      const sizes = new Map<string, bigint>();
      for (const x of elements) sizes.set(of(x), (sizes.get(of(x)) ?? 0n) + 1n);
      const found = doubleCosets(G, H, K);
      assert.equal(
        new Map(found.map((c): [string, bigint] => [of(c.representative), c.size]).sort()),
        new Map([...sizes].sort()),
        text,
      );
    }
  }
});

test('double cosets of Young subgroups of S16 are contingency tables: 121 for (7, 5, 4) and (8, 6, 2)', () => {
  const S = catalogue.symmetric(16);
  assert.is(doubleCosets(S, young(7, 5, 4), young(8, 6, 2)).length, 121);
  for (const [a, b] of [
    [
      [8, 8],
      [8, 8],
    ],
    [
      [6, 5, 5],
      [8, 4, 4],
    ],
    [
      [4, 4, 4, 4],
      [10, 6],
    ],
  ]) {
    assert.is(doubleCosets(S, young(...a), young(...b)).length, tables(a, b));
  }
});

test('wreath products in S16: 43 pairs of partitions into four fours, 22 of perfect matchings', () => {
  const S = catalogue.symmetric(16);
  const fours = parseGroup('symmetric(4) wr symmetric(4)');
  assert.is(S.order / fours.order, 2627625n);
  // 4×4 matrices of sums 4 up to exchange of rows and of columns; partitions of 8
  assert.is(doubleCosets(S, fours, fours).length, 43);
  const pairs = parseGroup('symmetric(2) wr symmetric(8)');
  assert.is(doubleCosets(S, pairs, pairs).length, 22);
});

test('transversals hold each coset once, and representatives tell cosets apart', () => {
  const random = randomSource(4);
  for (const text of ['symmetric(4)', 'dihedral(6)', 'AGL(1,8)', 'alternating(5)']) {
    const G = parseGroup(text);
    for (const { representative: H, order } of subgroupClasses(G).slice(1, -1)) {
      const right = [...rightTransversal(G, H)];
      assert.is(BigInt(right.length) * order, G.order, text);
      right.forEach((x, i) => {
        const y = right[(7 * i + 1) % right.length];
        assert.is(H.contains(x.times(y.inverse())), x === y);
      });
      const left = [...leftTransversal(G, H)];
      const x = G.randomElement(random);
      const representative = cosetRepresentative(G, H, x);
      assert.ok(H.contains(x.inverse().times(representative)));
      assert.is(left.filter((t) => t.equals(representative)).length, 1);
      assert.ok(cosetRepresentative(G, H, x.times(H.randomElement(random))).equals(representative));
    }
  }
});

test('a transversal of more than 2²⁰ cosets is gone through without a table', () => {
  const G = catalogue.symmetric(40);
  const H = young(20, 20);
  assert.ok(G.order / H.order > 2n ** 36n);
  const some: Permutation[] = [];
  for (const x of rightTransversal(G, H)) {
    some.push(x);
    if (some.length === 50) break;
  }
  assert.is(new Set(some.map((x) => `${cosetRepresentative(G, H, x.inverse())}`)).size, 50);
});

test('what is no subgroup is refused, and work is stopped', () => {
  const refused = (work: () => unknown): void =>
    assert.throws(work, (e: unknown) => e instanceof IsotypicError && e.code === 'NOT_IN_GROUP');
  const [A, S] = [catalogue.alternating(5), catalogue.symmetric(5)];
  refused(() => doubleCosets(A, S, A));
  refused(() => doubleCosets(A, A, S));
  refused(() => rightTransversal(A, S));
  refused(() => cosetRepresentative(A, A, S.generators.find((g) => g.sign() === -1) as Permutation));
  assert.throws(
    () => doubleCosets(S, catalogue.cyclic(5), catalogue.cyclic(5), { budget: 3 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.throws(
    () => doubleCosets(catalogue.symmetric(40), young(20, 20), young(20, 20)),
    (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY',
  );
});

test.run();
