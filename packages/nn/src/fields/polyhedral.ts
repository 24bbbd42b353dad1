/** The groups of the cube and of the icosahedron, from exact matrices: the elements, and the group on itself. */
import { Cyclotomic, cyclotomics, Matrix, Permutation, PermutationGroup } from '@isotypic/algebra';

export type Solid = 'octahedral' | 'icosahedral';

function fromTexts(rows: readonly (readonly string[])[]): Matrix<Cyclotomic> {
  return Matrix.fromRows(
    cyclotomics,
    rows.map((row) => row.map(Cyclotomic.parse)),
  );
}

const aboutDiagonal = fromTexts([
  ['0', '0', '1'],
  ['1', '0', '0'],
  ['0', '1', '0'],
]);
const quarterTurn = fromTexts([
  ['0', '-1', '0'],
  ['1', '0', '0'],
  ['0', '0', '1'],
]);
/** By 72° about a vertex of the icosahedron whose twofold axes are x, y, z. */
const fivefold = fromTexts([
  ['1/2', '1/2*E(5)^2+1/2*E(5)^3', '1/2*E(5)+1/2*E(5)^4'],
  ['-1/2*E(5)^2-1/2*E(5)^3', '1/2*E(5)+1/2*E(5)^4', '-1/2'],
  ['1/2*E(5)+1/2*E(5)^4', '1/2', '-1/2*E(5)^2-1/2*E(5)^3'],
]);

/** Generators of the rotations of a solid, and −1 for all its symmetries. */
export function polyhedralGenerators(solid: Solid, inversion: boolean): Matrix<Cyclotomic>[] {
  const rotations = [aboutDiagonal, solid === 'octahedral' ? quarterTurn : fivefold];
  const minusOne = Matrix.identity(cyclotomics, 3).scale(Cyclotomic.fromRational(-1));
  return inversion ? [...rotations, minusOne] : rotations;
}

/** Closes generators under products. Cost: order × generators products of 3×3 matrices. */
export function closedGroup(generators: readonly Matrix<Cyclotomic>[]): {
  readonly group: PermutationGroup;
  /** The element that takes point 0 to point i; point 0 is the identity. */
  readonly points: readonly Matrix<Cyclotomic>[];
} {
  const points = [Matrix.identity(cyclotomics, generators[0].rows)];
  const indexOf = new Map([[points[0].toString(), 0]]);
  const images: number[][] = generators.map(() => []);
  for (let at = 0; at < points.length; at++) {
    generators.forEach((g, s) => {
      const next = g.times(points[at]);
      const key = next.toString();
      let index = indexOf.get(key);
      if (index === undefined) {
        index = points.length;
        indexOf.set(key, index);
        points.push(next);
      }
      images[s][at] = index;
    });
  }
  return { group: new PermutationGroup(images.map((p) => Permutation.fromImages(p))), points };
}
