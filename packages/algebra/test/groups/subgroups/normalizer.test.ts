/** Normalizers, conjugate subgroups and cores: against GAP's orders, listing, and laws. */
import { readFileSync } from 'node:fs';
import {
  BudgetExceededError,
  catalogue,
  core,
  elementConjugatingSubgroup,
  IsotypicError,
  isNormalSubgroup,
  isSubgroup,
  normalizer,
  type Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Row {
  readonly name: string;
  readonly degree: number;
  readonly group: readonly number[][];
  readonly subgroup: readonly number[][];
  readonly conjugate: readonly number[][];
  readonly order: string;
  readonly normalizer: string;
}

const rows: readonly Row[] = readFileSync(
  new URL('../../../../../vectors/groups/normalizers.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test('normalizers have the orders that GAP finds, and conjugates are carried to one another', () => {
  assert.ok(rows.length > 100);
  for (const row of rows) {
    const [G, H, K] = [row.group, row.subgroup, row.conjugate].map(
      (generators) => new PermutationGroup(generators, { degree: row.degree }),
    );
    const N = normalizer(G, H);
    assert.is(`${N.order}`, row.normalizer, row.name);
    assert.ok(isSubgroup(N, G), row.name);
    if (isSubgroup(H, G)) assert.ok(isNormalSubgroup(H, N), row.name);
    assert.ok(isSubgroup(G.centralizer(H), N), row.name);
    const x = elementConjugatingSubgroup(G, H, K);
    assert.ok(x !== undefined && G.contains(x), row.name);
    assert.ok(
      H.generators.every((h) => K.contains(h.conjugateBy(x as Permutation))),
      row.name,
    );
  }
});

test('PrimitiveGroup(119,1) has index 2 in its normalizer', () => {
  const row = rows.find(({ name }) => name.startsWith('PrimitiveGroup(119,1)')) as Row;
  const H = new PermutationGroup(row.subgroup);
  assert.is(normalizer(catalogue.symmetric(119), H).order, 2n * H.order);
});

test('normalizers, conjugacy and cores are what listing all elements says', () => {
  const random = randomSource(5);
  for (const text of ['symmetric(5)', 'symmetric(3) wr cyclic(2)', 'AGL(1,8)', 'dihedral(6)', 'PSL(3,2)']) {
    const G = parseGroup(text);
    const elements = [...G.elements()];
    const some = (k: number): PermutationGroup =>
      new PermutationGroup(
        Array.from({ length: 1 + (k % 2) }, () => G.randomElement(random).power(1 + (k % 3))),
        { degree: G.degree },
      );
    for (let k = 0; k < 10; k++) {
      const [H, K] = [some(k), some(k)];
      const carries = (x: Permutation, A: PermutationGroup, B: PermutationGroup): boolean =>
        A.order === B.order && A.generators.every((a) => B.contains(a.conjugateBy(x)));
      assert.is(normalizer(G, H).order, BigInt(elements.filter((x) => carries(x, H, H)).length), text);
      assert.is(
        elementConjugatingSubgroup(G, H, K) !== undefined,
        elements.some((x) => carries(x, H, K)),
        text,
      );
      const inAll = [...H.elements()].filter((h) => elements.every((x) => H.contains(h.conjugateBy(x))));
      const C = core(G, H);
      assert.is(C.order, BigInt(inAll.length), text);
      assert.ok(isNormalSubgroup(C, G), text);
    }
  }
});

test('groups of the same orders and orbits that are not conjugate are told apart', () => {
  // C₄ and C₂² acting regularly, and two Klein groups of S₄
  const S = catalogue.symmetric(4);
  assert.is(elementConjugatingSubgroup(S, catalogue.cyclic(4), catalogue.kleinFour()), undefined);
  const other = new PermutationGroup([
    [1, 0, 2, 3],
    [0, 1, 3, 2],
  ]);
  assert.is(elementConjugatingSubgroup(S, catalogue.kleinFour(), other), undefined);
});

test('the subgroup need not lie in the group', () => {
  const A = catalogue.alternating(5);
  assert.is(
    normalizer(
      A,
      new PermutationGroup([
        [1, 2, 3, 4, 0],
        [1, 0, 2, 3, 4],
      ]),
    ).order,
    60n,
  );
  assert.is(normalizer(A, new PermutationGroup([[1, 0, 2, 3, 4]])).order, 6n);
});

test('64 equivalent orbits of PSL(2,7): the centralizer in Sym(512) is Sym(64)', () => {
  const orbit = parseGroup('PSL(2,7)').generators.map((g) => g.images);
  const images = orbit.map((g) => Array.from({ length: 512 }, (_, x) => 8 * (x >> 3) + g[x & 7]));
  const H = new PermutationGroup(images);
  const C = catalogue.symmetric(512).centralizer(H);
  let order = 1n;
  for (let k = 2n; k <= 64n; k++) order *= k;
  assert.is(C.order, order);
  assert.ok(C.generators.every((c) => H.generators.every((h) => h.times(c).equals(c.times(h)))));
});

test('centralizers in symmetric groups are those of the search', () => {
  const random = randomSource(9);
  for (let k = 0; k < 20; k++) {
    const n = 4 + (k % 4);
    const S = catalogue.symmetric(n);
    const H = new PermutationGroup([S.randomElement(random).power(2), S.randomElement(random).power(1 + (k % 3))]);
    const C = S.centralizer(H);
    const listed = [...S.elements()].filter((x) => H.generators.every((h) => h.times(x).equals(x.times(h))));
    assert.is(C.order, BigInt(listed.length));
    assert.is(new PermutationGroup(C.generators, { degree: n }).order, C.order);
  }
});

test('wrong groups are refused, and a search that is stopped tells what it found', () => {
  const S = catalogue.symmetric(8);
  assert.throws(
    () => normalizer(S, catalogue.cyclic(5)),
    (e: unknown) => e instanceof IsotypicError && e.code === 'DEGREE_MISMATCH',
  );
  assert.throws(
    () => core(catalogue.alternating(5), catalogue.symmetric(5)),
    (e: unknown) => e instanceof IsotypicError && e.code === 'NOT_IN_GROUP',
  );
  const H = parseGroup('AGL(3,2)').sylowSubgroup(2);
  assert.throws(
    () => normalizer(S, H, { budget: 3 }),
    (e: unknown) =>
      e instanceof BudgetExceededError &&
      (e.details.known as PermutationGroup).generators.every((x) =>
        H.generators.every((h) => H.contains(h.conjugateBy(x))),
      ),
  );
});

test.run();
