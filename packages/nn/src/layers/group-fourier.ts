/** Nonlinearities of functions on a group or its cosets: coefficients to values, a function of one variable, back. */
import { checkArgument, instance, integer, invalidArgument, oneOf } from '@isotypic/algebra/internal';
import { leastSquares, numericalRank, svd } from '@isotypic/numeric/dense';
import { CompactGSpace } from '../fields/compact-gspace.js';
import { type FieldType, fieldType, GSPACE } from '../fields/field-type.js';
import { FiniteGSpace } from '../fields/finite-gspace.js';
import type { FieldRepresentation, GroupElement, GSpace } from '../fields/gspace.js';
import { embeddedElements } from '../fields/restriction.js';
import { projectorColumns, trace } from '../kernels/angular.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { mixChannels } from './field-groups.js';
import { POINTWISE_FUNCTIONS, type PointwiseFunction, pointwise, writePointwise } from './pointwise.js';

/** What `GroupFourierNonlinearity` is made of. */
export interface GroupFourierParts {
  /** Functions side by side. */
  readonly channels: number;
  /** The irreducibles of the space that the functions are band-limited to. */
  readonly irreps: readonly FieldRepresentation[];
  /** Functions on the cosets of this subgroup, another space over the same plane or point. Default: on the group. */
  readonly stabilizer?: FiniteGSpace | CompactGSpace;
  /**
   * Elements at which functions are evaluated. Default: of a finite group one in every coset; of a compact one those of
   * a quadrature of this degree (default four times the frequency). A list of elements is projected by least squares.
   */
  readonly grid?: number | readonly GroupElement[];
}

/**
 * Fields as functions on G or G/H, f(g) = Σ √d ⟨ψ(g)v, a⟩ over irreducibles ψ and a basis v of the vectors that H
 * leaves alone: evaluated on a grid, changed by a function of one variable, projected back; escnn's FourierPointwise
 * and QuotientFourierPointwise (whose coordinates for an irreducible of degree d are √d times these). For a finite
 * group and its own grid exactly equivariant. For a compact group approximate: exact under the elements that keep the
 * grid, and under all others as far as the changed function has no frequencies above degree − frequency; what lies
 * above is folded back. Cost per place: grid points × coefficients.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is not irreducible, a subgroup of another group, irreducibles
 *   without vectors that it leaves alone, or a grid that does not tell the functions apart
 * @example
 * const D4 = gspaces.flipRot2dOnR2(4);
 * const irreps = [D4.trivial, D4.irrep(1, 1)];
 * new GroupFourierNonlinearity(D4, 'elu', { channels: 2, irreps }).inType.size // 10: each irrep as often as its degree
 */
export class GroupFourierNonlinearity extends EquivariantModule {
  /** Number of points of the grid. */
  readonly points: number;
  /** Values from coefficients, and back, for one channel. */
  private readonly values: Tensor;
  private readonly back: Tensor;

  constructor(
    space: GSpace,
    readonly name: PointwiseFunction,
    readonly parts: GroupFourierParts,
  ) {
    const where = 'GroupFourierNonlinearity';
    checkArgument(where, 'space', space, GSPACE);
    checkArgument(where, 'parts', parts, PARTS);
    const functions = basisFunctions(where, space, parts);
    const type = functionsType(space, functions, parts.channels);
    super(type, type);
    checkArgument(where, 'name', name, oneOf(...POINTWISE_FUNCTIONS));
    const { values, back, points } = sampled(where, space, functions, parts);
    this.points = points;
    this.values = blockDiagonal(values, parts.channels);
    this.back = blockDiagonal(back, parts.channels);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return mixChannels(this.back, pointwise(this.name, mixChannels(this.values, x), 1));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const values = graph.mixChannels('values', x, this.values.data, this.values.shape[0]);
    const changed = writePointwise(graph, this.name, values, 1);
    return graph.mixChannels('coefficients', changed, this.back.data, this.back.shape[0]);
  }

  override get kind(): string {
    return 'GroupFourierNonlinearity';
  }
}

const SPACES = instance([FiniteGSpace, CompactGSpace], 'a space', () => 'gspaces has them.');
const MOST_CHANNELS = 4096;
const MOST_DEGREE = 256;

const PARTS = {
  expected: '{ channels, irreps, stabilizer?, grid? } with one irreducible or more',
  accepts: (v: unknown): boolean => {
    const { channels, irreps, stabilizer, grid, ...rest } = (v ?? {}) as Partial<GroupFourierParts>;
    if (!integer(1, MOST_CHANNELS).accepts(channels) || !Array.isArray(irreps) || irreps.length === 0) return false;
    if (stabilizer !== undefined && !SPACES.accepts(stabilizer)) return false;
    const isGrid =
      grid === undefined || integer(0, MOST_DEGREE).accepts(grid) || (Array.isArray(grid) && grid.length > 0);
    return isGrid && Object.keys(rest).length === 0;
  },
  remedy: () => 'Pass { channels: 2, irreps: [space.trivial, space.irrep(1)] }.',
};

/** An irreducible with the vectors that make functions of it. */
interface BasisFunctions {
  readonly representation: FieldRepresentation;
  readonly vectors: readonly Float64Array[];
}

function basisFunctions(where: string, space: GSpace, { irreps, stabilizer }: GroupFourierParts): BasisFunctions[] {
  for (const representation of irreps) space.requireRepresentation(where, representation);
  const found = irreps.map((representation) => ({
    representation,
    vectors: invariantVectorsOf(where, space, representation, stabilizer),
  }));
  if (found.some(({ vectors }) => vectors.length > 0)) return found;
  throw invalidArgument(
    where,
    `irreducibles with vectors that ${stabilizer?.name} leaves alone`,
    irreps.map((rep) => rep.label).join(', '),
    'The trivial one has such a vector for every subgroup.',
  );
}

/** Unit vectors v with ψ(h)v = v such that all Ev, E along what commutes with ψ, are an orthonormal basis of these. */
function invariantVectorsOf(
  where: string,
  space: GSpace,
  representation: FieldRepresentation,
  stabilizer: GSpace | undefined,
): Float64Array[] {
  const [{ parts, basis }] = space.fibers([representation]);
  const d = representation.dimension;
  if (parts.length !== 1 || parts[0].multiplicity !== 1) {
    throw invalidArgument(where, 'irreducible representations', representation.label, 'Take them from space.irrep(…).');
  }
  const { irrep } = parts[0];
  const mean = new Float64Array(d * d);
  const average =
    stabilizer === undefined
      ? { elements: undefined, weights: Float64Array.of(1) }
      : stabilizer.average(irrep.bandlimit);
  const elements = average.elements && embeddedElements(where, space, stabilizer as GSpace, average.elements);
  average.weights.forEach((weight, e) => {
    const psi = elements === undefined ? identity(d) : space.matrix(representation, elements[e]);
    for (let i = 0; i < mean.length; i++) mean[i] += weight * psi[i];
  });
  const vectors: Float64Array[] = [];
  // the trace of a projector is its rank, an integer up to rounding
  for (let rank = Math.round(trace(mean, d)); rank > 0; rank -= irrep.commuting.length) {
    const v = projectorColumns(mean, d, 1);
    vectors.push(v);
    for (const unit of irrep.commuting) {
      const turned = times(basis, times(unit, transposedTimes(basis, v, d), d), d);
      for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) mean[i * d + j] -= turned[i] * turned[j];
    }
  }
  return vectors;
}

function identity(d: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
}

function times(matrix: Float64Array, v: Float64Array, d: number): Float64Array {
  return Float64Array.from(v, (_, i) => v.reduce((sum, x, j) => sum + matrix[i * d + j] * x, 0));
}

function transposedTimes(matrix: Float64Array, v: Float64Array, d: number): Float64Array {
  return Float64Array.from(v, (_, i) => v.reduce((sum, x, j) => sum + matrix[j * d + i] * x, 0));
}

function functionsType(space: GSpace, functions: readonly BasisFunctions[], channels: number): FieldType {
  const one = functions.flatMap(({ representation, vectors }) => vectors.map(() => representation));
  return fieldType(space, Array.from({ length: channels }, () => one).flat());
}

/** Values at the grid [points, coefficients], and the way back [coefficients, points], of one function. */
function sampled(
  where: string,
  space: GSpace,
  functions: readonly BasisFunctions[],
  { stabilizer, grid }: GroupFourierParts,
): { readonly values: Tensor; readonly back: Tensor; readonly points: number } {
  const { elements, weights } = gridOf(where, space, functions, stabilizer, grid);
  const columns = functions.reduce((sum, f) => sum + f.vectors.length * f.representation.dimension, 0);
  const data = new Float64Array(elements.length * columns);
  elements.forEach((g, row) => {
    let column = 0;
    for (const { representation, vectors } of functions) {
      const d = representation.dimension;
      const psi = space.matrix(representation, g);
      for (const v of vectors) {
        data.set(
          times(psi, v, d).map((x) => Math.sqrt(d) * x),
          row * columns + column,
        );
        column += d;
      }
    }
  });
  if (weights === undefined) {
    const values = new Tensor([elements.length, columns], data);
    return { values, back: pseudoInverse(where, values), points: elements.length };
  }
  const nodes = stabilizer === undefined ? { data, weights } : differentRows(data, weights);
  const points = nodes.weights.length;
  const values = new Tensor([points, columns], nodes.data);
  return { values, back: weightedTranspose(values, nodes.weights), points };
}

/** Rows of one coset differ by rounding; rows that differ by no more than this are taken for one. */
const SAME = 2 ** -44;

/**
 * Each row once, with the weights of all that agree with it: a quadrature of G has many elements in one coset of H.
 * Rows are looked for among those that round alike, so that some of one coset may stay apart, which costs time alone.
 */
function differentRows(data: Float64Array, weights: Float64Array): { data: Float64Array; weights: Float64Array } {
  const columns = data.length / weights.length;
  const rows: Float64Array[] = [];
  const sums: number[] = [];
  const alike = new Map<string, number[]>();
  weights.forEach((weight, k) => {
    const row = data.subarray(k * columns, (k + 1) * columns);
    const key = row.map((x) => Math.round(x * 2 ** 20) + 0).join();
    const known = alike.get(key) ?? [];
    const same = known.find((i) => rows[i].every((x, c) => Math.abs(x - row[c]) <= SAME));
    if (same !== undefined) {
      sums[same] += weight;
      return;
    }
    alike.set(key, [...known, rows.length]);
    rows.push(row);
    sums.push(weight);
  });
  const joined = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) joined.set(row, i * columns);
  return { data: joined, weights: Float64Array.from(sums) };
}

interface FourierGrid {
  readonly elements: readonly GroupElement[];
  /** Under which the basis functions are orthonormal; undefined where they are not known to be. */
  readonly weights: Float64Array | undefined;
}

function gridOf(
  where: string,
  space: GSpace,
  functions: readonly BasisFunctions[],
  stabilizer: GSpace | undefined,
  grid: GroupFourierParts['grid'],
): FourierGrid {
  if (typeof grid === 'object') return { elements: grid, weights: undefined };
  if (space instanceof FiniteGSpace) {
    if (grid !== undefined) {
      throw invalidArgument(where, 'no degree for a finite group, whose grid is itself', grid, 'Leave grid out.');
    }
    const elements = cosetElements(where, space, stabilizer as FiniteGSpace | undefined);
    return { elements, weights: new Float64Array(elements.length).fill(1 / elements.length) };
  }
  const fibers = space.fibers(functions.map((f) => f.representation));
  const frequency = Math.max(...fibers.map(({ parts }) => parts[0].irrep.bandlimit));
  const degree = grid ?? 4 * frequency;
  if (degree < 2 * frequency) {
    throw invalidArgument(where, `a degree of at least 2·frequency = ${2 * frequency}`, degree);
  }
  return space.average(degree);
}

/** One element of each coset gH. */
function cosetElements(where: string, space: FiniteGSpace, stabilizer: FiniteGSpace | undefined): GroupElement[] {
  if (stabilizer === undefined) return [...space.elements];
  const subgroup = embeddedElements(where, space, stabilizer, stabilizer.average().elements);
  const isCovered = new Set<string>();
  return space.elements.filter((g) => {
    if (isCovered.has(g.images.join())) return false;
    for (const h of subgroup as readonly (typeof g)[]) isCovered.add(g.times(h).images.join());
    return true;
  });
}

function weightedTranspose({ shape: [rows, cols], data }: Tensor, weights: Float64Array): Tensor {
  const back = Float64Array.from(
    data,
    (_, at) => weights[at % rows] * data[(at % rows) * cols + Math.floor(at / rows)],
  );
  return new Tensor([cols, rows], back);
}

/** (VᵀV)⁻¹Vᵀ: it commutes with every permutation of the grid that V commutes with. */
function pseudoInverse(where: string, { shape: [rows, cols], data }: Tensor): Tensor {
  const layout = { data, rows, cols };
  const rank = rows < cols ? rows : numericalRank(svd(layout).values, layout);
  if (rank < cols) {
    throw invalidArgument(where, `a grid that tells ${cols} functions apart`, `${rows} points of rank ${rank}`);
  }
  const { solution } = leastSquares(layout, { data: identity(rows), rows, cols: rows });
  return new Tensor([cols, rows], solution.data);
}

function blockDiagonal({ shape: [rows, cols], data }: Tensor, copies: number): Tensor {
  const whole = new Float64Array(rows * cols * copies * copies);
  for (let c = 0; c < copies; c++) {
    for (let i = 0; i < rows; i++) {
      whole.set(data.subarray(i * cols, (i + 1) * cols), (c * rows + i) * cols * copies + c * cols);
    }
  }
  return new Tensor([rows * copies, cols * copies], whole);
}
