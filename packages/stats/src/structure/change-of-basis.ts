/**
 * The change to isotypic coordinates as the pipeline takes it: the basis of a direct sum is supported summand by
 * summand (that of a permutation representation orbit by orbit), so Q is a sum of small ones, and equal ones are one.
 */
import { DisjointSets } from '@isotypic/algebra/internal';
import type { ChangeOfBasis, Float64Layout, Summand } from '@isotypic/numeric';
import { type OrbitBasis, PermutationRepresentation, type StructuredBasis } from '@isotypic/reps';
import type { RotatedBasis, Rotation, SteppedBasis } from '../run/rotated-basis.js';
import { type IsotypicStructure, orbitMatrix } from './isotypic-structure.js';

const changes = new WeakMap<IsotypicStructure, ChangeOfBasis>();
const summandsOf = new WeakMap<object, Found>();

/** Structures that were joined share a basis, and what was found of it. */
interface Found extends Pick<RotatedBasis, 'summands' | 'rotations'> {
  /** The same summands with factors, where these are cheaper. */
  readonly factored?: () => Promise<readonly Summand[]>;
}

/**
 * Q of a structure for a backend. Remembered. Cost O(D²) once, and what the comparison of equal summands takes; of an
 * operator O(D) and its small orbits.
 */
export function changeOf(structure: IsotypicStructure): ChangeOfBasis {
  let change = changes.get(structure);
  if (change === undefined) {
    const { operator, dimension, components } = structure;
    const key = operator ?? structure.basis;
    const found: Found =
      summandsOf.get(key) ??
      (operator === undefined ? summandsOfBasis(structure) : summandsOfOperator(operator, structure));
    summandsOf.set(key, found);
    const lines = components.map(({ offset, multiplicity, units, pooled }) => ({
      offset,
      width: multiplicity * units,
      pooled,
    }));
    const { summands, rotations, factored } = found;
    const plain = { dimension, components: lines, summands };
    change = plain;
    if (rotations.length > 0) change = { ...plain, rotations } as RotatedBasis;
    if (factored !== undefined) {
      let stepped: Promise<ChangeOfBasis> | undefined;
      const inSteps = () => {
        stepped ??= factored().then((own) => (own === summands ? plain : { ...plain, summands: own }));
        return stepped;
      };
      change = { ...plain, inSteps } as SteppedBasis;
    }
    changes.set(structure, change);
  }
  return change;
}

/** Gives a structure whose Q is known as a sum of small ones what {@link changeOf} would have to find. */
export function rememberChange(structure: IsotypicStructure, change: ChangeOfBasis): void {
  changes.set(structure, change);
}

/**
 * Orbits of up to so many points are summands with a matrix, 2 MB; larger ones of abelian groups for their transform.
 */
const MATRIX_POINTS = 512;
const FOURIER_POINTS = 2048;

const ONE: Float64Layout = { data: Float64Array.of(1), rows: 1, cols: 1 };

function summandsOfOperator(
  { orbits }: StructuredBasis,
  structure: IsotypicStructure,
): Pick<RotatedBasis, 'summands' | 'rotations'> {
  const known = new Map<OrbitBasis, OrbitMatrix | undefined>();
  const rotations: Rotation[] = [];
  const summands = orbits.flatMap(({ points, coordinates, basis }): Summand[] => {
    if (!known.has(basis)) known.set(basis, orbitMatrixOf(points, basis, structure));
    const made = known.get(basis);
    if (made === undefined) {
      rotations.push({ points, basis });
      return Array.from(points, (point, i) => ({
        points: Int32Array.of(point),
        coordinates: Int32Array.of(coordinates[i]),
        matrix: ONE,
      }));
    }
    const { order, matrix, cycles } = made;
    const ordered = order.map((i) => points[i]);
    return [cycles === undefined ? { points, coordinates, matrix } : { points: ordered, coordinates, matrix, cycles }];
  });
  return { summands, rotations };
}

/** The matrix of an orbit's basis, its rows the points in some order of their positions. */
interface OrbitMatrix {
  readonly order: Int32Array;
  readonly matrix: Float64Layout;
  readonly cycles?: readonly number[];
}

/** Undefined for orbits that are too large. */
function orbitMatrixOf(points: Int32Array, basis: OrbitBasis, structure: IsotypicStructure): OrbitMatrix | undefined {
  const n = points.length;
  if (n > FOURIER_POINTS) return undefined;
  const cycles = abelianOrder(structure, Array.from(points));
  if (n > MATRIX_POINTS && cycles === undefined) return undefined;
  const position = new Map(Array.from(points, (point, i) => [point, i]));
  const order = Int32Array.from(cycles?.points ?? points, (point) => position.get(point) ?? -1);
  const rows = orbitMatrix(basis, n);
  const data = new Float64Array(n * n);
  order.forEach((i, r) => {
    data.set(rows[i], r * n);
  });
  const matrix = { data, rows: n, cols: n };
  return cycles === undefined ? { order, matrix } : { order, matrix, cycles: cycles.orders };
}

function summandsOfBasis(structure: IsotypicStructure): Found {
  const summands = findSummands(structure);
  let factored: Promise<readonly Summand[]> | undefined;
  const find = async () => {
    // a room of its own: single vectors do without, bundles load it with the first samples
    const { withFactors } = await import('./sign-factors.js');
    return withFactors(structure, summands);
  };
  return {
    summands,
    rotations: [],
    factored: () => {
      factored ??= find();
      return factored;
    },
  };
}

/** The connected components of Q's pattern of non-zeros. */
function findSummands(structure: IsotypicStructure): Summand[] {
  const { data: Q } = structure.basis;
  const D = structure.dimension;
  const joined = new DisjointSets(2 * D); // rows, then columns
  for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) if (Q[i * D + j] !== 0) joined.unite(i, D + j);
  const known: Float64Layout[] = [];
  return joined.parts().map((part): Summand => {
    const rows = part.filter((x) => x < D);
    const cycles = abelianOrder(structure, rows);
    const points = Int32Array.from(cycles?.points ?? rows);
    const coordinates = Int32Array.from(
      part.filter((x) => x >= D),
      (x) => x - D,
    );
    const n = points.length;
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) data[i * n + j] = Q[points[i] * D + coordinates[j]];
    let matrix = known.find((M) => M.rows === n && M.data.every((x, e) => x === data[e]));
    if (matrix === undefined) {
      matrix = { data, rows: n, cols: n };
      known.push(matrix);
    }
    return cycles === undefined
      ? { points, coordinates, matrix }
      : { points, coordinates, matrix, cycles: cycles.orders };
  });
}

/**
 * The points of an orbit of commuting permutations as a product of cycles, in lexicographic order of the exponents:
 * point (a, b, …) is gᵃhᵇ… of the first. Undefined where they do not commute, or some generator is no factor.
 */
function abelianOrder(
  { representation }: IsotypicStructure,
  rows: readonly number[],
): { readonly points: readonly number[]; readonly orders: readonly number[] } | undefined {
  if (!(representation instanceof PermutationRepresentation) || rows.length < 2) return undefined;
  const generators = representation.images.map((g) => g.images);
  const commute = generators.every((g, a) =>
    generators.slice(0, a).every((h) => rows.every((x) => g[h[x]] === h[g[x]])),
  );
  if (!commute) return undefined;
  let points = [rows[0]];
  const orders: number[] = [];
  for (const g of generators) {
    if (points.length === rows.length) break;
    const before = new Set(points);
    const layers: number[][] = [];
    let layer = points;
    do {
      layers.push(layer);
      layer = layer.map((x) => g[x]);
    } while (layer[0] !== points[0] && !before.has(layer[0]));
    if (layers.length === 1) continue;
    if (layer[0] !== points[0]) return undefined;
    orders.push(layers.length);
    const earlier = layers;
    points = points.flatMap((_, i) => earlier.map((list) => list[i]));
  }
  // All points of the orbit, once each: a transitive commutative group is regular.
  return points.length === rows.length && new Set(points).size === points.length ? { points, orders } : undefined;
}
