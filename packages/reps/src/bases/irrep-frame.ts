/** A real irrep as the decomposition uses it: all its exact data over one field, and the same data for float work. */

import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  type Field,
  Matrix,
  rationals,
} from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { ObjectCache } from '../caches.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { isRationalField, jointField, overField } from '../matrices/exact-matrices.js';
import { fractionOfDouble } from '../matrices/fraction-of-double.js';
import { type RealEmbedding, type SparseDoubleDouble, sparseDoubleDouble } from './double-double.js';

/** Exact matrices share one field; its elements are opaque here and only its operations are used. */
export interface IrrepFrame {
  readonly irrep: RealIrrep;
  readonly degree: number;
  /** Real dimension of the commuting algebra. */
  readonly endomorphismDimension: 1 | 2 | 4;
  readonly field: Field<ExactScalar>;
  readonly generators: readonly ExactMatrix[];
  readonly inverses: readonly ExactMatrix[];
  /** The invariant form S. */
  readonly gram: ExactMatrix;
  /** S⁻¹. */
  readonly dual: ExactMatrix;
  /** z₁, …, z_{e−1}: they commute with every ρ̂(g), and span the commuting algebra together with 1. */
  readonly commuting: readonly ExactMatrix[];
  /** The form S⁻¹ on row vectors, in which the right action of ρ̂ is orthogonal. */
  dualForm(v: readonly ExactScalar[], w: readonly ExactScalar[]): ExactScalar;
}

/**
 * What float work needs: ρ̂(g)⁻¹ and ρ̂(g) in double-double, and the orthogonal basis with the lengths of its columns.
 */
export interface FloatFrame {
  readonly generators: readonly SparseDoubleDouble[];
  readonly inverses: readonly SparseDoubleDouble[];
  readonly basis: SparseDoubleDouble;
  readonly lengths: Float64Array;
}

const frames = new ObjectCache<RealIrrep, IrrepFrame>();
const cyclotomicFrames = new ObjectCache<RealIrrep, IrrepFrame>();
const floatFrames = new ObjectCache<RealIrrep, FloatFrame>();

/** The exact frame of an irrep, made once: over the smallest field its matrices need that contains `field`. */
export function irrepFrame(irrep: RealIrrep, field: Field<ExactScalar> = rationals): IrrepFrame {
  const cache = isRationalField(field) ? frames : cyclotomicFrames;
  return cache.getOrMake(irrep, () => makeFrame(irrep, field));
}

/** Over the smallest of the two fields that contains `least` and the irrep's matrices. */
function makeFrame(irrep: RealIrrep, least: Field<ExactScalar>): IrrepFrame {
  const given = [...irrep.generatorMatrices, irrep.gram, ...irrep.commutingUnits, irrep.orthogonalBasis.columns];
  const field = isRationalField(least) ? jointField(given) : cyclotomics;
  const matrices = given.map((m) => overField(m, field));
  const t = irrep.generatorMatrices.length;
  const generators = matrices.slice(0, t);
  const gram = matrices[t];
  const columns = matrices[matrices.length - 1];
  const inverseNorms = diagonalOfForm(gram, columns).map((x) => field.inv(x));
  // S⁻¹ = C N⁻¹ Cᵀ for the orthogonal basis C with squared lengths N, and ρ̂(g)⁻¹ = S⁻¹ρ̂(g)ᵀS: no elimination, which
  // in a large cyclotomic field costs a hundred times more.
  const scaled = new Matrix(
    field,
    columns.rows,
    columns.cols,
    columns.entries.map((x, at) => (field.isZero(x) ? x : field.mul(x, inverseNorms[at % columns.cols]))),
  );
  const dual = scaled.times(columns.transpose());
  return {
    irrep,
    degree: irrep.degree,
    endomorphismDimension: irrep.endomorphismDimension,
    field,
    generators,
    inverses: generators.map((m) => dual.times(m.transpose()).times(gram)),
    gram,
    dual,
    commuting: matrices.slice(t + 1, -1),
    dualForm(v, w) {
      const [x, y] = [rowTimes(v, columns), v === w ? null : rowTimes(w, columns)];
      let sum = field.zero;
      for (let j = 0; j < x.length; j++) {
        const product = field.mul(x[j], (y ?? x)[j]);
        if (!field.isZero(product)) sum = field.add(sum, field.mul(product, inverseNorms[j]));
      }
      return sum;
    },
  };
}

/** The float frame of an irrep, made once. */
export function floatFrame(irrep: RealIrrep): FloatFrame {
  const known = floatFrames.get(irrep);
  if (known) return known;
  const { generators, inverses, field } = irrepFrame(irrep);
  const embedding = embeddingOf(field);
  const { columns, norms } = irrep.orthogonalBasis;
  const frame: FloatFrame = {
    generators: generators.map((m) => sparseDoubleDouble(m, embedding)),
    inverses: inverses.map((m) => sparseDoubleDouble(m, embedding)),
    basis: sparseDoubleDouble(overField(columns, field), embedding),
    lengths: Float64Array.from(norms, Math.sqrt),
  };
  floatFrames.set(irrep, frame);
  return frame;
}

/** v·M for a row vector, skipping zeros; over a large field as a product of matrices, whose sums are reduced once. */
export function rowTimes<T>(v: readonly T[], M: Matrix<T>): T[] {
  const { field, cols, entries } = M;
  if ((field as unknown) === cyclotomics) return [...new Matrix(field, 1, v.length, v).times(M).entries];
  const product: T[] = new Array(cols).fill(field.zero);
  for (let i = 0; i < v.length; i++) {
    const x = v[i];
    if (field.isZero(x)) continue;
    for (let j = 0; j < cols; j++) {
      const a = entries[i * cols + j];
      if (!field.isZero(a)) product[j] = field.add(product[j], field.mul(x, a));
    }
  }
  return product;
}

function diagonalOfForm(S: ExactMatrix, columns: ExactMatrix): ExactScalar[] {
  const { field } = S;
  const image = S.times(columns);
  return Array.from({ length: columns.cols }, (_, j) => {
    let sum = field.zero;
    for (let i = 0; i < S.rows; i++) sum = field.add(sum, field.mul(columns.at(i, j), image.at(i, j)));
    return sum;
  });
}

/** How the elements of a real exact field round to doubles. */
export function embeddingOf(field: Field<ExactScalar>): RealEmbedding<ExactScalar> {
  const rational: RealEmbedding<Fraction> = { toNumber: (x) => x.valueOf(), fromNumber: fractionOfDouble };
  if (isRationalField(field)) return rational as RealEmbedding<ExactScalar>;
  const cyclotomic: RealEmbedding<Cyclotomic> = {
    toNumber: (x) => x.toNumber(),
    fromNumber: (x) => Cyclotomic.fromRational(fractionOfDouble(x)),
  };
  return cyclotomic as RealEmbedding<ExactScalar>;
}
