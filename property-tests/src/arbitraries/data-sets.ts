/** Random samples with a symmetry: closed under a group, Gaussian with an invariant law, and nearly degenerate. */
import { type Float64Layout, toFloat64 } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric/dense';
import { type ExactRepresentation, type IsotypicDecomposition, isotypicDecomposition } from '@isotypic/reps';
import fc from 'fast-check';
import { EXACT_REPRESENTATION } from '../arguments.js';

/** N×D samples as rows. */
export type Rows = number[][];

/** Options of `gaussianData`, `nearDegenerateData`, `orbitClosedData`. */
export interface DataConstraints {
  /** Fewest and most rows; of orbit-closed data, orbits (default 1 and 12; for orbits 1 and 3). */
  readonly min?: number;
  readonly max?: number;
}

const CONSTRAINT_KINDS: OptionKinds<DataConstraints> = { min: integer(0, 1e6), max: integer(0, 1e6) };

function bounds(where: string, constraints: DataConstraints, most: number): { minLength: number; maxLength: number } {
  checkOptions(where, constraints, CONSTRAINT_KINDS);
  const minLength = constraints.min ?? Math.min(1, constraints.max ?? 1);
  const maxLength = constraints.max ?? Math.max(minLength, most);
  if (maxLength < minLength) throw invalidArgument(where, `max to be at least min, ${minLength}`, maxLength);
  return { minLength, maxLength };
}

/** Beyond it orbits are not written out. */
const MOST_ELEMENTS = 5000n;

/**
 * Samples that the group permutes: whole orbits of small integer vectors, each as often as its stabilizer is large.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for groups of more than 5000 elements
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * fc.assert(fc.property(orbitClosedData(rep), (rows) => rows.length % 3 === 0));
 */
export function orbitClosedData(rep: ExactRepresentation, constraints: DataConstraints = {}): fc.Arbitrary<Rows> {
  const where = 'orbitClosedData';
  checkArgument(where, 'rep', rep, EXACT_REPRESENTATION);
  const length = bounds(where, constraints, 3);
  const { group, dimension: D } = rep;
  if (group.order > MOST_ELEMENTS)
    throw invalidArgument(where, `a group of at most ${MOST_ELEMENTS} elements`, group.order);
  const elements = [...group.elements()].map((g) => toFloat64(rep.matrix(g)));
  const vector = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: D, maxLength: D });
  return fc.array(vector, length).map((seeds) => seeds.flatMap((x) => elements.map((g) => moved(g, x))));
}

const moved = ({ data }: Float64Layout, x: readonly number[]): number[] =>
  x.map((_, i) => x.reduce((sum, v, j) => sum + data[i * x.length + j] * v, 0));

/**
 * Normal samples whose law is invariant: an invariant mean, and a covariance that is a multiple of 1 on each isotypic
 * component. They shrink to few rows, then to rows of integers.
 * @param rep orthogonal
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless rep is orthogonal
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * fc.assert(fc.property(gaussianData(rep, { min: 4 }), (rows) => rows.length >= 4));
 */
export function gaussianData(rep: ExactRepresentation, constraints: DataConstraints = {}): fc.Arbitrary<Rows> {
  checkArgument('gaussianData', 'rep', rep, EXACT_REPRESENTATION);
  return normalRows(rep, bounds('gaussianData', constraints, 12), [1, 0.5, 2]);
}

/**
 * The same near the edge of what can be estimated: components scaled down by up to 10⁻⁸ or absent, and repeated rows.
 * @throws {IsotypicError} as `gaussianData`
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * fc.assert(fc.property(nearDegenerateData(rep), (rows) => rows.every((x) => x.length === 3)));
 */
export function nearDegenerateData(rep: ExactRepresentation, constraints: DataConstraints = {}): fc.Arbitrary<Rows> {
  checkArgument('nearDegenerateData', 'rep', rep, EXACT_REPRESENTATION);
  const length = bounds('nearDegenerateData', constraints, 12);
  return fc
    .tuple(normalRows(rep, length, [1, 0, 1e-4, 1e-8]), fc.nat(3))
    .map(([rows, different]) => rows.map((row, n) => (different === 0 ? row : rows[n % different])));
}

const INTEGERS = 0;

function normalRows(
  rep: ExactRepresentation,
  length: { minLength: number; maxLength: number },
  scales: readonly number[],
): fc.Arbitrary<Rows> {
  const decomposition = isotypicDecomposition(rep);
  const { components } = decomposition;
  const scale = fc.constantFrom(...scales);
  const count = fc.integer({ min: length.minLength, max: length.maxLength });
  const sizes = fc.array(scale, { minLength: components.length, maxLength: components.length });
  // what is not a whole number is drawn three times out of four, and given up in shrinking
  const kind = fc.constantFrom(INTEGERS, 1, 2, 3);
  return fc
    .tuple(count, sizes, fc.integer({ min: -2, max: 2 }), kind, fc.nat())
    .map(([N, chosen, mean, rounding, seed]) => {
      const rows = standardRows(decomposition, N, chosen, mean, seed);
      return rounding === INTEGERS ? rows.map((row) => row.map((x) => Math.round(x) + 0)) : rows;
    });
}

/** x = Q(mean on the trivial component + scaled normals); the first rows do not depend on how many there are. */
function standardRows(
  decomposition: IsotypicDecomposition,
  N: number,
  scales: readonly number[],
  mean: number,
  seed: number,
): Rows {
  const { components } = decomposition;
  const Q = decomposition.orthonormalBasis();
  const perCoordinate = components.flatMap(({ multiplicity, degree, isTrivial }, k) =>
    Array.from({ length: multiplicity * degree }, () => ({
      scale: scales[k],
      mean: isTrivial ? mean * Math.sqrt(Q.rows) : 0,
    })),
  );
  const random = randomStream(seed, [1]);
  return Array.from({ length: N }, () => {
    const z = perCoordinate.map(({ scale, mean: at }) => at + scale * random.normal());
    return moved(Q, z);
  });
}
