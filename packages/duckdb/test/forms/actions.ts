/** Actions of dimension up to 16: permutations, and the same in rotated bases, of all three types. */
import { catalogue, type PermutationGroup } from '@isotypic/algebra';
import {
  directSum,
  numericRepresentation,
  PermutationRepresentation,
  permutationRepresentation,
  type Representation,
  regularRepresentation,
} from '@isotypic/reps';

export interface TestAction {
  readonly x: Representation;
  /** Another action of the same group. */
  readonly y: Representation;
  readonly isPermutation: boolean;
}

const small: readonly (readonly [PermutationGroup, PermutationRepresentation, PermutationRepresentation])[] = [
  catalogue.dihedral(4),
  catalogue.cyclic(5),
  catalogue.symmetric(3),
  catalogue.cyclic(2),
].map((G) => [G, permutationRepresentation(G), regularRepresentation(G)] as const);

const Q8 = catalogue.quaternion();

const permutations: readonly Omit<TestAction, 'isPermutation'>[] = [
  ...small.map(([, x, y]) => ({ x, y })),
  ...small.slice(1).map(([, x, y]) => ({ x: directSum(x, y), y: x })),
  { x: regularRepresentation(Q8), y: directSum(regularRepresentation(Q8), regularRepresentation(Q8)) },
];

/** ρ′(g) = H ρ(g) H, H the reflection along a vector that no symmetry knows. */
function rotated(rep: Representation): Representation {
  if (!(rep instanceof PermutationRepresentation)) throw new Error('permutations are rotated');
  const D = rep.dimension;
  const v = Float64Array.from({ length: D }, (_, i) => Math.sin(3 * i * i + 1));
  const square = v.reduce((sum, a) => sum + a * a, 0);
  const H = (i: number, j: number) => (i === j ? 1 : 0) - (2 * v[i] * v[j]) / square;
  const matrices = rep.images.map(({ images }) =>
    Array.from({ length: D }, (_, i) =>
      Array.from({ length: D }, (_, j) => {
        let sum = 0;
        for (let b = 0; b < D; b++) sum += H(i, images[b]) * H(b, j);
        return sum;
      }),
    ),
  );
  return numericRepresentation(rep.group, matrices);
}

export const actions: readonly TestAction[] = permutations.flatMap(({ x, y }) => [
  { x, y, isPermutation: true },
  { x: rotated(x), y: rotated(y), isPermutation: false },
]);
