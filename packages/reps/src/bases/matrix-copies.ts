/** The copies of an irrep in a representation by exact matrices. */
import {
  type ExactScalar,
  type Field,
  type Float64Layout,
  inverse,
  Matrix,
  rank,
  toFloat64,
  type WorkMeter,
} from '@isotypic/algebra';
import { product as floatProduct } from '@isotypic/numeric/dense';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField, overField } from '../matrices/exact-matrices.js';
import { homSpace, timesVector } from '../matrices/hom-space.js';
import { product } from '../matrices/products.js';
import type { ExactMatrix } from '../representations/representation.js';
import { doubleDoubleArray, rowTimesMatrix, sparseDoubleDouble } from './double-double.js';
import { embeddingOf, floatFrame, type IrrepFrame, irrepFrame } from './irrep-frame.js';
import { type ExactMultiplicitySpace, projectByColumns, projectorOfColumns } from './multiplicity-space.js';
import { once } from './once.js';

/**
 * An intertwiner T from the irrep with a left inverse that is an intertwiner too, and TᵀT = norm·S when ρ is
 * orthogonal.
 */
export interface MatrixCopy {
  readonly T: ExactMatrix;
  readonly norm: ExactScalar;
}

/** Makes the copies when they are first asked for, and keeps them. */
interface CopyMaker {
  /** Of the copies. */
  field(): Field<ExactScalar>;
  copies(meter?: WorkMeter): readonly MatrixCopy[];
  /** Lᵢ with Lᵢ T_j = δᵢⱼ, vanishing on all other components. */
  leftInverse(i: number, meter?: WorkMeter): ExactMatrix;
}

export class MatrixCopies implements ExactMultiplicitySpace {
  readonly kind = 'matrix';
  private lazyProjector: ExactMatrix | undefined;

  constructor(
    readonly irrep: RealIrrep,
    /** Of the representation. */
    readonly dimension: number,
    readonly multiplicity: number,
    readonly orthogonal: boolean,
    private readonly made: CopyMaker,
  ) {}

  intertwiner(i: number, meter?: WorkMeter): ExactMatrix {
    return this.made.copies(meter)[i].T;
  }

  norm(i: number): ExactScalar {
    return this.made.copies()[i].norm;
  }

  leftInverse(i: number, meter?: WorkMeter): ExactMatrix {
    return this.made.leftInverse(i, meter);
  }

  writeOrthonormal(target: Float64Array, stride: number, offset: number, meter?: WorkMeter): void {
    const d = this.irrep.degree;
    const { basis, lengths } = floatFrame(this.irrep);
    const copies = this.made.copies(meter);
    const embedding = embeddingOf(this.made.field());
    const row = doubleDoubleArray(d);
    const coordinates = doubleDoubleArray(d);
    copies.forEach(({ T, norm }, i) => {
      const scale = Math.sqrt(embedding.toNumber(norm));
      const sparse = sparseDoubleDouble(T, embedding);
      for (let x = 0; x < T.rows; x++) {
        meter?.step();
        row.hi.fill(0);
        row.lo.fill(0);
        for (let k = sparse.rowStart[x]; k < sparse.rowStart[x + 1]; k++) {
          row.hi[sparse.column[k]] = sparse.hi[k];
          row.lo[sparse.column[k]] = sparse.lo[k];
        }
        rowTimesMatrix(row, 0, basis, coordinates, 0);
        const at = x * stride + offset + i * d;
        for (let r = 0; r < d; r++) target[at + r] = coordinates.hi[r] / (lengths[r] * scale);
      }
    });
  }

  projectorFloat(meter?: WorkMeter): Float64Layout {
    return this.orthogonal ? projectorOfColumns(this, this.dimension, meter) : toFloat64(this.projector(meter));
  }

  apply(x: Float64Array): Float64Array {
    const isNarrow = 2 * this.multiplicity * this.irrep.degree <= this.dimension;
    if (this.orthogonal && isNarrow) return projectByColumns(this, x);
    return floatProduct(this.projectorFloat(), { data: x, rows: x.length, cols: 1 }).data;
  }

  /** P = Σᵢ Tᵢ Lᵢ. */
  projector(meter?: WorkMeter): ExactMatrix {
    const { dimension, made } = this;
    this.lazyProjector ??= made
      .copies(meter)
      .reduce(
        (sum, { T }, i) => sum.plus(product(T, this.leftInverse(i, meter), meter)),
        Matrix.zero(made.field(), dimension, dimension),
      );
    return this.lazyProjector;
  }
}

/** What copies are sought in: a representation's matrices, and how many there are, by characters. */
export interface CopiesSought {
  readonly generators: readonly ExactMatrix[];
  readonly dimension: number;
  /** The error to throw where another number of copies is found. */
  readonly incomplete: (found: number, meter: WorkMeter | undefined) => Error;
}

/**
 * All copies of an irrep in an orthogonal representation: Hom_G(ρ̂, ρ) by spinning one vector, then Gram–Schmidt over
 * the commuting algebra. For T′ in Hom, δ = (cᵢS)⁻¹TᵢᵀT′ commutes with ρ̂, and T′ − Tᵢδ is orthogonal to Tᵢ.
 */
export function orthogonalCopies(irrep: RealIrrep, multiplicity: number, sought: CopiesSought): MatrixCopies {
  const { generators, dimension, incomplete } = sought;
  const frame = once(() => irrepFrame(irrep, generators[0]?.field));
  let chosen: (MatrixCopy & { adjoint: ExactMatrix })[] | undefined;
  const copies = (meter?: WorkMeter): (MatrixCopy & { adjoint: ExactMatrix })[] => {
    if (chosen !== undefined) return chosen;
    const found = orthogonalized(frame(), homomorphisms(frame(), generators, dimension, meter), meter);
    if (found.length !== multiplicity) throw incomplete(found.length, meter);
    chosen = found;
    return found;
  };
  return new MatrixCopies(irrep, dimension, multiplicity, true, {
    field: () => frame().field,
    copies,
    leftInverse: (i, meter) => copies(meter)[i].adjoint,
  });
}

/** Copies orthogonal to each other from intertwiners that span Hom_G over the commuting algebra. */
export function orthogonalized(
  frame: IrrepFrame,
  candidates: readonly ExactMatrix[],
  meter: WorkMeter | undefined,
): (MatrixCopy & { adjoint: ExactMatrix })[] {
  const { field, gram, dual } = frame;
  const chosen: (MatrixCopy & { adjoint: ExactMatrix })[] = [];
  for (const candidate of candidates) {
    let T = candidate;
    for (const { T: earlier, adjoint } of chosen) T = T.minus(product(earlier, product(adjoint, T, meter), meter));
    if (T.isZero()) continue;
    const first = T.column(0).reduce((sum, x) => field.add(sum, field.mul(x, x)), field.zero);
    const norm = field.div(first, gram.at(0, 0)); // TᵀT = norm·S
    chosen.push({ T, adjoint: dual.times(T.transpose()).scale(field.inv(norm)), norm });
  }
  return chosen;
}

/**
 * All copies of several irreps in a representation that need not be orthogonal: intertwiners independent over the
 * commuting algebras. Side by side they are the change of basis, and the rows of its inverse are their left inverses.
 */
export function independentCopies(
  irreps: readonly RealIrrep[],
  multiplicities: readonly number[],
  sought: CopiesSought,
): MatrixCopies[] {
  const { generators, dimension, incomplete } = sought;
  const frames = irreps.map((irrep) => once(() => irrepFrame(irrep, generators[0]?.field)));
  const known: (ExactMatrix[] | undefined)[] = irreps.map(() => undefined);
  const homsTo = (k: number, meter?: WorkMeter) => homomorphisms(frames[k](), generators, dimension, meter);
  const intertwiners = (k: number, meter?: WorkMeter): ExactMatrix[] => {
    const before = known[k];
    if (before !== undefined) return before;
    const found = multiplicities[k] === 0 ? [] : independent(frames[k](), homsTo(k, meter), meter);
    if (found.length !== multiplicities[k]) throw incomplete(found.length, meter);
    known[k] = found;
    return found;
  };
  let inverses: ExactMatrix[] | undefined;
  const leftInverses = (meter?: WorkMeter): ExactMatrix[] => {
    if (inverses) return inverses;
    const all = irreps.flatMap((_, k) => intertwiners(k, meter));
    const joint = inOneField(all).reduce((left, right) => left.beside(right));
    const inverted = inverse(joint, { meter });
    let row = 0;
    inverses = all.map((T) => {
      const rows = Array.from({ length: T.cols }, (_, r) => inverted.row(row + r));
      row += T.cols;
      return Matrix.fromRows(joint.field, rows);
    });
    return inverses;
  };
  let first = 0;
  return irreps.map((irrep, k) => {
    const start = first;
    first += multiplicities[k];
    return new MatrixCopies(irrep, dimension, multiplicities[k], false, {
      field: () => frames[k]().field,
      copies: (meter) => intertwiners(k, meter).map((T) => ({ T, norm: frames[k]().field.one })),
      // rational where the frame is: L is its restriction to the component, where the copies are a rational basis,
      // after the component's projector, and a rational character's projector in a rational representation is rational
      leftInverse: (i, meter) => overField(leftInverses(meter)[start + i], frames[k]().field),
    });
  });
}

/**
 * Those of some intertwiners that are independent over the commuting algebra. Intertwiners are compared by their images
 * of one vector, which generates the irrep.
 */
export function independent(
  { field, commuting }: IrrepFrame,
  candidates: readonly ExactMatrix[],
  meter: WorkMeter | undefined,
): ExactMatrix[] {
  const images: ExactScalar[][] = [];
  const copies: ExactMatrix[] = [];
  for (const T of candidates) {
    const orbit = [T.column(0), ...commuting.map((z) => timesVector(T, z.column(0)))];
    if (images.length > 0 && rank(Matrix.fromRows(field, [...images, orbit[0]]), { meter }) === images.length) continue;
    images.push(...orbit);
    copies.push(T);
  }
  return copies;
}

/**
 * A basis of Hom_G(ρ̂, ρ). A group without generators is trivial, and every vector is a homomorphism from its irrep.
 */
function homomorphisms(
  frame: IrrepFrame,
  generators: readonly ExactMatrix[],
  dimension: number,
  meter: WorkMeter | undefined,
): ExactMatrix[] {
  const { field } = frame;
  if (generators.length === 0) {
    return Array.from({ length: dimension }, (_, c) =>
      Matrix.build(field, dimension, 1, (r) => (r === c ? field.one : field.zero)),
    );
  }
  return homSpace(
    'isotypicDecomposition',
    frame.generators,
    generators.map((m) => overField(m, field)),
    meter,
  );
}
