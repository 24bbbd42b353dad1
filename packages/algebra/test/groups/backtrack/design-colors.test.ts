/** Colors from the designs of two multiply transitive groups, and intersections that rest on them. */
import { catalogue, Permutation, PermutationGroup, parseGroup, randomSource, stabilizerOf } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { designColors } from '../../../dist/groups/backtrack/design-colors.js';
import { WorkMeter } from '../../../dist/work.js';

const conjugate = (group: PermutationGroup, by: Permutation): PermutationGroup =>
  new PermutationGroup(group.generators.map((g) => g.conjugateBy(by)));

test('what lies in both groups keeps the colors, by listing', () => {
  const random = randomSource(7);
  let colored = 0;
  for (const text of ['AGL(3,2)', 'PGL(2,7)', 'mathieu(11)', 'PSL(3,3)', 'PGL(2,9)']) {
    const G = parseGroup(text);
    const S = catalogue.symmetric(G.degree);
    for (let k = 0; k < 6; k++) {
      const by = k === 0 ? Permutation.fromCycles('(0 1)', G.degree) : S.randomElement(random);
      const H = conjugate(G, by);
      const colors = designColors(G, H, new WorkMeter('test'), 1);
      if (colors === undefined) continue;
      colored++;
      const common = [...G.elements()].filter((g) => H.contains(g));
      assert.ok(common.every((g) => colors.every((color, x) => colors[g.image(x)] === color)));
      assert.is(G.intersection(H).order, BigInt(common.length), text);
    }
  }
  assert.ok(colored > 10, `${colored}`);
});

test('M24 and AGL(5,2) meet conjugates of theirs in what keeps the octads or planes of the conjugate', () => {
  for (const [text, block, count] of [
    ['mathieu(24)', [0, 1, 2, 3, 4], 759],
    ['AGL(5,2)', [0, 1, 2], 1240],
  ] as const) {
    const G = parseGroup(text);
    const others = G.stabilizer(block).orbits();
    const shortest = others.filter(([x]) => !block.includes(x as 0)).sort((a, b) => a.length - b.length)[0];
    const first = [...block, ...shortest];
    const blocks = new Map([[`${first}`, first]]);
    for (const known of blocks.values()) {
      for (const g of G.generators) {
        const image = known.map((x) => g.image(x)).sort((a, b) => a - b);
        blocks.set(`${image}`, image);
      }
    }
    assert.is(blocks.size, count);
    for (const cycles of ['(0 1)', '(0 1)(2 3)']) {
      const by = Permutation.fromCycles(cycles, G.degree);
      const moved = [...blocks.values()].map((points) => points.map((x) => by.image(x)));
      const common = G.intersection(conjugate(G, by));
      assert.is(common.order, stabilizerOf(G, moved, 'sets').order, `${text} ${by}`);
    }
  }
});

test('M24 and AGL(6,2) meet conjugates by random elements in the trivial group, within the budget', () => {
  // without colors 5·10⁶ nodes are not enough for M24
  for (const text of ['mathieu(24)', 'AGL(6,2)']) {
    const G = parseGroup(text);
    const by = catalogue.symmetric(G.degree).randomElement(randomSource(1));
    assert.is(G.prepare().intersection(conjugate(G, by).prepare(), { budget: 1000 }).order, 1n);
  }
});

test.run();
