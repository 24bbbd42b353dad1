/** All copies of one irrep inside one representation, orthogonal to each other, each carrying the same matrices. */
import type { ExactMatrix, ExactScalar } from '@isotypic/algebra';
import type { RealIrrep } from '../irreps/real-irrep.js';

/**
 * The copies are the images of intertwiners T₁, …, T_m from the irrep. When the representation is orthogonal,
 * TᵢᵀTⱼ = δᵢⱼ cᵢ S, where S is the irrep's invariant form.
 */
export interface CopySpace {
  readonly irrep: RealIrrep;
  readonly multiplicity: number;
  /** False when the representation's matrices are not orthogonal: then the Tᵢ are only independent. */
  readonly orthogonal: boolean;
  /** Tᵢ, exact, dimension × degree. */
  intertwiner(i: number): ExactMatrix;
  /** Lᵢ, degree × dimension: an intertwiner back with Lᵢ T_j = δᵢⱼ that vanishes on all other components. */
  leftInverse(i: number): ExactMatrix;
  /** cᵢ, exact and positive. */
  norm(i: number): ExactScalar;
  /**
   * Writes the orthonormal float64 columns of the copies into the row-major `target` with `stride` columns, from column
   * `offset` on, copy after copy.
   */
  writeOrthonormal(target: Float64Array, stride: number, offset: number): void;
  /** The exact projector onto the span of the copies that commutes with the group. */
  projector(): ExactMatrix;
}
