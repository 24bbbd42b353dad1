/** The fine invariant of classes: the same for conjugates, and no coarser than the orbitals that an element meets. */
import { parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fineInvariant } from '../../../dist/groups/classes/fine-invariant.js';
import { WorkMeter } from '../../../dist/work.js';

const names = ['PSL(2,11)', 'AGL(1,13)', 'symmetric(5) on pairs', 'SL(2,5)', 'C6xS4', 'mathieu(11)', 'cyclic(2) wr S4'];

for (const name of names) {
  test(`${name}: the fine invariant`, () => {
    const group = parseGroup(name);
    const { degree } = group;
    const key = fineInvariant(group, new WorkMeter('test'));
    const random = randomSource(5);
    const labels = orbitalsByClosure(degree, group.generators);
    const meets = (images: Uint32Array): string =>
      Array.from(images, (y, x) => labels[x * degree + y])
        .sort((a, b) => a - b)
        .join();
    const seen = new Map<string, string>();
    for (let k = 0; k < 60; k++) {
      const p = group.randomElement(random);
      const found = key(p);
      assert.is(key(p.conjugateBy(group.randomElement(random))), found);
      assert.is(seen.get(found) ?? meets(p.images), meets(p.images));
      seen.set(found, meets(p.images));
    }
    assert.ok(seen.size > 1);
  });
}

/** The orbit of (x, y) by its least member, by joining pairs until nothing changes. */
function orbitalsByClosure(degree: number, generators: readonly { readonly images: Uint32Array }[]): number[] {
  const labels = Array.from({ length: degree * degree }, (_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { images } of generators) {
      for (let i = 0; i < labels.length; i++) {
        const j = images[Math.floor(i / degree)] * degree + images[i % degree];
        const least = Math.min(labels[i], labels[j]);
        if (labels[i] === least && labels[j] === least) continue;
        labels[i] = least;
        labels[j] = least;
        changed = true;
      }
    }
  }
  return labels;
}

test.run();
