/** The copies of an irrep in a permutation representation, orbit by orbit. */
import {
  BudgetExceededError,
  type ExactMatrix,
  type ExactScalar,
  type Field,
  type Float64Layout,
  Matrix,
  type WorkMeter,
} from '@isotypic/algebra';
import { product as floatProduct } from '@isotypic/numeric/dense';
import type { LinearCharacter } from '../irreps/abelian/linear-irreps.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { product } from '../matrices/products.js';
import { pairRow } from '../orbitals/centralizer-algebra.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import { applyOrbitals, type OrbitalCombination } from '../orbitals/orbital-apply.js';
import { ProjectorColumns } from './column-blocks.js';
import { doubleDoubleArray, rowTimesMatrix, sparseDoubleDouble } from './double-double.js';
import type { FixedVector } from './fixed-vectors.js';
import { type FourierCopy, writeCharacter } from './fourier-basis.js';
import { embeddingOf, floatFrame, type IrrepFrame, irrepFrame } from './irrep-frame.js';
import { requireMemory } from './memory.js';
import { type ExactMultiplicitySpace, projectByColumns, projectorOfColumns } from './multiplicity-space.js';
import { spunRows } from './spun-rows.js';

/** The copies that live on one orbit. Their fixed vectors may be dear: they are found when they are looked at. */
export interface OrbitCopies {
  readonly orbit: OrbitEdges;
  readonly multiplicity: number;
  fixedVectors(): readonly FixedVector[];
  /** The projector of the component on this orbit by orbitals, when it is known. */
  readonly projector?: OrbitalProjector;
  /** The copy as a character, on an orbit of an abelian group. */
  readonly fourier?: FourierCopy;
  /** The character behind the irrep, where the one copy starts from `rowOfForm`. */
  readonly character?: LinearCharacter;
}

/** The projector of a component on one orbit. */
export interface OrbitalProjector extends OrbitalCombination<ExactScalar> {
  readonly field: Field<ExactScalar>;
  /** Whether the irrep was found on this orbit, in a basis of its component. */
  readonly isNative: boolean;
  /** Whether the irrep also occurs on orbits of another kind. */
  readonly isShared: boolean;
}

/** One copy: it lives on one orbit and is spun from its row at the base point. */
interface OrbitCopy {
  readonly orbit: OrbitEdges;
  readonly vector: readonly ExactScalar[];
  readonly norm: ExactScalar;
}

/** Up to this degree columns are spun from exact matrices in double-double and rounded once, whatever else is known. */
const SHORT_DEGREE = 64;

/** Up to this degree they are where nothing else is known: exact orthogonal bases take minutes beyond. */
export const EXACT_DEGREE = 200;

/** Up to this degree columns are made from those of the projector, where they give the irrep's normal form. */
const PROJECTED_DEGREE = 2000;

/** Entries of a component's columns that are kept, 2¹⁴: some megabytes at most. */
const KEPT_ENTRIES = 2 ** 14;

export class PermutationCopies implements ExactMultiplicitySpace {
  readonly kind = 'permutation';
  readonly orthogonal = true;
  readonly multiplicity: number;
  private lazyCopies: readonly OrbitCopy[] | undefined;
  private lazyProjector: ExactMatrix | undefined;
  private readonly keptRows = new Map<number, (readonly ExactScalar[])[]>();

  constructor(
    readonly irrep: RealIrrep,
    readonly dimension: number,
    /** Orbit by orbit. */
    readonly pieces: readonly OrbitCopies[],
  ) {
    this.multiplicity = pieces.reduce((sum, piece) => sum + piece.multiplicity, 0);
  }

  private get frame(): IrrepFrame {
    return irrepFrame(this.irrep);
  }

  private get copies(): readonly OrbitCopy[] {
    this.lazyCopies ??= this.pieces.flatMap(({ orbit, fixedVectors }) =>
      fixedVectors().map(({ vector, norm }) => ({ orbit, vector, norm })),
    );
    return this.lazyCopies;
  }

  intertwiner(i: number, meter?: WorkMeter): ExactMatrix {
    const { field, degree } = this.frame;
    const { orbit } = this.copies[i];
    const entries: ExactScalar[] = new Array(this.dimension * degree).fill(field.zero);
    const rows = this.rows(i, meter);
    rows.forEach((row, position) => {
      const x = orbit.tree.points[position];
      for (let r = 0; r < degree; r++) entries[x * degree + r] = row[r];
    });
    return new Matrix(field, this.dimension, degree, entries);
  }

  /** L = (cS)⁻¹Tᵀ. */
  leftInverse(i: number, meter?: WorkMeter): ExactMatrix {
    const { field, dual } = this.frame;
    return product(dual.scale(field.inv(this.norm(i))), this.intertwiner(i, meter).transpose(), meter);
  }

  /** TᵀT = cS with c = (n/d)·v S⁻¹ vᵀ: compare the traces of S⁻¹TᵀT = Σ T_xᵀT_x S⁻¹. */
  norm(i: number): ExactScalar {
    const { field, degree } = this.frame;
    const { orbit, norm } = this.copies[i];
    const n = orbit.tree.points.length;
    return field.mul(norm, field.div(field.fromInteger(n), field.fromInteger(degree)));
  }

  projectorFloat(meter?: WorkMeter): Float64Layout {
    return this.projectorByOrbitals() ?? projectorOfColumns(this, this.dimension, meter);
  }

  apply(x: Float64Array): Float64Array {
    const image = this.applyByOrbitals(x);
    if (image !== null) return image;
    if (2 * this.multiplicity * this.irrep.degree <= this.dimension) return projectByColumns(this, x);
    requireMemory('IsotypicComponent.apply', this.dimension, this.dimension, 'Decompose the orbits one by one.');
    return floatProduct(this.projectorFloat(), { data: x, rows: x.length, cols: 1 }).data;
  }

  writeOrthonormal(target: Float64Array, stride: number, offset: number, meter?: WorkMeter): void {
    const { degree } = this.irrep;
    if (this.writeCharacters(target, stride, offset, meter)) return;
    if (degree > SHORT_DEGREE && this.writeProjected(target, stride, offset)) return;
    if (degree > EXACT_DEGREE) {
      throw new BudgetExceededError({
        where: 'IsotypicDecomposition.orthonormalBasis',
        expected:
          `degrees up to ${EXACT_DEGREE}, or up to ${PROJECTED_DEGREE} for an irrep of real type ` +
          `that occurs once and was found there`,
        received: `${this.multiplicity} × degree ${degree} of ${this.irrep.type} type`,
        remedy: 'Use structuredBasis(), or the projectors component.apply(x).',
        details: { degree, multiplicity: this.multiplicity },
      });
    }
    this.copies.forEach((copy, i) => {
      this.writeCopy(i, target, stride, offset + i * degree, copy.orbit.tree.points, meter);
    });
  }

  /** Writes the columns from those of the projectors instead of exact matrices; false where they do not give them. */
  private writeProjected(target: Float64Array, stride: number, offset: number): boolean {
    const { degree } = this.irrep;
    const projectors = this.pieces.map((copies) => singleCopyProjector(this, copies));
    if (degree > PROJECTED_DEGREE || projectors.includes(undefined)) return false;
    const made = new Map<string, ProjectorColumns>();
    this.pieces.forEach(({ orbit }, i) => {
      const projector = projectors[i] as OrbitalCombination<number>;
      const block = made.get(orbit.signature) ?? new ProjectorColumns(projector, degree);
      made.set(orbit.signature, block);
      orbit.tree.points.forEach((x, position) => {
        target.set(block.row(position), x * stride + offset + i * degree);
      });
    });
    return true;
  }

  /** Columns √(1/n)·χ or √(2/n)·(cos θ, sin θ), where all copies are those of a character; no exact matrix is made. */
  private writeCharacters(target: Float64Array, stride: number, offset: number, meter?: WorkMeter): boolean {
    if (this.pieces.some(({ character }) => character === undefined)) return false;
    const { degree } = this.irrep;
    this.pieces.forEach(({ orbit, character }, i) => {
      meter?.step(orbit.tree.points.length);
      writeCharacter(orbit, character as LinearCharacter, degree, target, stride, offset + i * degree);
    });
    return true;
  }

  /** The orthonormal columns of the copies on one orbit, row-major, a row for each position. */
  orthonormalOnOrbit(orbit: OrbitEdges, meter?: WorkMeter): Float64Array {
    const { degree } = this.irrep;
    const n = orbit.tree.points.length;
    const positions = Int32Array.from({ length: n }, (_, p) => p);
    const character = this.pieces.find((piece) => piece.orbit === orbit)?.character;
    if (character !== undefined) {
      const columns = new Float64Array(n * degree);
      writeCharacter(orbit, character, degree, columns, degree, 0, positions);
      return columns;
    }
    const here = this.copies.map((_, i) => i).filter((i) => this.copies[i].orbit === orbit);
    const width = here.length * degree;
    const target = new Float64Array(n * width);
    here.forEach((i, copy) => {
      this.writeCopy(i, target, width, copy * degree, positions, meter);
    });
    return target;
  }

  /** Writes the columns of one copy; position p of its orbit goes to row rows[p]. */
  private writeCopy(
    i: number,
    target: Float64Array,
    stride: number,
    offset: number,
    rows: Int32Array,
    meter?: WorkMeter,
  ): void {
    const { degree: d, field } = this.frame;
    const { generators, inverses, basis, lengths } = floatFrame(this.irrep);
    const embedding = embeddingOf(field);
    const { orbit, vector } = this.copies[i];
    const { tree } = orbit;
    const n = tree.points.length;
    const spun = doubleDoubleArray(n * d);
    const start = sparseDoubleDouble(new Matrix(field, 1, d, vector), embedding);
    for (let k = 0; k < start.column.length; k++) {
      spun.hi[start.column[k]] = start.hi[k];
      spun.lo[start.column[k]] = start.lo[k];
    }
    const scale = Math.sqrt(embedding.toNumber(this.norm(i)));
    const coordinates = doubleDoubleArray(d);
    for (let p = 0; p < n; p++) {
      meter?.step();
      if (p > 0) {
        const step = (tree.inverted[p] ? generators : inverses)[tree.generator[p]];
        rowTimesMatrix(spun, tree.parent[p] * d, step, spun, p * d);
      }
      rowTimesMatrix(spun, p * d, basis, coordinates, 0);
      const at = rows[p] * stride + offset;
      for (let r = 0; r < d; r++) target[at + r] = coordinates.hi[r] / (lengths[r] * scale);
    }
  }

  /**
   * P[x][y] = Σᵢ T_x (cᵢS)⁻¹ T_yᵀ depends only on the orbital of (x, y): the rows of the base points are computed, the
   * others carried along the trees.
   */
  projector(meter?: WorkMeter): ExactMatrix {
    this.lazyProjector ??= this.makeProjector(meter);
    return this.lazyProjector;
  }

  private makeProjector(_meter: WorkMeter | undefined): ExactMatrix {
    const [first, ...others] = this.pieces.map((piece) => piece.projector?.field);
    const field = first !== undefined && others.every((f) => f === first) ? first : this.frame.field;
    const n = this.dimension;
    const entries: ExactScalar[] = new Array(n * n).fill(field.zero);
    for (const piece of this.pieces) {
      const { points } = piece.orbit.tree;
      const { projector, orbit } = piece;
      const row =
        projector?.field === field
          ? Array.from(projector.label, (k) => projector.coefficients[k])
          : this.baseRow(orbit);
      row.forEach((value, position) => {
        entries[points[0] * n + points[position]] = value;
      });
      fillAlongTree(entries, n, piece.orbit);
    }
    return new Matrix(field, n, n, entries);
  }

  /**
   * P in doubles by orbitals, each entry rounded once; null when the projector is not known by orbitals on every orbit.
   */
  private projectorByOrbitals(): Float64Layout | null {
    const n = this.dimension;
    const data = new Float64Array(n * n);
    for (const { orbit, projector } of this.pieces) {
      if (projector === undefined) return null;
      const embedding = embeddingOf(projector.field);
      const coefficients = projector.coefficients.map((c) => embedding.toNumber(c));
      const { points } = orbit.tree;
      points.forEach((x, position) => {
        pairRow(projector.transversal, projector.label, position).forEach((k, y) => {
          data[x * n + points[y]] = coefficients[k];
        });
      });
    }
    return { data, rows: n, cols: n };
  }

  /** Px by orbitals; null when the projector is not known by orbitals on every orbit. */
  private applyByOrbitals(x: Float64Array): Float64Array | null {
    const y = new Float64Array(this.dimension);
    for (const { orbit, projector } of this.pieces) {
      if (projector === undefined) return null;
      const embedding = embeddingOf(projector.field);
      const coefficients = projector.coefficients.map((c) => embedding.toNumber(c));
      applyOrbitals(orbit, { ...projector, coefficients }, x, y);
    }
    return y;
  }

  /** P[x₀][y] = Σᵢ v S⁻¹ T_yᵀ/cᵢ for the base point x₀, where T is v, and the y of its orbit. */
  private baseRow(orbit: OrbitEdges, meter?: WorkMeter): ExactScalar[] {
    const { field, dual, degree } = this.frame;
    let sum = Matrix.zero(field, orbit.tree.points.length, 1);
    this.copies.forEach((copy, i) => {
      if (copy.orbit !== orbit) return;
      const start = new Matrix(field, degree, 1, copy.vector);
      const functional = product(dual, start, meter).scale(field.inv(this.norm(i)));
      sum = sum.plus(product(Matrix.fromRows(field, this.rows(i, meter)), functional, meter));
    });
    return [...sum.entries];
  }

  /** The rows T_x in the order of the orbit's tree; kept where they are few. */
  private rows(i: number, meter?: WorkMeter): (readonly ExactScalar[])[] {
    const kept = this.keptRows.get(i);
    if (kept !== undefined) return kept;
    const { orbit, vector } = this.copies[i];
    const rows = spunRows(this.frame, orbit.tree, vector, meter);
    if (rows.length * vector.length * this.multiplicity <= KEPT_ENTRIES) this.keptRows.set(i, rows);
    return rows;
  }
}

/** M[gx][gy] = M[x][y]: the row of a point from the row of its parent, inside one orbit. */
export function fillAlongTree(entries: ExactScalar[], n: number, orbit: OrbitEdges): void {
  const { tree, targets } = orbit;
  const { points, parent, generator, inverted } = tree;
  for (let p = 1; p < points.length; p++) {
    const [from, to] = [points[parent[p]] * n, points[p] * n];
    const target = targets[generator[p]];
    for (let q = 0; q < points.length; q++) {
      // Column y of the parent's row moves to column g(y), or comes from it when the edge is an inverse.
      if (inverted[p]) entries[to + points[q]] = entries[from + points[target[q]]];
      else entries[to + points[target[q]]] = entries[from + points[q]];
    }
  }
}

/**
 * The projector in doubles, where its columns give the irrep's own normal form: one copy, of real type, found on this
 * orbit.
 */
export function singleCopyProjector(
  { irrep }: PermutationCopies,
  { multiplicity, projector }: OrbitCopies,
): OrbitalCombination<number> | undefined {
  if (multiplicity !== 1 || irrep.type !== 'real' || projector?.isNative !== true) return undefined;
  const embedding = embeddingOf(projector.field);
  return { ...projector, coefficients: projector.coefficients.map((c) => embedding.toNumber(c)) };
}
