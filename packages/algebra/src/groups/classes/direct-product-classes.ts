/**
 * Classes of a group that is the direct product of its actions on two complementary unions of orbits: pairs of classes.
 */
import { identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { restrict } from '../chain/order-bound.js';
import type { PermutationGroup } from '../permutation-group.js';
import { type ClassForm, writeOut } from './class-form.js';
import { classForm } from './conjugacy-classes.js';

/** The classes when some orbit splits off as a direct factor; else undefined. */
export function directProductClasses(group: PermutationGroup, options: WorkOptions): ClassForm | undefined {
  const { structure } = group;
  if (structure?.kind === 'direct product') {
    const [first, ...rest] = structure.factors;
    if (rest.length === 1)
      return pairs(group.degree, [first.points, rest[0].points], [first.group, rest[0].group], options);
    const points = rest.flatMap((factor) => factor.points);
    return pairs(group.degree, [first.points, points], [first.group, actionOn(group, points)], options);
  }
  const orbits = group.orbits().filter((orbit) => orbit.length > 1);
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
): ClassForm {
  const forms = factors.map((factor) => classForm(factor, options));
  return {
    atLeast: forms[0].atLeast * forms[1].atLeast,
    list() {
      const [a, b] = forms.map(writeOut);
      const second = b.sizes.length;
      const part = (p: Permutation, k: number): Permutation =>
        Permutation.fromTrustedImages(restrict([p.images], points[k])[0]);
      return {
        sizes: a.sizes.flatMap((x) => b.sizes.map((y) => x * y)),
        representative(i) {
          const images = identityImages(degree);
          [a.representative(Math.floor(i / second)), b.representative(i % second)].forEach((p, k) => {
            points[k].forEach((x, at) => {
              images[x] = points[k][p.images[at]];
            });
          });
          return Permutation.fromTrustedImages(images);
        },
        indexOf: (p) => a.indexOf(part(p, 0)) * second + b.indexOf(part(p, 1)),
      };
    },
  };
}
