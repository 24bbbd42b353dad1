/** The isotypic decomposition of a representation: which irreps it contains, how often, and where. */
import {
  cyclotomics,
  type Field,
  type Float64Layout,
  IsotypicError,
  invalidArgument,
  Matrix,
  type PermutationGroup,
  type RandomSource,
  randomSource,
  rationals,
  toFloat64,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import type { RealType } from '../irreps/endomorphism-units.js';
import { anyField, isRationalMatrix, overCyclotomics } from '../irreps/exact.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { realIrreps } from '../irreps/real-irreps.js';
import { multiplyFloat, transposeFloat } from '../representations/float-matrices.js';
import type { Representation } from '../representations/kinds.js';
import { NumericRepresentation } from '../representations/numeric-representation.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix, ExactRepresentation } from '../representations/representation.js';
import { characterMultiplicities } from './character-multiplicities.js';
import { type Constituents, constituents, once } from './constituents.js';
import type { CopySpace } from './copy-space.js';
import {
  type ComplexDecomposition,
  complexDecomposition,
  type RationalDecomposition,
  rationalDecomposition,
} from './field-decomposition.js';
import {
  fixedRows,
  fixedRowsNearBase,
  fixedRowsOfDimension,
  fixedRowsUpperBound,
  type OrbitEdges,
  orbitEdges,
  orthogonalSeeds,
  type Rows,
  unitRows,
} from './fixed-vectors.js';
import { type IrrepFrame, irrepFrame, overField } from './irrep-frame.js';
import { independentCopies, orthogonalCopies } from './matrix-copies.js';
import { NumericCopies, numericMultiplicities } from './numeric-copies.js';
import { orbitTrees } from './orbit-tree.js';
import { type OrbitCopies, PermutationCopies } from './permutation-copies.js';

export interface DecompositionOptions extends WorkOptions {
  /** The irreps to look for, when the caller has them; otherwise `realIrreps(group)`. */
  readonly irreps?: readonly RealIrrep[];
  readonly seed?: number;
}

/** All copies of one irrep in a representation. */
export interface IsotypicComponent {
  readonly irrep: RealIrrep;
  readonly label: string;
  /** Dimension of one copy. */
  readonly degree: number;
  /** Number of copies. */
  readonly multiplicity: number;
  readonly type: RealType;
  readonly isTrivial: boolean;
  /** The exact projector onto the component that commutes with the group. */
  projector(): ExactMatrix;
  /** The same in doubles, from the orthonormal basis: for representations by floats, and where exact is not needed. */
  projectorFloat(): Float64Layout;
  /** The component of a vector, Px. For actions of small rank no dense matrix is made, whatever the degree. */
  apply(x: Float64Array): Float64Array;
}

/** A decomposition ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ. */
export interface IsotypicDecomposition {
  readonly representation: Representation;
  readonly field: 'real';
  readonly components: readonly IsotypicComponent[];
  /** Exact columns in which every copy of an irrep carries its exact matrices, and their Gram matrix. */
  basis(): { readonly columns: ExactMatrix; readonly gram: ExactMatrix };
  /**
   * The orthonormal float64 basis Q, dimension × dimension, rounded once from exact data: components in order, then copy,
   * then coordinate. @throws {IsotypicError} `INVALID_ARGUMENT` when the representation is not orthogonal.
   */
  orthonormalBasis(): Float64Layout;
  /** `2·trivial + 3·χ₂[2]` */
  toString(): string;
}

/**
 * Decomposes a representation over ℝ.
 * @throws {IsotypicError} as `isotypicDecompositions`
 * @example isotypicDecomposition(permutationRepresentation(catalogue.symmetric(3))).toString() // 'trivial + [2,1]'
 */
export function isotypicDecomposition(
  rep: Representation,
  options?: DecompositionOptions & { readonly field?: 'real' },
): IsotypicDecomposition;
/** Decomposes over ℚ, into the irreps of `rationalIrreps`. */
export function isotypicDecomposition(
  rep: ExactRepresentation,
  options: { readonly field: 'rational' },
): RationalDecomposition;
/** Decomposes over ℂ, into the irreps of `irreps`. */
export function isotypicDecomposition(
  rep: ExactRepresentation,
  options: { readonly field: 'complex' },
): ComplexDecomposition;
export function isotypicDecomposition(
  rep: Representation,
  options: DecompositionOptions & { readonly field?: 'real' | 'rational' | 'complex' } = {},
): IsotypicDecomposition | RationalDecomposition | ComplexDecomposition {
  const { field = 'real' } = options;
  if (field === 'real') return isotypicDecompositions([rep], options)[0];
  if (field !== 'rational' && field !== 'complex') {
    throw invalidArgument('isotypicDecomposition', "a field 'real', 'rational' or 'complex'", field);
  }
  if (rep.kind === 'numeric') {
    throw invalidArgument('isotypicDecomposition', `exact matrices over the field '${field}'`, `${rep}`);
  }
  return field === 'rational' ? rationalDecomposition(rep) : complexDecomposition(rep);
}

/**
 * Decomposes several representations of one group together: all answers list the same irreps in the same order, with
 * multiplicity 0 where one does not occur, and a common irrep has identical matrices in all of them.
 *
 * Multiplicities are exact: for each orbit of a permutation representation, the rows fixed by some elements of the point
 * stabiliser bound them from above, and when the bounds add up to the dimension they are attained; otherwise every
 * Schreier generator is used. For matrices, Hom_G(ρ̂, ρ) is solved exactly.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups or a matrix that is not real;
 *   `VERIFICATION_FAILED` when the irreps do not add up to the representation.
 */
export function isotypicDecompositions(
  reps: readonly Representation[],
  options: DecompositionOptions = {},
): IsotypicDecomposition[] {
  const where = 'isotypicDecompositions';
  if (reps.length === 0) throw invalidArgument(where, 'at least one representation', 'none');
  const group = reps[0].group;
  for (const rep of reps) {
    const same =
      rep.group === group ||
      (rep.group.generators.length === group.generators.length &&
        rep.group.generators.every((g, k) => g.equals(group.generators[k])));
    if (!same) throw invalidArgument(where, 'representations of one group on the same generators', `${rep}`);
  }
  const meter = new WorkMeter(where, options);
  const source = options.irreps ? { irreps: options.irreps } : irrepsFor(reps, options);
  const { irreps } = source;
  const spaces = reps.map((rep) => copySpaces(where, rep, source, options, meter));
  const present = irreps.map((_, k) => k).filter((k) => spaces.some((list) => list[k].multiplicity > 0));
  return reps.map(
    (rep, i) =>
      new RealDecomposition(
        rep,
        present.map((k) => spaces[i][k]),
      ),
  );
}

/** Up to this order the irreps of the group are made; beyond it, those that occur are found in the representations. */
const LISTED_ORDER = 2000n;

/** Irreps to look for, with what is known of them on the orbits when they were found there. */
type IrrepSource = Pick<Constituents, 'irreps'> & Partial<Constituents>;

/**
 * Irreps that include all that occur. Groups small enough, and abelian groups, have theirs listed; for others, permutation
 * representations are split by their centraliser algebras.
 */
function irrepsFor(reps: readonly Representation[], options: DecompositionOptions): IrrepSource {
  const { group } = reps[0];
  const areActions = reps.every((rep) => rep instanceof PermutationRepresentation);
  if (!areActions || group.order <= LISTED_ORDER || group.isAbelian()) {
    try {
      return { irreps: realIrreps(group) };
    } catch (error) {
      if (!areActions || !(error instanceof IsotypicError) || error.code !== 'NOT_DECIDED') throw error;
    }
  }
  const classes = new Map<string, OrbitEdges>();
  for (const rep of reps as readonly PermutationRepresentation[]) {
    for (const orbit of orbitsOf(rep)) classes.set(orbit.signature, orbit);
  }
  try {
    return constituents(group, [...classes.values()], randomSource(options.seed));
  } catch (error) {
    const listable = group.order > LISTED_ORDER && group.order <= 20_000n;
    if (!listable || !(error instanceof IsotypicError) || error.code !== 'NOT_DECIDED') throw error;
    try {
      return { irreps: realIrreps(group) };
    } catch {
      throw error; // the first refusal says what stands in the way; the second only that the group is large
    }
  }
}

function orbitsOf(rep: PermutationRepresentation): OrbitEdges[] {
  const position = new Int32Array(rep.dimension);
  return orbitTrees(rep.images, rep.dimension).map((tree) => orbitEdges(tree, rep.images, position));
}

function copySpaces(
  where: string,
  rep: Representation,
  source: IrrepSource,
  options: DecompositionOptions,
  meter: WorkMeter,
): CopySpace[] {
  let spaces: CopySpace[];
  if (rep instanceof PermutationRepresentation) spaces = permutationCopies(rep, source, options, meter);
  else if (rep instanceof NumericRepresentation) {
    const multiplicities = numericMultiplicities(rep, source.irreps);
    spaces = source.irreps.map((irrep, k) => new NumericCopies(irrep, multiplicities[k], rep, options.seed));
  } else spaces = matrixCopies(where, rep, source.irreps);
  const total = spaces.reduce((sum, s) => sum + s.multiplicity * s.irrep.degree, 0);
  if (total !== rep.dimension) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where,
      expected: `copies of the given irreps of total dimension ${rep.dimension}`,
      received: `${total}`,
      remedy: 'The list of irreps is not complete, or the matrices are no representation: see checkRepresentation.',
      details: { multiplicities: spaces.map((s) => s.multiplicity) },
    });
  }
  return spaces;
}

/** One space of copies for each irrep, in their order; isomorphic orbits share the work. */
function permutationCopies(
  rep: PermutationRepresentation,
  { irreps, onOrbit }: IrrepSource,
  options: DecompositionOptions,
  meter: WorkMeter,
): CopySpace[] {
  const random = randomSource(options.seed);
  const orbits = orbitsOf(rep);
  const pieces = new Map<string, readonly Omit<OrbitCopies, 'orbit'>[]>();
  const classes = [...new Map(orbits.map((orbit) => [orbit.signature, orbit])).values()];
  const counted =
    onOrbit === undefined && fewClasses(rep.group, irreps) && classes.some((o) => !isRegular(rep, o))
      ? characterMultiplicities(rep, classes, irreps)
      : undefined;
  classes.forEach((orbit, o) => {
    const known = onOrbit?.get(orbit.signature);
    let list: readonly Omit<OrbitCopies, 'orbit'>[];
    if (known)
      list = irreps.map((irrep) => known.find((c) => c.irrep === irrep) ?? { multiplicity: 0, seeds: () => [] });
    else if (counted) list = irreps.map((irrep, k) => copiesOfNumber(irrep, orbit, counted[o][k], options.seed));
    else list = fixedSpaces(rep, orbit, irreps, random, meter);
    pieces.set(orbit.signature, list);
  });
  return irreps.map((irrep, k) => {
    const copies = orbits.map((orbit): OrbitCopies => {
      const piece = (pieces.get(orbit.signature) as readonly Omit<OrbitCopies, 'orbit'>[])[k];
      return { ...piece, orbit };
    });
    return new PermutationCopies(
      irrep,
      rep.dimension,
      copies.filter((c) => c.multiplicity > 0),
    );
  });
}

/** Whether characters are the cheap way to multiplicities: a matrix of every irrep for every class. */
function fewClasses(group: PermutationGroup, irreps: readonly RealIrrep[]): boolean {
  return irreps.length <= 32 && group.order <= 1_000_000n && group.conjugacyClasses().length <= 64;
}

function isRegular(rep: PermutationRepresentation, orbit: OrbitEdges): boolean {
  return BigInt(orbit.tree.points.length) === rep.group.order;
}

/** Copies whose number is known: the fixed space is looked for when they are looked at. */
function copiesOfNumber(
  irrep: RealIrrep,
  orbit: OrbitEdges,
  multiplicity: number,
  seed: number | undefined,
): Omit<OrbitCopies, 'orbit'> {
  return {
    multiplicity,
    seeds: once(() => {
      const frame = irrepFrame(irrep);
      const random = randomSource(seed); // its own stream: the order in which copies are looked at does not matter
      return orthogonalSeeds(frame, fixedRowsOfDimension(frame, orbit, random, multiplicity * frame.units));
    }),
  };
}

/** Points whose edges are looked at first. */
const NEAR_POINTS = 4;

/** By Frobenius reciprocity: the multiplicity of an irrep in an orbit is the dimension of its fixed space, over D. */
function fixedSpaces(
  rep: PermutationRepresentation,
  orbit: OrbitEdges,
  irreps: readonly RealIrrep[],
  random: RandomSource,
  meter: WorkMeter,
): Omit<OrbitCopies, 'orbit'>[] {
  const n = orbit.tree.points.length;
  if (isRegular(rep, orbit)) {
    return irreps.map((irrep) => ({
      multiplicity: irrep.degree / irrep.endomorphismDimension,
      seeds: once(() => orthogonalSeeds(irrepFrame(irrep), unitRows(irrepFrame(irrep)))),
    }));
  }
  // Upper bounds, sharpened until they add up to the number of points: then all of them are attained.
  const complete = (bounds: readonly Rows[]): boolean =>
    n === bounds.reduce((sum, rows, k) => sum + (rows.length / irreps[k].endomorphismDimension) * irreps[k].degree, 0);
  let exact: readonly Rows[] = irreps.map((irrep) => {
    meter.step(irrep.degree);
    return irrep.degree > n ? [] : fixedRowsNearBase(irrepFrame(irrep), orbit, NEAR_POINTS);
  });
  const sharpen = (one: (frame: IrrepFrame, rows: Rows) => Rows) => {
    if (!complete(exact)) exact = exact.map((rows, k) => (rows.length === 0 ? rows : one(irrepFrame(irreps[k]), rows)));
  };
  sharpen((frame, start) => fixedRowsUpperBound(frame, orbit, random, { start }));
  sharpen((frame, rows) => fixedRows(frame, orbit, rows));
  return exact.map((rows, k) => ({
    multiplicity: rows.length / irreps[k].endomorphismDimension,
    seeds: once(() => orthogonalSeeds(irrepFrame(irreps[k]), rows)),
  }));
}

function matrixCopies(where: string, rep: ExactRepresentation, irreps: readonly RealIrrep[]): CopySpace[] {
  const { generatorMatrices: given, dimension } = rep;
  const rational = given.every(isRationalMatrix);
  const generators = rational ? given.map(anyField) : given.map((m) => anyField(overCyclotomics(m)));
  if (!rational && !given.map(overCyclotomics).every((m) => m.entries.every((x) => x.isReal()))) {
    throw invalidArgument(where, 'real matrices', `${rep}, which has complex ones`, 'Decompose rep + conjugate(rep).');
  }
  return isOrthogonal(generators)
    ? irreps.map((irrep) => orthogonalCopies(irrep, generators, dimension))
    : independentCopies(irreps, generators, dimension);
}

function isOrthogonal(generators: readonly Matrix<unknown>[]): boolean {
  return generators.every((m) => m.transpose().times(m).equals(Matrix.identity(m.field, m.rows)));
}

/** The decomposition over ℝ, with the spaces of copies that its own package builds on. */
export class RealDecomposition implements IsotypicDecomposition {
  readonly field = 'real';
  readonly components: readonly IsotypicComponent[];
  private lazyBasis: Float64Layout | undefined;

  constructor(
    readonly representation: Representation,
    readonly spaces: readonly CopySpace[],
  ) {
    this.components = spaces.map((space) => new RealComponent(space, representation.dimension, representation.label));
  }

  basis(): { readonly columns: ExactMatrix; readonly gram: ExactMatrix } {
    const blocks = this.spaces.flatMap((space) =>
      Array.from({ length: space.multiplicity }, (_, i) => ({ space, T: space.intertwiner(i), norm: space.norm(i) })),
    );
    const all = blocks.map(({ T }) => T as ExactMatrix);
    const field = all.every(isRationalMatrix) ? (rationals as Field<unknown>) : (cyclotomics as Field<unknown>);
    const n = this.representation.dimension;
    const columns: unknown[] = new Array(n * n).fill(field.zero);
    let offset = 0;
    for (const block of all) {
      const T = overField(block, field);
      for (let i = 0; i < n; i++) for (let j = 0; j < T.cols; j++) columns[i * n + offset + j] = T.at(i, j);
      offset += T.cols;
    }
    const matrix = new Matrix(field, n, n, columns);
    const orthogonal = blocks.every(({ space }) => space.orthogonal);
    const gram = orthogonal ? blockGram(field, n, blocks) : matrix.transpose().times(matrix);
    return { columns: matrix as ExactMatrix, gram: gram as ExactMatrix };
  }

  orthonormalBasis(): Float64Layout {
    if (this.lazyBasis) return this.lazyBasis;
    if (this.spaces.some((space) => !space.orthogonal)) {
      throw invalidArgument(
        'IsotypicDecomposition.orthonormalBasis',
        'a representation by orthogonal matrices',
        `${this.representation}, which is not`,
        'Use basis(), which is exact and carries its Gram matrix.',
      );
    }
    const n = this.representation.dimension;
    const data = new Float64Array(n * n);
    let offset = 0;
    for (const space of this.spaces) {
      space.writeOrthonormal(data, n, offset);
      offset += space.multiplicity * space.irrep.degree;
    }
    this.lazyBasis = { data, rows: n, cols: n };
    return this.lazyBasis;
  }

  toString(): string {
    const terms = this.components
      .filter((c) => c.multiplicity > 0)
      .map((c) => (c.multiplicity === 1 ? c.label : `${c.multiplicity}·${c.label}`));
    return terms.join(' + ') || '0';
  }
}

/** The Gram matrix of orthogonal copies: blocks cᵢS. */
function blockGram(
  field: Field<unknown>,
  n: number,
  blocks: readonly { readonly space: CopySpace; readonly T: Matrix<unknown>; readonly norm: unknown }[],
): Matrix<unknown> {
  const entries: unknown[] = new Array(n * n).fill(field.zero);
  let offset = 0;
  for (const { space, T, norm } of blocks) {
    const lifted = overField(new Matrix(T.field, 1, 1, [norm]) as ExactMatrix, field).at(0, 0);
    const block = overField(irrepFrame(space.irrep).gram as ExactMatrix, field).scale(lifted);
    for (let i = 0; i < block.rows; i++) {
      for (let j = 0; j < block.cols; j++) entries[(offset + i) * n + offset + j] = block.at(i, j);
    }
    offset += block.rows;
  }
  return new Matrix(field, n, n, entries);
}

class RealComponent implements IsotypicComponent {
  readonly irrep: RealIrrep;
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  private lazyProjector: ExactMatrix | undefined;

  constructor(
    private readonly space: CopySpace,
    private readonly dimension: number,
    private readonly name: string,
  ) {
    this.irrep = space.irrep;
    this.label = space.irrep.label;
    this.degree = space.irrep.degree;
    this.multiplicity = space.multiplicity;
  }

  get type(): RealType {
    return this.irrep.type;
  }

  get isTrivial(): boolean {
    return this.irrep.isTrivial;
  }

  projector(): ExactMatrix {
    this.lazyProjector ??=
      this.multiplicity === 0
        ? Matrix.zero(rationals, this.dimension, this.dimension)
        : (this.space.projector() as ExactMatrix);
    return this.lazyProjector;
  }

  projectorFloat(): Float64Layout {
    if (!this.space.orthogonal) return toFloat64(this.projector());
    const n = this.dimension;
    const width = this.multiplicity * this.degree;
    const columns: Float64Layout = { data: new Float64Array(n * width), rows: n, cols: width };
    this.space.writeOrthonormal(columns.data, width, 0);
    return multiplyFloat(columns, transposeFloat(columns));
  }

  apply(x: Float64Array): Float64Array {
    const byOrbitals = this.space instanceof PermutationCopies ? this.space.applyByOrbitals(x) : null;
    if (byOrbitals !== null) return byOrbitals;
    const column: Float64Layout = { data: x, rows: x.length, cols: 1 };
    return multiplyFloat(this.projectorFloat(), column).data;
  }

  toString(): string {
    return `${this.multiplicity}·${this.label} in ${this.name}`;
  }
}
