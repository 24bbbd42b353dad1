import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wordsOf } from '../../../dist/groups/chain/short-words.js';

const permutation = (degree: number) =>
  fc
    .shuffledSubarray(
      Array.from({ length: degree }, (_, i) => i),
      { minLength: degree },
    )
    .map(Permutation.fromImages);

const groups = fc
  .integer({ min: 1, max: 7 })
  .chain((degree) => fc.array(permutation(degree), { minLength: 1, maxLength: 3 }))
  .map((generators) => new PermutationGroup(generators));

/** The letters that the farthest element needs: breadth first over all elements. */
function diameter(G: PermutationGroup): number {
  const steps = G.generators.flatMap((g) => [g, g.inverse()]);
  const met = new Set([`${Permutation.identity(G.degree)}`]);
  let sphere = [Permutation.identity(G.degree)];
  for (let radius = 0; ; radius++) {
    const next: Permutation[] = [];
    for (const g of sphere) {
      for (const s of steps) {
        const product = s.times(g);
        if (met.has(`${product}`)) continue;
        met.add(`${product}`);
        next.push(product);
      }
    }
    if (next.length === 0) return radius;
    sphere = next;
  }
}

/** What each transversal word must do, and the length of the longest. */
function longestTransversalWord(G: PermutationGroup): bigint {
  const words = wordsOf(G.chain, G.generators);
  let longest = 0n;
  G.chain.levels.forEach(({ basePoint, orbit }, l) => {
    for (const x of orbit) {
      const word = words.transversalWord(l, x);
      const u = word.evaluate(G.generators);
      assert.is(u.image(basePoint), x);
      for (const earlier of G.chain.base.slice(0, l)) assert.is(u.image(earlier), earlier);
      if (word.length > longest) longest = word.length;
    }
  });
  return longest;
}

test('transversal words carry base points, and in small groups stay within the diameter', () => {
  fc.assert(
    fc.property(groups, (G) => {
      const longest = longestTransversalWord(G);
      if (G.order <= 500n) assert.ok(longest <= diameter(G), `${longest} letters`);
    }),
  );
});

test('words of elements have their values, and words of others are not given', () => {
  fc.assert(
    fc.property(groups, fc.gen(), (G, g) => {
      const words = wordsOf(G.chain, G.generators);
      const p = g(permutation, G.degree);
      const word = words.wordOf(p.images);
      assert.is(word !== undefined, G.contains(p));
      if (word !== undefined) assert.ok(word.evaluate(G.generators).equals(p));
    }),
  );
});

test('in groups too large to be tried whole the words are far shorter than those of the chain', () => {
  for (const G of [catalogue.symmetric(10), catalogue.mathieu(12), catalogue.symmetric(20), catalogue.mathieu(24)]) {
    longestTransversalWord(G);
    for (let k = 0; k < 10; k++) {
      const p = G.randomElement();
      const word = G.factor(p);
      assert.ok(word.evaluate(G.generators).equals(p));
      assert.ok(100n * word.length < (G.chain.wordOf(p.images)?.length ?? 0n));
    }
  }
});

test('a chain too large for it keeps its own words', () => {
  const G = catalogue.symmetric(60);
  const p = G.randomElement();
  assert.is(wordsOf(G.chain, G.generators), G.chain);
  assert.ok(G.factor(p).evaluate(G.generators).equals(p));
});

test.run();
