/** Orbitals of regular, transitive and intransitive groups, against joining pairs until nothing changes. */
import { directProduct, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { orbitalLabels } from '../../dist/characters/class-invariant.js';

const groups = ['cyclic(7)', 'dicyclic(3)', 'dihedral(6)', 'AGL(1,8)', 'C2xC2xC3', 'symmetric(4)'].map((name) =>
  parseGroup(name),
);

test('labels of orbitals name the same sets of pairs', () => {
  for (const group of [...groups, directProduct(groups[0], groups[2]), twice(groups[1])]) {
    assert.equal(partition(orbitalLabels(group)), partition(joined(group)));
  }
});

/** The group on two copies of its points. */
function twice(group: PermutationGroup): PermutationGroup {
  const { degree } = group;
  return parseGroup(
    `<${group.generators
      .map((g) => {
        const cycles = g.cycles();
        return [...cycles, ...cycles.map((cycle) => cycle.map((x) => x + degree))]
          .map((c) => `(${c.join(' ')})`)
          .join('');
      })
      .join(', ')}>`,
  );
}

/** Each pair's label replaced by the first pair with it. */
function partition(labels: ArrayLike<number>): number[] {
  const first = new Map<number, number>();
  return Array.from(labels, (label, i) => {
    if (!first.has(label)) first.set(label, i);
    return first.get(label) as number;
  });
}

function joined({ degree, generators }: PermutationGroup): number[] {
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
