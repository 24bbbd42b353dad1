/** Signs on orbits: their number against all elements, and the derived subgroup whose order they bound. */
import { PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signQuotientOrder } from '../../../dist/groups/subgroups/sign-quotient.js';

const named = [
  'symmetric(5)',
  'alternating(6)',
  'mathieu(11)',
  'dihedral(6)',
  'C2xC2xS4',
  'AGL(1,16)',
  'S3 wr C2',
  '<>',
];
const random = randomSource(3);
const groups = [
  ...named.flatMap((name) => (name === '<>' ? [new PermutationGroup([], { degree: 4 })] : [parseGroup(name)])),
  // intransitive ones: two random permutations of 4, 3 and 2 points side by side
  ...Array.from({ length: 20 }, () => {
    const beside = (): number[] => {
      const images: number[] = [];
      for (const n of [4, 3, 2]) {
        const at = images.length;
        images.push(...Array.from(parseGroup(`symmetric(${n})`).randomElement(random).images, (x) => x + at));
      }
      return images;
    };
    return new PermutationGroup([beside(), beside()]);
  }),
];

test('the number of rows of signs is the order of the quotient', () => {
  for (const group of groups) {
    const signs = new Set<string>();
    for (const { images } of group.elements()) {
      signs.add(
        group
          .orbits()
          .map((orbit) => inversions(orbit.map((x) => images[x])) % 2)
          .join(),
      );
    }
    assert.is(signQuotientOrder(group), BigInt(signs.size));
  }
});

test('G′ is the normal closure of the commutators of generators, found without the bound', () => {
  for (const group of groups) {
    const commutators = group.generators.flatMap((a) =>
      group.generators.map((b) => a.inverse().times(b.inverse()).times(a).times(b)),
    );
    const closure = group.normalClosure(commutators);
    const derived = new PermutationGroup(group.generators, { degree: group.degree }).derivedSubgroup();
    assert.is(derived.order, closure.order);
    assert.ok(derived.generators.every((g) => closure.contains(g)));
    assert.is((group.order / derived.order) % signQuotientOrder(group), 0n);
  }
});

function inversions(images: readonly number[]): number {
  return images.reduce((sum, x, i) => sum + images.slice(i + 1).filter((y) => y < x).length, 0);
}

test.run();
