import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ColoredPermutation } from '../../../dist/groups/backtrack/colored-permutation.js';
import { conjugateImages } from '../../../dist/permutations/images.js';

/** A permutation of 1 to 40 points, a coloring by few colors, and a relabeling. */
const colored = fc.integer({ min: 1, max: 40 }).chain((n) => {
  const shuffled = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
  return fc.record({
    images: shuffled.map((a) => Uint32Array.from(a)),
    colors: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: n, maxLength: n }).map((a) => Int32Array.from(a)),
    relabeling: shuffled.map((a) => Uint32Array.from(a)),
  });
});

/** For each point the first point that has its name. */
function partition(names: ArrayLike<unknown>): number[] {
  const list = Array.from(names);
  return list.map((name) => list.indexOf(name));
}

/** The colors met from a point on, once around its cycle. */
function around(images: Uint32Array, colors: Int32Array, x: number): string {
  const met = [colors[x]];
  for (let y = images[x]; y !== x; y = images[y]) met.push(colors[y]);
  return met.join();
}

test('one round by cycles tells points apart just as the colors around their cycles do', () => {
  fc.assert(
    fc.property(colored, ({ images, colors }) => {
      const object = new ColoredPermutation(colors, images);
      const recolored = object.hashes.slice();
      if (object.ways > 0) object.recolor(0, recolored);
      assert.equal(partition(recolored), partition([...colors.keys()].map((x) => around(images, colors, x))));
    }),
  );
});

test('a relabeling carries the round along', () => {
  fc.assert(
    fc.property(colored, ({ images, colors, relabeling }) => {
      const moved = new Int32Array(colors.length);
      for (const [x, y] of relabeling.entries()) moved[y] = colors[x];
      const before = colors.slice();
      const sum = ColoredPermutation.ofElement(images).recolor(0, before);
      assert.is(ColoredPermutation.ofElement(conjugateImages(relabeling, images)).recolor(0, moved), sum);
      for (const [x, y] of relabeling.entries()) assert.is(moved[y], before[x]);
    }),
  );
});

test.run();
