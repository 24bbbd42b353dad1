/** Classes of a group that is the direct product of its actions on two complementary unions of orbits: pairs of classes. */
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { restrict } from '../order-bound.js';
import type { PermutationGroup } from '../permutation-group.js';
import { type UnorderedClasses, unorderedClasses } from './conjugacy-classes.js';

/** The class list when some orbit splits off as a direct factor; else undefined. */
export function directProductClasses(group: PermutationGroup, options: WorkOptions): UnorderedClasses | undefined {
  const orbits = group.orbits();
  if (orbits.length < 2) return undefined;
  for (const orbit of orbits) {
    const rest = orbits.filter((o) => o !== orbit).flat();
    const first = actionOn(group, orbit);
    const second = actionOn(group, rest);
    if (first.order * second.order === group.order) return pairs(group.degree, [orbit, rest], [first, second], options);
  }
  return undefined;
}

function actionOn(group: PermutationGroup, points: readonly number[]): PermutationGroup {
  const images = restrict(
    group.generators.map((g) => g.images),
    points,
  );
  // A group like this one, on fewer points.
  const like = group.constructor as new (
    generators: readonly Permutation[],
    options: { degree: number; seed: number },
  ) => PermutationGroup;
  return new like(images.map(Permutation.fromTrustedImages), { degree: points.length, seed: group.seed });
}

function pairs(
  degree: number,
  points: readonly (readonly number[])[],
  factors: readonly PermutationGroup[],
  options: WorkOptions,
): UnorderedClasses {
  const [a, b] = factors.map((factor) => unorderedClasses(factor, options));
  const representatives: Permutation[] = [];
  const sizes: bigint[] = [];
  for (let i = 0; i < a.sizes.length; i++) {
    for (let j = 0; j < b.sizes.length; j++) {
      const images = new Uint32Array(degree);
      [a.representatives[i], b.representatives[j]].forEach((p, k) => {
        points[k].forEach((x, at) => {
          images[x] = points[k][p.images[at]];
        });
      });
      representatives.push(Permutation.fromTrustedImages(images));
      sizes.push(a.sizes[i] * b.sizes[j]);
    }
  }
  const part = (p: Permutation, k: number): Permutation =>
    Permutation.fromTrustedImages(restrict([p.images], points[k])[0]);
  return {
    representatives,
    sizes,
    indexOf: (p) => a.indexOf(part(p, 0)) * b.sizes.length + b.indexOf(part(p, 1)),
  };
}
