/** The orthonormal basis of a permutation representation as an operator: no dimension × dimension matrix is held. */
import { BudgetExceededError, type Float64Layout, IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { FLOAT_VECTOR } from '../argument-kinds.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import { type ColumnBlock, DenseColumns, ProjectorColumns } from './column-blocks.js';
import { FourierBasis } from './fourier-basis.js';
import { requireMemory } from './memory.js';
import { BlockBasis, CompletedBasis, type OrbitBasis } from './orbit-basis.js';
import { EXACT_DEGREE, type OrbitCopies, type PermutationCopies, singleCopyProjector } from './permutation-copies.js';

/**
 * Q with ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ, columns as in `orthonormalBasis`: components in order, then copy, then
 * coordinate.
 *
 * ρ̂ₖ is the normal form `irrep.orthogonalMatrices` of the component's irrep, except where `implicit` says otherwise: a
 * single copy of an irrep of real type, too large to be written out, is given by an orthonormal basis of its space that
 * has no other meaning, and its ρ̂ₖ(g) is Q_kᵀρ(g)Q_k.
 */
export interface StructuredBasis {
  readonly dimension: number;
  /** implicit[k]: component k is given by some orthonormal basis of its space. */
  readonly implicit: readonly boolean[];
  /** Q orbit by orbit: every point and every coordinate belongs to exactly one. */
  readonly orbits: readonly OrbitOfBasis[];
  /** Q x̂. */
  apply(coordinates: Float64Array): Float64Array;
  /** Qᵀ x. */
  applyTranspose(x: Float64Array): Float64Array;
  /**
   * The columns of one copy, dimension × (to − from): its coordinates from … to − 1, all of them by default.
   * @throws {IsotypicError} `OUT_OF_MEMORY` when they are too many to be written out
   */
  columns(component: number, copy: number, range?: ColumnRange): Float64Layout;
}

/** The part of a structured basis that lies on one orbit. */
export interface OrbitOfBasis {
  readonly points: Int32Array;
  /** The numbers of its coordinates among all, as many as points. */
  readonly coordinates: Int32Array;
  /** Q restricted to both. Orbits that are isomorphic, point by point in this order, share one object. */
  readonly basis: OrbitBasis;
}

/** Coordinates from … to − 1 of a copy. Default: all. */
export interface ColumnRange {
  readonly from?: number;
  readonly to?: number;
}

/** Options of a structured basis; a step of `budget` is a row of columns that are written out. */
export interface StructuredBasisOptions extends WorkOptions {
  /** Components of larger degree are not given by their own Gram matrix, degree × degree. Default 2000. */
  readonly largestGram?: number;
}

/** 32 MB of Gram matrix, a Cholesky factorization of 3·10⁹ multiplications. */
const LARGEST_GRAM = 2000;

const OPTION_KINDS: OptionKinds<StructuredBasisOptions> = { ...WORK_OPTION_KINDS, largestGram: integer(0) };

/** Up to this degree the copy of an irrep is spun from its exact matrices, also where its projector is known. */
const SPUN_DEGREE = 32;

/** Bytes of columns written out, or of orbitals kept, on one orbit. */
const ORBIT_BYTES = 4e8;

/**
 * The structured basis of a permutation representation. On an orbit of a large abelian group it is the Fourier basis.
 * On others, components are written out where they are small; given by columns of their orbital projector, if they
 * occur once; and the largest one that occurs once is the orthogonal complement of all others.
 * @throws {IsotypicError} `BUDGET_EXCEEDED` when an orbit has components that fit none of these
 * Cost: O(Σ degree³) once, over the components that are not spun; O(dimension · Σ degree) for a product, without the
 *   component that is a complement.
 */
export function structuredBasis(
  rep: PermutationRepresentation,
  spaces: readonly PermutationCopies[],
  options: StructuredBasisOptions,
): StructuredBasis {
  const where = 'IsotypicDecomposition.structuredBasis';
  checkOptions(where, options, OPTION_KINDS);
  const { largestGram = LARGEST_GRAM } = options;
  const meter = new WorkMeter(where, options);
  const known = new Map<string, OrbitPart>();
  const parts: OrbitOfBasis[] = [];
  // Coordinates of a component: its orbits in turn, and in each the copies that live there.
  const offsets = offsetsOf(spaces);
  const next = [...offsets];
  for (const pieces of orbitPieces(spaces)) {
    const { orbit } = pieces[0].copies;
    const n = orbit.tree.points.length;
    const part = known.get(orbit.signature) ?? orbitPart(pieces, n, largestGram, meter);
    known.set(orbit.signature, part);
    const at = new Int32Array(n);
    let filled = 0;
    for (const { component, width } of part.order) {
      for (let j = 0; j < width; j++) at[filled++] = next[component] + j;
      next[component] += width;
    }
    parts.push({ basis: part.basis, points: orbit.tree.points, coordinates: at });
  }
  const implicit = spaces.map((_, k) => [...known.values()].some((part) => part.completes === k));
  return new OrbitwiseBasis(rep.dimension, implicit, spaces, parts);
}

/** Where the coordinates of each component begin. */
function offsetsOf(spaces: readonly PermutationCopies[]): number[] {
  let offset = 0;
  return spaces.map((space) => {
    const start = offset;
    offset += space.multiplicity * space.irrep.degree;
    return start;
  });
}

class OrbitwiseBasis implements StructuredBasis {
  constructor(
    readonly dimension: number,
    readonly implicit: readonly boolean[],
    private readonly spaces: readonly PermutationCopies[],
    readonly orbits: readonly OrbitOfBasis[],
  ) {}

  apply(coordinates: Float64Array): Float64Array {
    this.requireVector('apply', 'coordinates', coordinates);
    const x = new Float64Array(this.dimension);
    for (const { basis, points, coordinates: at } of this.orbits) {
      const values = basis.times(gather(coordinates, at));
      for (let p = 0; p < points.length; p++) x[points[p]] = values[p];
    }
    return x;
  }

  applyTranspose(x: Float64Array): Float64Array {
    this.requireVector('applyTranspose', 'x', x);
    const coordinates = new Float64Array(this.dimension);
    for (const { basis, points, coordinates: at } of this.orbits) {
      const values = basis.transposeTimes(gather(x, points));
      for (let j = 0; j < at.length; j++) coordinates[at[j]] = values[j];
    }
    return coordinates;
  }

  columns(component: number, copy: number, range: ColumnRange = {}): Float64Layout {
    const where = 'StructuredBasis.columns';
    const { dimension, spaces } = this;
    checkArgument(where, 'component', component, integer(0, spaces.length - 1));
    const { multiplicity, irrep } = spaces[component];
    const { degree } = irrep;
    checkArgument(where, 'copy', copy, integer(0, multiplicity - 1));
    checkOptions(where, range, { from: integer(0, degree), to: integer(0, degree) });
    const { from = 0, to = degree } = range;
    if (from > to) throw invalidArgument(where, 'option to not below from', `${from} … ${to}`);
    requireMemory(where, dimension, to - from, 'Ask for a range { from, to } of coordinates, or use apply.');
    const cols = to - from;
    const data = new Float64Array(dimension * cols);
    const unit = new Float64Array(dimension);
    const first = offsetsOf(spaces)[component] + copy * degree;
    for (let j = from; j < to; j++) {
      const at = first + j;
      unit[at] = 1;
      this.apply(unit).forEach((value, x) => {
        data[x * cols + j - from] = value;
      });
      unit[at] = 0;
    }
    return { data, rows: dimension, cols };
  }

  private requireVector(name: string, argument: string, x: Float64Array): void {
    const where = `StructuredBasis.${name}`;
    checkArgument(where, argument, x, FLOAT_VECTOR);
    if (x.length === this.dimension) return;
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${argument} to be a vector of length ${this.dimension}`,
      received: `length ${x.length}`,
    });
  }
}

function gather(x: Float64Array, at: Int32Array): Float64Array {
  const out = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) out[i] = x[at[i]];
  return out;
}

/** The copies of one component on one orbit. */
interface Piece {
  readonly component: number;
  readonly space: PermutationCopies;
  readonly copies: OrbitCopies;
}

/** The basis of one orbit, shared by the orbits isomorphic to it. */
interface OrbitPart {
  readonly basis: OrbitBasis;
  /** Components in the order of the basis' coordinates. */
  readonly order: readonly { readonly component: number; readonly width: number }[];
  /** The component that is the complement of the others, or −1. */
  readonly completes: number;
}

/** The pieces on each orbit, orbits by their base points. */
function orbitPieces(spaces: readonly PermutationCopies[]): Piece[][] {
  const byBase = new Map<number, Piece[]>();
  spaces.forEach((space, component) => {
    for (const copies of space.pieces) {
      const base = copies.orbit.tree.points[0];
      const list = byBase.get(base) ?? [];
      list.push({ component, space, copies });
      byBase.set(base, list);
    }
  });
  return [...byBase].sort(([a], [b]) => a - b).map(([, pieces]) => pieces);
}

function orbitPart(pieces: readonly Piece[], n: number, largestGram: number, meter: WorkMeter): OrbitPart {
  const fourier = pieces.flatMap(({ copies }) => copies.fourier ?? []);
  if (fourier.length === pieces.length && fourier.length > 0) {
    return {
      basis: new FourierBasis(fourier[0].orbit, fourier),
      order: pieces.map(({ component, copies }) => ({ component, width: copies.fourier?.degree ?? 0 })),
      completes: -1,
    };
  }
  const widthOf = ({ space, copies }: Piece) => copies.multiplicity * space.irrep.degree;
  const isSpun = ({ space, copies }: Piece) =>
    space.irrep.degree <= SPUN_DEGREE || singleCopyProjector(space, copies) === undefined;
  const large = pieces.filter((piece) => !isSpun(piece)).sort((a, b) => widthOf(b) - widthOf(a));
  const complement = large.find((piece) => widthOf(piece) > largestGram && piece.copies.projector?.isShared === false);
  const listed = pieces.filter((piece) => piece !== complement);
  const refuse = (piece: Piece, bytes: number): never => {
    throw new BudgetExceededError({
      where: 'IsotypicDecomposition.structuredBasis',
      expected:
        `components of degree at most ${largestGram} that occur once, or ${EXACT_DEGREE} ` +
        `otherwise, but for one that occurs once and in one kind of orbit, in less than ${gigabytes(ORBIT_BYTES)}`,
      received:
        `${piece.copies.multiplicity} × degree ${piece.space.irrep.degree} on ${n} points ` + `(${gigabytes(bytes)})`,
      remedy: 'Pass a larger { largestGram }, or use the projectors component.apply(x), which need no basis.',
      details: { degree: piece.space.irrep.degree, multiplicity: piece.copies.multiplicity, points: n, bytes },
    });
  };
  let bytes = 0;
  const blocks = listed.map((piece): ColumnBlock => {
    meter.step(n);
    const { space, copies } = piece;
    const width = widthOf(piece);
    const spun = isSpun(piece);
    const projector = spun ? undefined : singleCopyProjector(space, copies);
    bytes += projector === undefined ? 8 * n * width : ProjectorColumns.bytesOf(projector, width);
    if (bytes > ORBIT_BYTES || (spun ? space.irrep.degree > EXACT_DEGREE : width > largestGram)) refuse(piece, bytes);
    if (spun) return new DenseColumns(space.orthonormalOnOrbit(copies.orbit, meter), width);
    if (projector === undefined) throw refuse(piece, bytes);
    return new ProjectorColumns(projector, width);
  });
  const order = [...listed, ...(complement ? [complement] : [])].map((piece) => ({
    component: piece.component,
    width: widthOf(piece),
  }));
  return complement
    ? { basis: new CompletedBasis(blocks, n), order, completes: complement.component }
    : { basis: new BlockBasis(blocks, n), order, completes: -1 };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(2)} GB`;
}
