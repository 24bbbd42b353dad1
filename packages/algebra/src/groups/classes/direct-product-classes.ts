/**
 * Classes of a group that is the direct product of its actions on two complementary unions of orbits: pairs of classes.
 */
import { identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { restrict } from '../actions/constituents.js';
import type { Group } from '../group.js';
import { type ClassForm, type ClassFormFinder, type ClassWork, forPart, writeOut } from './class-form.js';

/** The classes when some orbit splits off as a direct factor; else undefined. */
export function directProductClasses(group: Group, work: ClassWork, formOf: ClassFormFinder): ClassForm | undefined {
  const structure = group.structureWithin(work.listing);
  const pairOf = (points: readonly (readonly number[])[], factors: readonly Group[]): ClassForm =>
    pairs(
      group.degree,
      points,
      factors.map((factor) => formOf(factor, forPart(work))),
    );
  if (structure?.kind === 'direct product') {
    const [first, ...rest] = structure.factors;
    if (rest.length === 1) return pairOf([first.points, rest[0].points], [first.group, rest[0].group]);
    const points = rest.flatMap((factor) => factor.points);
    return pairOf([first.points, points], [first.group, actionOn(group, points)]);
  }
  const orbits = group.orbits().filter((orbit) => orbit.length > 1);
  if (orbits.length < 2) return undefined;
  for (const orbit of orbits) {
    const rest = orbits.filter((o) => o !== orbit).flat();
    const first = actionOn(group, orbit);
    const second = actionOn(group, rest);
    const order = first.orderWithin(work.listing) * second.orderWithin(work.listing);
    if (order === group.orderWithin(work.listing)) return pairOf([orbit, rest], [first, second]);
  }
  return undefined;
}

function actionOn(group: Group, points: readonly number[]): Group {
  const images = restrict(
    group.generators.map((g) => g.images),
    points,
  );
  return group.acting(images, points.length);
}

function pairs(degree: number, points: readonly (readonly number[])[], forms: readonly ClassForm[]): ClassForm {
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
