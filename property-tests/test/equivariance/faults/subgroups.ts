/** Functions that are right under a subgroup only, and signs that are wrong. */
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { numericRepresentation, permutationRepresentation } from '@isotypic/reps';
import { BOTH, type Fault, invariantOfS5, onPlane, onS5, PLANE, planeOf, S4, sum } from './fault.js';

const vandermonde = (x: Float64Array): number => {
  let product = 1;
  for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) product *= x[i] - x[j];
  return product;
};

/** C4 × C4 on a 4×4 torus, rows first. */
const shifts = permutationRepresentation(
  new PermutationGroup([
    [1, 2, 3, 0, 4, 5, 6, 7],
    [0, 1, 2, 3, 5, 6, 7, 4],
  ]),
  [
    Array.from({ length: 16 }, (_, k) => (k + 4) % 16),
    Array.from({ length: 16 }, (_, k) => k - (k % 4) + ((k + 1) % 4)),
  ],
);

/** Two planes side by side. */
const doublePlane = numericRepresentation(
  catalogue.dihedral(4),
  planeOf(4).generatorMatrices.map(({ data }) =>
    Array.from({ length: 4 }, (_, i) =>
      Array.from({ length: 4 }, (_, j) => (i >> 1 === j >> 1 ? data[(i & 1) * 2 + (j & 1)] : 0)),
    ),
  ),
);

const trivialOnS4 = { in: S4, out: 'trivial' } as const;
const onTwoPlanes = { in: [planeOf(4), planeOf(4)], out: 'trivial' };

export const subgroups: readonly Fault[] = [
  {
    name: 'even permutations only',
    make: () => (x: Float64Array) => sum(x) + 1e-3 * vandermonde(x),
    specification: invariantOfS5,
    generators: '+-',
    output: ['trivial'],
    order: 60n,
  },
  {
    name: 'an alternating polynomial called invariant',
    make: () => vandermonde,
    specification: trivialOnS4,
    generators: '--',
    output: ['trivial'],
    order: 12n,
  },
  {
    name: 'a product of two chosen coordinates',
    make: () => (x: Float64Array) => x[0] * x[1],
    specification: invariantOfS5,
    generators: '-+',
    output: ['trivial'],
    order: 12n,
  },
  {
    name: 'pairs that are joined in the code',
    make: () => (x: Float64Array) => x[0] * x[1] + x[2] * x[3],
    specification: trivialOnS4,
    generators: '-+',
    output: ['trivial'],
    order: 8n,
  },
  {
    name: 'the same under A4',
    make: () => (x: Float64Array) => x[0] * x[1] + x[2] * x[3],
    specification: { in: 'permutation of alternating(4)', out: 'trivial' },
    generators: '--',
    output: ['trivial'],
    order: 4n,
  },
  {
    name: 'neighbors on a circle, directed',
    make: () => (x: Float64Array) => sum(x.map((v, i) => v * x[(i + 1) % 5] ** 2)),
    specification: invariantOfS5,
    generators: '+-',
    output: ['trivial'],
    order: 5n,
  },
  {
    name: 'neighbors on a circle',
    make: () => (x: Float64Array) => sum(x.map((v, i) => v * x[(i + 1) % 5])),
    specification: invariantOfS5,
    generators: '+-',
    output: ['trivial'],
    order: 10n,
  },
  {
    name: 'two halves that are told apart from the rest',
    make: () => (x: Float64Array) => sum(x.subarray(0, 3)) * sum(x.subarray(3)),
    specification: { in: 'permutation of symmetric(6)', out: 'trivial' },
    generators: '-+',
    output: ['trivial'],
    order: 72n,
  },
  {
    name: 'positions added to a set',
    make: () => (x: Float64Array) => x.map((v, i) => Math.tanh(v + 0.01 * i)),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 1n,
  },
  {
    name: 'two positions that are the same',
    make: () => (x: Float64Array) => x.map((v, i) => Math.tanh(v + [0, 0, 1, 1, 1][i])),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 12n,
  },
  {
    name: 'rows of a torus clamped at the border',
    make: () => (x: Float64Array) => x.map((v, k) => v - x[Math.min(3, Math.floor(k / 4) + 1) * 4 + (k % 4)]),
    specification: { in: shifts, out: shifts },
    generators: '-+',
    order: 4n,
  },
  {
    name: 'columns of a torus clamped at the border',
    make: () => (x: Float64Array) => x.map((v, k) => v - x[Math.floor(k / 4) * 4 + Math.min(3, (k % 4) + 1)]),
    specification: { in: shifts, out: shifts },
    generators: '+-',
    order: 4n,
  },
  {
    name: 'ReLU on the sign representation',
    make: () => (x: Float64Array) => x.map((v) => Math.max(v, 0)),
    specification: { in: 'sign of symmetric(3)', out: 'sign' },
    generators: '+-',
    output: ['[1,1,1]'],
    order: 3n,
  },
  {
    name: 'the sign component leaks into the trivial one',
    make: () => (x: Float64Array) => Float64Array.of(x[0] + 1e-9 * x[1], x[1]),
    specification: { in: 'trivial + sign of symmetric(4)', out: 'trivial + sign' },
    generators: '--',
    output: ['trivial'],
    order: 12n,
  },
  {
    name: 'the trivial component leaks into the sign one',
    make: () => (x: Float64Array) => Float64Array.of(x[0], x[1] + 1e-9 * x[0]),
    specification: { in: 'trivial + sign of symmetric(4)', out: 'trivial + sign' },
    generators: '--',
    output: ['[1,1,1,1]'],
    order: 12n,
  },
  {
    name: 'an area called a scalar',
    make: () => (x: Float64Array, y: Float64Array) => x[0] * y[1] - x[1] * y[0],
    specification: onTwoPlanes,
    generators: '+-',
    output: ['trivial'],
    order: 4n,
  },
  {
    name: 'a scalar called an area',
    make: () => (x: Float64Array, y: Float64Array) => x[0] * y[0] + x[1] * y[1],
    specification: { in: ['irrep(4) of dihedral(4)', 'irrep(4)'], out: 'irrep(1)' },
    generators: '-+',
    output: ['χ₂[1]'],
    order: 4n,
  },
  {
    name: 'a wrong sign in one block',
    make: () => (x: Float64Array) => Float64Array.of(x[0], -x[1], 2 * x[2], -2 * x[3]),
    specification: { in: doublePlane, out: doublePlane },
    generators: '-+',
    output: PLANE,
    order: 4n,
  },
  {
    name: 'a bias on a plane without invariants',
    make: () => (x: Float64Array) => Float64Array.of(x[0] + 1, x[1]),
    specification: onPlane(4),
    generators: '-+',
    output: PLANE,
    order: 2n,
  },
];
