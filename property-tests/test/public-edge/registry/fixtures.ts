/**
 * The objects that right arguments are made of. All belong together: the group is S3 on three points, the
 * representation is its action there, matrices are 3×3, samples have three columns.
 */
import {
  catalogue,
  Fraction,
  finiteField,
  Graph,
  Matrix,
  orbitAction,
  Permutation,
  Polynomial,
  rationals,
} from '@isotypic/algebra';
import { Float64Matrix, openBackend } from '@isotypic/numeric';
import {
  characterTable,
  isotypicDecomposition,
  numericRepresentation,
  permutationRepresentation,
  realIrreps,
} from '@isotypic/reps';
import { axisAngle } from '@isotypic/rotations';
import { EquivariantNormal, SymmetricMoments } from '@isotypic/stats';

export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

export const group = once(() => catalogue.symmetric(3));
export const subgroup = once(() => group().stabilizer(2));
export const p = once(() => Permutation.fromImages([1, 2, 0]));
export const representation = once(() => permutationRepresentation(group()));
export const table = once(() => characterTable(group()));
export const standard = once(() => realIrreps(group()).at(-1)!);
export const decomposition = once(() => isotypicDecomposition(representation()));
export const rationalMatrix = once(() =>
  Matrix.fromRows(
    rationals,
    [
      [4, 1, 0],
      [1, 3, 1],
      [0, 1, 2],
    ].map((row) => row.map((x) => new Fraction(x))),
  ),
);
export const polynomial = once(() => Polynomial.of(rationals, [-2, 0, 1]));
export const positive = once(() =>
  Float64Matrix.from([
    [4, 1, 0],
    [1, 3, 1],
    [0, 1, 2],
  ]),
);
/** S3-invariant: a·I + b·J. */
export const invariant = once(() => Float64Matrix.generate(3, 3, (i, j) => (i === j ? 3 : 1)));
export const samples = once(() =>
  Float64Matrix.generate(12, 3, (i, j) => Math.sin(7 * i + 3 * j * j + i * j + 1) + j / 9),
);
export const normal = once(() => EquivariantNormal.fit(samples(), representation()));
export const moments = async () => new SymmetricMoments(representation()).push(samples());
export const jointMoments = async () =>
  new SymmetricMoments(representation(), representation()).push({ x: samples(), y: samples() });
/** Other responses than the predictors, so that something is left. */
export const responses = once(() => Float64Matrix.generate(12, 3, (i, j) => Math.cos(5 * i + 2 * j + i * j)));
export const pairedMoments = async () =>
  new SymmetricMoments(representation(), representation()).push({ x: samples(), y: responses() });
export const generators = once(() => group().generators);
export const images = once(() => generators().map((g) => g.toArray()));
export const field9 = once(() => finiteField(9));
/** Three variables under no symmetry. */
export const sampleSpace = once(() => {
  const one = Float64Matrix.identity(1);
  const summands = [0, 1, 2].map((j) => ({ points: Int32Array.of(j), coordinates: Int32Array.of(j), matrix: one }));
  return { rows: positive(), basis: { dimension: 3, components: [{ offset: 0, width: 3, pooled: 1 }], summands } };
});
export const divisionMatrix = once(() => ({ algebra: 'real', parts: [positive()] }));
export const letter = once(() => orbitAction([(x: number) => (x + 1) % 5], [0], String));
export const cycle4 = once(() =>
  Graph.fromEdges(4, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ]),
);
export const floatAction = once(() => ({
  dimension: 2,
  generators: [{ data: Float64Array.of(0, 1, 1, 0), rows: 2, cols: 2 }],
}));
export const permutationMatrices = once(() =>
  representation().generatorMatrices.map((m) => Array.from({ length: 3 }, (_, i) => [0, 1, 2].map((j) => +m.at(i, j)))),
);
export const orthogonal = once(() => numericRepresentation(group(), permutationMatrices()));
export const backend = once(() => openBackend({ kind: 'float64' }));
export const quarterTurn = once(() => axisAngle([0, 0, 1], Math.PI / 2));
export const interval = once(() => ({ low: new Fraction(1), high: new Fraction(2) }));
