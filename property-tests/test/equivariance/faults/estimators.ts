/** Faults of statistics that other libraries have had, rebuilt from their description. */
import { catalogue } from '@isotypic/algebra';
import { numericRepresentation, permutationRepresentation } from '@isotypic/reps';
import { type Fault, linear, onPlane, planeOf, pseudo, sum } from './fault.js';

const D4 = catalogue.dihedral(4);

/** A basis of the plane, turned by an angle: ρ in it is Qᵀρ(g)Q. */
const ANGLE = 0.4;
const Q = [Math.cos(ANGLE), -Math.sin(ANGLE), Math.sin(ANGLE), Math.cos(ANGLE)];
const turned = numericRepresentation(
  D4,
  planeOf(4).generatorMatrices.map(({ data }) => {
    const at = (i: number, j: number) =>
      sum([0, 1].flatMap((a) => [0, 1].map((b) => Q[a * 2 + i] * data[a * 2 + b] * Q[b * 2 + j])));
    return [
      [at(0, 0), at(0, 1)],
      [at(1, 0), at(1, 1)],
    ];
  }),
);

/** Least squares of y on x, both of two coordinates, by the normal equations. */
function leastSquares(X: readonly number[][], Y: readonly number[][]): number[] {
  const gram = (A: readonly number[][], i: number, B: readonly number[][], j: number) =>
    sum(A.map((a, n) => a[i] * B[n][j]));
  const [a, b, d] = [gram(X, 0, X, 0), gram(X, 0, X, 1), gram(X, 1, X, 1)];
  const det = a * d - b * b;
  return [0, 1].flatMap((i) => {
    const [p, q] = [gram(Y, i, X, 0), gram(Y, i, X, 1)];
    return [(p * d - q * b) / det, (q * a - p * b) / det];
  });
}

/** The mean over D4 of ρ(g) A ρ(g)⁻¹: a multiple of 1. */
const projected = (A: readonly number[]): number[] => [(A[0] + A[3]) / 2, 0, 0, (A[0] + A[3]) / 2];

const SAMPLES = 5;
const draws = pseudo(5);
const held = Array.from({ length: SAMPLES }, () => [2 * draws() - 1, 2 * draws() - 1]);
const targets = held.map(([a, b]) => [2 * a + 0.3 * draws(), 2 * b + 0.3 * draws()]);

/** One sample (x, y) is moved by its own element; the others are held. */
const firstSample = { in: [planeOf(4), planeOf(4)], out: 'trivial' } as const;

const points = permutationRepresentation(D4);

export const estimators: readonly Fault[] = [
  {
    name: 'covariance with the transposed change of basis',
    // blocks Σ̂ in the basis Q are put back as QᵀΣ̂Q in place of QΣ̂Qᵀ, here for the map that they are
    make: () => linear(2, (i, j) => sum([0, 1].map((k) => Q[k * 2 + i] * [1, 3][k] * Q[k * 2 + j]))),
    specification: onPlane(4),
    generators: '--',
    output: ['χ₅[2]'],
    order: 2n,
  },
  {
    name: 'the change of basis itself transposed',
    make: () => linear(2, (i, j) => Q[i * 2 + j]),
    specification: { in: planeOf(4), out: turned },
    generators: '+-',
    output: ['χ₅[2]'],
    order: 4n,
  },
  {
    name: 'unconstrained least squares, projected',
    make: () => (x: Float64Array, y: Float64Array) => projected(leastSquares([[...x], ...held], [[...y], ...targets])),
    specification: firstSample,
    generators: '--',
    output: ['trivial'],
    order: 2n,
  },
  {
    name: 'a diagonal Gaussian in a rotated basis',
    make: () => (x: Float64Array) => {
      const z = [0, 1].map((k) => Q[k] * x[0] + Q[2 + k] * x[1]);
      return -(z[0] ** 2 / 1.5 + z[1] ** 2 / 0.5) / 2;
    },
    specification: { in: planeOf(4), out: 'trivial' },
    generators: '--',
    output: ['trivial'],
    order: 2n,
  },
  {
    name: 'variances pooled over the wrong orbits',
    make: () => (x: Float64Array) => [x[0] ** 2 + x[1] ** 2, x[2] ** 2 + x[3] ** 2],
    specification: { in: points, out: 'trivial' },
    generators: '--',
    output: ['trivial'],
    order: 2n,
  },
  {
    name: 'a mean over half of an orbit',
    make: () => (x: Float64Array) => x.map(() => (x[0] + x[2]) / 2),
    specification: { in: points, out: points },
    generators: '-+',
    output: ['trivial'],
    order: 4n,
  },
];
