/** All copies of one irrep inside one representation, orthogonal to each other, each carrying the same matrices. */
import type { ExactMatrix, ExactScalar, Float64Layout, WorkMeter } from '@isotypic/algebra';
import { product as floatProduct } from '@isotypic/numeric/dense';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { requireMemory } from './memory.js';

/** What every space of copies gives, in doubles. */
export interface MultiplicitySpace {
  /** That of the representation: exact matrices have exact copies. */
  readonly kind: 'permutation' | 'matrix' | 'numeric';
  /** Of the representation. */
  readonly dimension: number;
  readonly irrep: RealIrrep;
  readonly multiplicity: number;
  /** False when the representation's matrices are not orthogonal: then the copies are only independent. */
  readonly orthogonal: boolean;
  /**
   * Writes the orthonormal float64 columns of the copies into the row-major `target` with `stride` columns, from column
   * `offset` on, copy after copy.
   */
  writeOrthonormal(target: Float64Array, stride: number, offset: number, meter?: WorkMeter): void;
  /** The projector onto the span of the copies that commutes with the group, in doubles. */
  projectorFloat(meter?: WorkMeter): Float64Layout;
  /** Its image of a vector; where that is cheaper, without the matrix. */
  apply(x: Float64Array): Float64Array;
}

/**
 * The copies are the images of intertwiners T₁, …, T_m from the irrep. When the representation is orthogonal,
 * TᵢᵀTⱼ = δᵢⱼ cᵢ S, where S is the irrep's invariant form.
 */
export interface ExactMultiplicitySpace extends MultiplicitySpace {
  readonly kind: 'permutation' | 'matrix';
  /** Tᵢ, exact, dimension × degree. */
  intertwiner(i: number, meter?: WorkMeter): ExactMatrix;
  /** Lᵢ, degree × dimension: an intertwiner back with Lᵢ T_j = δᵢⱼ that vanishes on all other components. */
  leftInverse(i: number, meter?: WorkMeter): ExactMatrix;
  /** cᵢ, exact and positive. */
  norm(i: number): ExactScalar;
  /** The exact projector onto the span of the copies that commutes with the group. */
  projector(meter?: WorkMeter): ExactMatrix;
}

/** The orthonormal columns of the copies, dimension × (multiplicity · degree). */
export function orthonormalColumns(space: MultiplicitySpace, dimension: number, meter?: WorkMeter): Float64Layout {
  const width = space.multiplicity * space.irrep.degree;
  requireMemory('IsotypicComponent', dimension, width, 'Use structuredBasis().');
  const columns = { data: new Float64Array(dimension * width), rows: dimension, cols: width };
  space.writeOrthonormal(columns.data, width, 0, meter);
  return columns;
}

/** EEᵀ for the orthonormal columns E. */
export function projectorOfColumns(space: MultiplicitySpace, dimension: number, meter?: WorkMeter): Float64Layout {
  const columns = orthonormalColumns(space, dimension, meter);
  return floatProduct(columns, columns, { transposeRight: true });
}

/** EEᵀx for the orthonormal columns E. */
export function projectByColumns(space: MultiplicitySpace, x: Float64Array): Float64Array {
  const columns = orthonormalColumns(space, x.length);
  const vector = { data: x, rows: x.length, cols: 1 };
  return floatProduct(columns, floatProduct(columns, vector, { transposeLeft: true })).data;
}
