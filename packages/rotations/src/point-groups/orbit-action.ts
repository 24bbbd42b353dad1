/** Matrix groups as permutations of the orbit of a vector. */
import { Cyclotomic, type Matrix, Permutation, PermutationGroup } from '@isotypic/algebra';

/** The action on an orbit, and where a matrix takes its first point; undefined outside the orbit. */
export interface OrbitAction {
  readonly group: PermutationGroup;
  readonly pointOf: (matrix: Matrix<Cyclotomic>) => number | undefined;
}

/** The group that the matrices generate on the orbit of `start`, numbered breadth first. O(orbit · generators). */
export function actionOnOrbit(generators: readonly Matrix<Cyclotomic>[], start: readonly Cyclotomic[]): OrbitAction {
  const points = [start];
  const indexOf = new Map([[start.join(), 0]]);
  const images: number[][] = generators.map(() => []);
  for (let i = 0; i < points.length; i++) {
    generators.forEach((g, k) => {
      const image = applied(g, points[i]);
      const key = image.join();
      let index = indexOf.get(key);
      if (index === undefined) {
        index = points.length;
        indexOf.set(key, index);
        points.push(image);
      }
      images[k][i] = index;
    });
  }
  const permutations = images.map((p) => Permutation.fromImages(p));
  return {
    group: new PermutationGroup(permutations, { degree: points.length }),
    pointOf: (matrix) => indexOf.get(applied(matrix, start).join()),
  };
}

function applied(matrix: Matrix<Cyclotomic>, v: readonly Cyclotomic[]): Cyclotomic[] {
  return v.map((_, i) => v.reduce((sum, x, j) => sum.plus(matrix.at(i, j).times(x)), Cyclotomic.zero));
}
