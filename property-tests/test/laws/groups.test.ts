/** Wrong groups and wrong actions are caught by the law that speaks about it. */
import { actionOnSubsets, catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { actionLaws, type GroupImplementation, groupLaws } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

const G = catalogue.symmetric(4);

/** S₄ by delegation: an implementation that is no subclass. */
const honest: GroupImplementation = {
  degree: G.degree,
  generators: G.generators,
  order: G.order,
  contains: (p) => G.contains(p),
  factor: (p) => G.factor(p),
  rank: (p) => G.rank(p),
  unrank: (n) => G.unrank(n),
  orbits: () => G.orbits(),
  stabilizer: (x) => G.stabilizer(x),
  conjugacyClasses: () => G.conjugacyClasses(),
  classOf: (p) => G.classOf(p),
};

const first = () => G.conjugacyClasses()[0];
const mutants: readonly (readonly [string, string, Partial<GroupImplementation>])[] = [
  ['odd permutations forgotten', 'gh⁻¹ is in the group', { contains: (p) => p.sign() === 1 }],
  ['half the order', 'the order of an element divides the order of the group', { order: 10n }],
  ['the factor of the inverse', 'a factorization multiplies back', { factor: (p) => G.factor(p.inverse()) }],
  ['ranks off by one', 'unranking undoes ranking', { rank: (p) => (G.rank(p) + 1n) % G.order }],
  [
    'an orbit cut in two',
    'orbits are closed',
    {
      orbits: () => [
        [0, 1],
        [2, 3],
      ],
    },
  ],
  ['a point lost', 'orbits partition the points', { orbits: () => [[0, 1, 2]] }],
  ['the stabilizer of a pair', '|orbit| · |stabilizer| = |G|', { stabilizer: () => G.stabilizer([0, 1]) }],
  [
    'the stabilizer of another point',
    'stabilizers fix their point and lie in the group',
    { stabilizer: (x) => G.stabilizer((x + 1) % 4) },
  ],
  ['a class lost', 'class sizes add up to |G|', { conjugacyClasses: () => G.conjugacyClasses().slice(0, -1) }],
  [
    'classes in another order',
    'the first class is that of 1',
    { conjugacyClasses: () => [...G.conjugacyClasses()].reverse() },
  ],
  [
    'a class of the wrong order',
    'the element order of a class is that of its elements',
    { conjugacyClasses: () => G.conjugacyClasses().map((c) => ({ ...c, elementOrder: 2n })) },
  ],
  [
    'class sizes swapped',
    'fixed points average to the number of orbits',
    {
      conjugacyClasses: () => {
        const [a, b, ...rest] = G.conjugacyClasses();
        return [{ ...a, size: b.size }, { ...b, size: a.size }, ...rest];
      },
    },
  ],
  [
    'classes by number of fixed points',
    'elements of one class have its order',
    { classOf: (p) => (p.toArray().some((x, i) => x === i) ? 1 : 0) },
  ],
  ['classes by the image of a point', 'conjugates are in one class', { classOf: (p) => p.image(0) }],
];
for (const [title, law, change] of mutants) {
  test(`caught: ${title}`, () => caughtBy(law, groupLaws({ ...honest, ...change }, { seed: 1, runs: 40 })));
}

test('the group itself, as a class and by delegation, breaks no law', async () => {
  assert.equal(await brokenLaws(groupLaws(G)), []);
  assert.equal(await brokenLaws(groupLaws(honest)), []);
  assert.ok(first().representative.isIdentity());
});

test('two orbits in one are caught', () => {
  const intransitive = new PermutationGroup([[1, 0, 3, 2]]);
  const { degree, generators, order } = intransitive;
  const merged = {
    degree,
    generators,
    order,
    contains: (p: Permutation) => intransitive.contains(p),
    orbits: () => [[0, 1, 2, 3]],
  };
  return caughtBy('orbits are connected', groupLaws(merged));
});

const onPairs = actionOnSubsets(G, 2).generators;
const actions: readonly (readonly [string, string, readonly Permutation[]])[] = [
  ['one image for all generators', 'what acts is the element, not the word', onPairs.map(() => onPairs[0])],
  ['generators in another order', 'what acts is the element, not the word', [...onPairs].reverse()],
  [
    'one generator off by a transposition',
    'relators act as 1',
    onPairs.map((p, k) => (k === 0 ? p.times(Permutation.fromCycles('(0 1)', 6)) : p)),
  ],
];
for (const [title, law, images] of actions) {
  test(`caught: an action with ${title}`, () => caughtBy(law, actionLaws(G, images, { seed: 1, runs: 60 })));
}

const byFunction: readonly (readonly [string, string, (g: Permutation, x: number) => number])[] = [
  ['the right action', '(gh)x = g(hx)', (g, x) => g.inverse().image(x)],
  ['a shift afterwards', '1x = x', (g, x) => (g.image(x) + 1) % 4],
  ['odd elements acting trivially', 'g⁻¹(gx) = x', (g, x) => (g.sign() === 1 ? g.image(x) : Math.max(x, 1))],
  ['points that are none', 'gx is a point', (g, x) => g.image(x) + 1],
];
for (const [title, law, image] of byFunction) {
  test(`caught: an action with ${title}`, () =>
    caughtBy(law, actionLaws(G, { degree: 4, image }, { seed: 1, runs: 60 })));
}

test('right actions break no law', async () => {
  assert.equal(await brokenLaws(actionLaws(G, onPairs)), []);
  assert.equal(await brokenLaws(actionLaws(G, { degree: 4, image: (g, x) => g.image(x) })), []);
});

test.run();
