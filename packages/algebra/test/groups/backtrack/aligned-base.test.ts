/** Searches along the group's own chain, moved to suit an element, beside those along chains adapted to it. */
import { Permutation, PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { alignment, followers } from '../../../dist/groups/backtrack/aligned-base.js';
import { ColoredPermutation } from '../../../dist/groups/backtrack/colored-permutation.js';
import { type SearchableGroup, TransporterSearch } from '../../../dist/groups/backtrack/transporter.js';
import { WorkMeter } from '../../../dist/work.js';

const names = [
  ...['mathieu(11)', 'mathieu(12)', 'mathieu(22)', 'higmansims()', 'AGL(4,2)', 'PSL(3,3)', 'PSL(2,31)', 'PGL(2,49)'],
  ...['symmetric(6) on pairs', 'GL(3,3)', 'symmetric(5) wr cyclic(2)', 'rubik(2)', 'cyclic(3) wr symmetric(3)'],
  ...['PSL(2,7) x symmetric(4)', 'weyl(E6)'],
];

type Searched = PermutationGroup & SearchableGroup;

/** The slow twin: the group without its chain, for which a chain along a base of the element's own is made. */
const withoutChain = (group: Searched): Searched => Object.create(group, { knownChain: { value: undefined } });

test('centralizers and conjugating elements are those of searches along adapted chains', () => {
  const random = randomSource(5);
  let aligned = 0;
  for (const name of names) {
    const group = parseGroup(name) as Searched;
    const outside = parseGroup(`symmetric(${group.degree})`);
    assert.ok(group.chain.order > 1n);
    for (let k = 0; k < 12; k++) {
      const member = group.randomElement(random);
      const powers = [member, member.power(2), member.power(3), outside.randomElement(random)];
      const g = powers[k % 4];
      if (alignment(group.chain, g.images, ColoredPermutation.ofElement(g.images).cycleLengths)) aligned++;
      const work = { meter: new WorkMeter('test') };
      const [fast, slow] = [group, withoutChain(group)].map(
        (among) => new TransporterSearch(among, ColoredPermutation.ofElement(g.images), work, group.contains(g)),
      );
      const { stabilizer } = fast;
      assert.is(stabilizer.order, slow.stabilizer.order, `${name}: centralizer of ${g}`);
      assert.is(new PermutationGroup(stabilizer.generators, { degree: group.degree }).order, stabilizer.order);
      assert.ok(stabilizer.generators.every((x) => x.times(g).equals(g.times(x)) && group.contains(x)));
      assert.ok(stabilizer.contains(stabilizer.randomElement(random)));
      const conjugate = g.conjugateBy(group.randomElement(random));
      for (const h of [conjugate, g.power(5), outside.randomElement(random)]) {
        const target = ColoredPermutation.ofElement(h.images);
        const x = fast.elementTo(target);
        assert.is(x === undefined, slow.elementTo(target) === undefined, `${name}: from ${g} to ${h}`);
        if (x === undefined) continue;
        const by = Permutation.fromImages(x);
        assert.ok(group.contains(by) && g.conjugateBy(by).equals(h));
      }
      assert.ok(fast.elementTo(ColoredPermutation.ofElement(conjugate.images)) !== undefined);
    }
  }
  assert.ok(aligned > 60, `${aligned} of ${12 * names.length} were searched along the group's own chain`);
});

test('base points follow earlier ones along cycles', () => {
  const g = Permutation.fromCycles('(0 1 2 3)(4 5)(6 7 8)', 10);
  const from = (base: number[]) => followers(base, g.images).map((f) => f && [f.from, f.steps]);
  assert.equal(from([2, 0, 4, 9, 3, 5]), [undefined, [0, 2], undefined, undefined, [0, 1], [2, 1]]);
});

test('what moves the chain lies in the group and lets base points follow', () => {
  const group = parseGroup('mathieu(24)');
  const g = group.randomElement(randomSource(1));
  const t = alignment(group.chain, g.images, ColoredPermutation.ofElement(g.images).cycleLengths) as Uint32Array;
  const moved = Permutation.fromTrustedImages(t);
  assert.ok(group.contains(moved));
  const following = followers(group.chain.base, g.conjugateBy(moved.inverse()).images);
  const free = group.chain.levels.filter((_, l) => l > 0 && following[l] === undefined);
  assert.ok(free.reduce((n, { orbit }) => n * orbit.length, 1) <= 30_000);
});

test.run();
