/** Backtrack searches in groups that nobody lists, against formulas, and what they do when their budget ends. */
import {
  AbortedError,
  BudgetExceededError,
  elementCarryingSet,
  Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogueVectors, groupOf } from '../support.js';

const vector = (id: string) => {
  const found = catalogueVectors.find((v) => v.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));
/** One cycle of each length, in a row. */
const cyclesOf = (lengths: readonly number[]): Permutation => {
  let offset = 0;
  const images = lengths.flatMap((n) => {
    const cycle = Array.from({ length: n }, (_, i) => offset + ((i + 1) % n));
    offset += n;
    return cycle;
  });
  return Permutation.fromImages(images);
};

test('Sym(100): the centralizer has order ∏ dᵐ·m!, the normalizer of the cyclic group φ(order) times that', () => {
  const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23];
  const g = cyclesOf(primes);
  const product = primes.reduce((a, p) => a * BigInt(p), 1n);
  const group = parseGroup('symmetric(100)');
  assert.is(g.order(), product);
  assert.is(group.centralizer(g).order, product);
  assert.is(
    group.normalizerOfCyclic(g).order,
    primes.reduce((a, p) => a * BigInt(p - 1), product),
  );
  const pairs = cyclesOf([3, 3, 3, 3, 2, 2, 2, ...Array(82).fill(1)]);
  assert.is(group.centralizer(pairs).order, 81n * factorial(4) * 8n * factorial(3) * factorial(82));
});

test('searches in a linked subdirect product: what is built to be found is found', () => {
  const { gens, degree } = vector('subdirect_S5^20');
  const group = new PermutationGroup(gens, { degree });
  const random = randomSource(3);
  const [g, x] = [group.randomElement(random), group.randomElement(random)];
  const h = g.conjugateBy(x);
  const found = group.conjugatingElement(g, h) as Permutation;
  assert.ok(group.contains(found) && g.conjugateBy(found).equals(h));
  const set = Array.from({ length: 40 }, (_, i) => (i * 7) % degree);
  const image = set.map((y) => x.image(y));
  const carrier = elementCarryingSet(group, set, image) as Permutation;
  assert.ok(group.contains(carrier));
  assert.equal(new Set(set.map((y) => carrier.image(y))), new Set(image));
  // ⟨g⟩ is normalized by g and centralized by the centralizer; the index of the two divides φ of the order.
  assert.is(group.normalizerOfCyclic(g).order % group.centralizer(g).order, 0n);
});

test('intersection of two subdirect products that contain Alt(5)²⁰: their vectors of signs are intersected', () => {
  const g = groupOf(vector('subdirect_S5^20'));
  const blocks = [...Array(20).keys()];
  /** Bit b is set where the permutation is odd on block b. */
  const signsOf = (p: Permutation): number =>
    blocks.reduce((bits, b) => {
      const block = Permutation.fromImages([0, 1, 2, 3, 4].map((x) => p.image(5 * b + x) - 5 * b));
      return block.sign() === 1 ? bits : bits | (1 << b);
    }, 0);
  const withSigns = (bits: number): Permutation =>
    Permutation.fromImages(
      blocks.flatMap((b) => [0, 1, 2, 3, 4].map((x) => 5 * b + (x < 2 && (bits >> b) & 1 ? 1 - x : x))),
    );
  const span = (vectors: readonly number[]): number[] =>
    vectors.reduce((sums, v) => (sums.includes(v) ? sums : sums.concat(sums.map((s) => s ^ v))), [0]);
  const inG = g.generators.map(signsOf);
  const inH = [inG[0] ^ inG[1], 0b1, 0b110];
  const h = new PermutationGroup([...g.derivedSubgroup().generators, ...inH.map(withSigns)]);
  assert.is(h.order, 60n ** 20n * BigInt(span(inH).length));
  const common = g.intersection(h);
  assert.is(common.order, 60n ** 20n * BigInt(span(inG).filter((s) => span(inH).includes(s)).length));
  assert.ok(common.generators.every((x) => g.contains(x) && h.contains(x)));
});

// GAP 4.12: Size(Intersection(G, G^s)) on the generators of the catalogue, with s as written there.
for (const [id, s, order] of [
  ['M24', (x: number) => (x < 4 ? x ^ 1 : x), 7680n],
  ['AGL(6,2)', (x: number) => (x < 4 ? x ^ 1 : x), 41287680n],
  ['S10wrS10', (x: number) => (7 * x) % 100, 10737418240n],
  ['HS', (x: number) => (x < 4 ? x ^ 1 : x), 24n],
  ['PSL(2,101)', (x: number) => (x < 4 ? x ^ 1 : x), 2n],
] as const) {
  test(`${id} meets a conjugate of it in the symmetric group in a subgroup of order ${order}`, () => {
    const g = groupOf(vector(id));
    const by = Permutation.fromImages(Array.from({ length: g.degree }, (_, x) => s(x)));
    const h = new PermutationGroup(g.generators.map((x) => x.conjugateBy(by)));
    const common = g.intersection(h);
    assert.is(common.order, order);
    assert.ok(common.generators.every((x) => g.contains(x) && h.contains(x)));
  });
}

test('base points of both copies alternate: PSL(2,101) meets conjugates within 30,000 nodes, not a million', () => {
  const group = parseGroup('PSL(2,101)').prepare();
  const [all, random] = [parseGroup('symmetric(102)'), randomSource(1)];
  for (let k = 0; k < 5; k++) {
    const by = all.randomElement(random);
    const other = new PermutationGroup(group.generators.map((x) => x.conjugateBy(by))).prepare();
    assert.is(group.intersection(other, { budget: 30_000 }).order, 1n);
  }
});

test('involutions of affine groups: order of the centralizer times size of the class is the order of the group', () => {
  // Translations by nonzero vectors are conjugate. A transvection T (there are (2ⁿ − 1)(2ⁿ⁻¹ − 1) of them) is conjugate
  // to x ↦ Tx + b exactly when b lies in the image of T − 1, which has two elements.
  const n = 7;
  const group = parseGroup(`AGL(${n},2)`);
  const size = 2 ** n;
  const translation = Permutation.fromImages(Array.from({ length: size }, (_, x) => x ^ 1));
  assert.ok(group.contains(translation));
  assert.is(group.centralizer(translation).order * BigInt(size - 1), group.order);
  const transvection = Permutation.fromImages(Array.from({ length: size }, (_, x) => (x & 1 ? x ^ 2 : x)));
  assert.ok(group.contains(transvection));
  const transvections = BigInt(size - 1) * BigInt(size / 2 - 1);
  assert.is(group.centralizer(transvection).order * transvections * 2n, group.order);
});

test('answers are the same for the same seed, and as large for another', () => {
  const { gens, degree, setStabiliserTests } = vector('megaminx');
  const { set, order } = setStabiliserTests[0];
  const run = (seed: number) => new PermutationGroup(gens, { degree, seed }).setwiseStabilizer(set);
  assert.equal(run(1).generators.map(String), run(1).generators.map(String));
  for (const seed of [1, 2, 3]) assert.is(run(seed).order, BigInt(order));
});

test('a budget that ends says which subgroup is known', () => {
  const group = groupOf(vector('subdirect_S5^20')).prepare();
  const set = vector('subdirect_S5^20').setStabiliserTests[1].set;
  const inside = new Set(set);
  let known: PermutationGroup | undefined;
  try {
    group.setwiseStabilizer(set, { budget: 60 });
  } catch (error) {
    assert.instance(error, BudgetExceededError);
    known = (error as BudgetExceededError).details.known as PermutationGroup;
  }
  assert.instance(known, PermutationGroup);
  assert.ok(known?.generators.every((g) => group.contains(g) && set.every((x) => inside.has(g.image(x)))));
  assert.ok((known as PermutationGroup).order > 1n);
  assert.ok(group.setwiseStabilizer(set).order > (known as PermutationGroup).order);
  const g = group.randomElement(randomSource(1));
  assert.throws(
    () => group.centralizer(g, { budget: 3 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.throws(
    () => group.normalizerOfCyclic(g, { budget: 3 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
});

test('an abort signal ends a search', () => {
  const group = groupOf(vector('rubik3'));
  const signal = AbortSignal.abort();
  assert.throws(
    () => group.setwiseStabilizer([0, 1, 2], { signal }),
    (e: unknown) => e instanceof AbortedError,
  );
});

test.run();
