import { automorphismGroupOf, catalogue, IsotypicError, Permutation, parseGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure } from '../groups/support.js';
import { compareAutomorphisms } from './automorphism-vectors.js';

test('every group of order up to 31 has as many automorphisms, and inner ones, as in GAP', () => {
  assert.is(
    compareAutomorphisms((order) => order < 32),
    93,
  );
});

test('what is known of larger groups', () => {
  const known: [string, bigint, bigint][] = [
    ['symmetric(6)', 1440n, 2n],
    ['alternating(5)^2', 28800n, 8n],
    ['PSL(3,4)', 241920n, 12n],
    ['mathieu(11)', 7920n, 1n],
    ['cyclic(2)^8', 5348063769211699200n, 5348063769211699200n], // |GL(8, 2)|
    ['extraspecial(2, 2)', 1152n, 72n],
  ];
  for (const [text, order, outer] of known) {
    const { group, outerOrder } = automorphismGroupOf(parseGroup(text));
    assert.equal([group.order, outerOrder], [order, outer], text);
  }
});

/** All maps of the generators to elements that are automorphisms, each tried: the slow, obvious twin. */
function countByTrying(text: string): number {
  const group = parseGroup(text);
  const elements = closure(group.generators, group.degree);
  const images = group.generators.reduce<Permutation[][]>(
    (lists) => lists.flatMap((list) => elements.map((e) => [...list, e])),
    [[]],
  );
  return images.filter((list) => {
    const map = new Map<string, Permutation>();
    const pending: [Permutation, Permutation][] = [
      [Permutation.identity(group.degree), Permutation.identity(group.degree)],
    ];
    map.set(`${pending[0][0]}`, pending[0][1]);
    for (const [x, y] of pending) {
      for (const [i, g] of group.generators.entries()) {
        const [gx, hy] = [g.times(x), list[i].times(y)];
        const known = map.get(`${gx}`);
        if (known !== undefined && !known.equals(hy)) return false;
        if (known === undefined) {
          map.set(`${gx}`, hy);
          pending.push([gx, hy]);
        }
      }
    }
    return new Set([...map.values()].map(String)).size === elements.length;
  }).length;
}

test('as many as trying all images of the generators finds', () => {
  for (const text of [
    'cyclic(9)',
    'dihedral(6)',
    'quaternion()',
    'alternating(4)',
    'symmetric(4)',
    'cyclic(2) x cyclic(4)',
  ]) {
    assert.is(automorphismGroupOf(parseGroup(text)).group.order, BigInt(countByTrying(text)), text);
  }
});

test('elements of the group are automorphisms: products to products, and onto; the inner ones conjugate', () => {
  const texts = ['quaternion()', 'symmetric(4)', 'alternating(6)', 'cyclic(2)^3', 'heisenberg(3)', 'dihedral(9)'];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.integer({ min: 0, max: 1e6 }), (text, seed) => {
      const source = parseGroup(text);
      const { group, inner, points, automorphism } = automorphismGroupOf(source);
      const p = group.unrank(BigInt(seed) % group.order);
      const map = automorphism(p);
      assert.is(map.image.order, source.order);
      const [x, y] = [source.unrank(BigInt(seed) % source.order), source.randomElement()];
      assert.ok(map.imageOf(x.times(y)).equals(map.imageOf(x).times(map.imageOf(y))));
      points.forEach((g, i) => void assert.ok(map.imageOf(g).equals(points[p.image(i)])));
      source.generators.forEach((by, i) => {
        points.forEach((g, k) => void assert.ok(g.conjugateBy(by).equals(points[inner.generators[i].image(k)])));
      });
    }),
    { numRuns: 25 },
  );
});

test('what is no automorphism, and groups too large, are refused', () => {
  const { automorphism } = automorphismGroupOf(catalogue.quaternion());
  const has = (code: string) => (e: unknown) => e instanceof IsotypicError && e.code === code;
  assert.throws(() => automorphism(Permutation.fromCycles('(0 1)', 6)), has('NOT_IN_GROUP'));
  assert.throws(() => automorphism(Permutation.identity(5)), has('INVALID_ARGUMENT'));
  assert.throws(() => automorphismGroupOf(catalogue.symmetric(12)), has('OUT_OF_MEMORY'));
  assert.throws(() => automorphismGroupOf(catalogue.alternating(6), { budget: 100 }), has('BUDGET_EXCEEDED'));
});

test.run();
