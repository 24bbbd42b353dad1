import {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  catalogue,
  cayleyTable,
  directProduct,
  IsotypicError,
  type Permutation,
  type PermutationGroup,
  regularAction,
  wreathProduct,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The group listed by multiplication with generators: the slow twin of the order. */
function countElements(group: PermutationGroup): bigint {
  const seen = new Set<string>();
  const queue: Permutation[] = group.generators.slice(0, 1).map((g) => g.power(0));
  if (queue.length === 0) return 1n;
  seen.add(queue[0].images.join());
  for (const h of queue) {
    for (const g of group.generators) {
      const next = g.times(h);
      const key = next.images.join();
      if (!seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return BigInt(seen.size);
}

const small = [
  catalogue.cyclic(2),
  catalogue.symmetric(3),
  catalogue.dihedral(4),
  catalogue.kleinFour(),
  catalogue.cyclic(1),
];

test('products have the orders of the theorems, by counting too', () => {
  for (const a of small) {
    for (const b of small) {
      const direct = directProduct(a, b);
      assert.is(direct.order, a.order * b.order);
      assert.is(countElements(direct), a.order * b.order);
      const wreath = a.order ** BigInt(b.degree) * b.order;
      if (wreath > 5000n) continue;
      assert.is(countElements(wreathProduct(a, b)), wreath);
      const product = wreathProduct(a, b, { action: 'product' });
      assert.is(product.degree, a.degree ** b.degree);
      if (a.degree > 1) assert.is(countElements(product), wreath);
    }
  }
});

test('an intransitive top still gives the whole wreath product', () => {
  const top = directProduct(catalogue.cyclic(2), catalogue.cyclic(3));
  assert.is(wreathProduct(catalogue.cyclic(2), top).order, 2n ** 5n * 6n);
});

test('induced actions move points as the points inside them move', () => {
  const group = catalogue.mathieu(11);
  const pairs = actionOnSubsets(group, 2);
  assert.is(pairs.degree, 55);
  assert.is(pairs.order, group.order);
  const list = Array.from({ length: 11 }, (_, i) => i).flatMap((i) =>
    Array.from({ length: 10 - i }, (_, j) => [i, i + 1 + j]),
  );
  group.generators.forEach((g, k) => {
    list.forEach(([i, j], index) => {
      const image = [g.image(i), g.image(j)].sort((x, y) => x - y);
      assert.equal(list[pairs.generators[k].image(index)], image);
    });
  });
  const tuples = actionOnTuples(group, 2);
  assert.is(tuples.degree, 121);
  assert.is(tuples.generators[0].image(3 * 11 + 7), 11 * group.generators[0].image(3) + group.generators[0].image(7));
  assert.is(actionOnArrangements(group, 2).degree, 110);
  assert.ok(actionOnArrangements(group, 2).isTransitive());
});

test('subsets and arrangements are numbered lexicographically, and images are ranked in closed form', () => {
  const n = 7;
  const tuples = (k: number): number[][] =>
    k === 0 ? [[]] : tuples(k - 1).flatMap((t) => Array.from({ length: n }, (_, x) => [...t, x]));
  const group = catalogue.symmetric(n);
  for (const k of [1, 2, 3, 4]) {
    const arrangements = tuples(k).filter((t) => new Set(t).size === k);
    const subsets = arrangements.filter((t) => t.every((x, i) => i === 0 || t[i - 1] < x));
    const [onSubsets, onArrangements] = [actionOnSubsets(group, k), actionOnArrangements(group, k)];
    group.generators.forEach((g, m) => {
      const numberOf = new Map(arrangements.map((t, i) => [t.join(), i]));
      const image = arrangements.map((t) => numberOf.get(t.map((x) => g.image(x)).join()) as number);
      assert.equal(onArrangements.generators[m].toArray(), image);
      const sorted = subsets.map((t) =>
        t
          .map((x) => g.image(x))
          .sort((x, y) => x - y)
          .join(),
      );
      assert.equal(
        sorted.map((key) => subsets.findIndex((t) => t.join() === key)),
        onSubsets.generators[m].toArray(),
      );
    });
  }
  assert.is(actionOnSubsets(catalogue.symmetric(60), 58).degree, 1770);
});

test('the regular action is regular and the Cayley table is the multiplication', () => {
  const group = catalogue.alternating(4);
  const regular = regularAction(group);
  assert.is(regular.degree, 12);
  assert.is(countElements(regular), 12n);
  assert.ok(regular.isTransitive());
  const { elements, table } = cayleyTable(group);
  assert.ok(elements[0].isIdentity());
  for (let i = 0; i < 12; i++) {
    for (let j = 0; j < 12; j++) assert.ok(elements[i].times(elements[j]).equals(elements[table[i][j]]));
  }
});

test('what is too large is refused before any work', () => {
  const big = catalogue.symmetric(100);
  for (const call of [
    () => actionOnSubsets(big, 50),
    () => actionOnTuples(big, 5),
    () => actionOnArrangements(big, 5),
    () => wreathProduct(big, big, { action: 'product' }),
  ]) {
    assert.throws(call, (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY');
  }
  assert.throws(
    () => regularAction(catalogue.symmetric(11)),
    (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY',
  );
  assert.throws(
    () => actionOnSubsets(big, 0),
    (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT',
  );
});

test.run();
