/** What an isotypic decomposition over ℝ is. */
import type { ExactMatrix, Float64Layout, WorkOptions } from '@isotypic/algebra';
import type { StructuredBasis, StructuredBasisOptions } from '../bases/structured-basis.js';
import type { RealType } from '../irreps/endomorphism-units.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import type { Representation } from '../representations/kinds.js';

/** What every decomposition says of the copies of one irreducible, of a finite group or not. */
export interface ActionComponent {
  readonly label: string;
  /** Dimension of one copy. */
  readonly degree: number;
  /** Number of copies. */
  readonly multiplicity: number;
  readonly type: RealType;
  readonly isTrivial: boolean;
}

/** What estimates need of a decomposition: which irreducibles, how often, and an orthonormal basis that matches. */
export interface ActionDecomposition {
  readonly components: readonly ActionComponent[];
  /** Components in order, then copy, then coordinate; all copies of an irreducible have the same matrices. */
  orthonormalBasis(): Float64Layout;
  /** Decompositions made together share it: only within one family do equal labels mean equal matrices. */
  readonly family?: object;
  /** The matrix of a uniformly random element of the group, from standard normal numbers, where that can be drawn. */
  readonly randomMatrix?: ((normal: () => number) => Float64Layout) | undefined;
}

/** All copies of one irrep in a representation. A step of every `budget` is a row of a matrix. */
export interface IsotypicComponent extends ActionComponent {
  readonly irrep: RealIrrep;
  /**
   * The exact projector onto the component that commutes with the group.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a representation by floats; `OUT_OF_MEMORY` when the matrix would be
   *   too large; `BUDGET_EXCEEDED`
   */
  projector(options?: WorkOptions): ExactMatrix;
  /**
   * The same in doubles, by orbitals or from the orthonormal basis: for representations by floats, and where exact is
   * not needed.
   * @throws {IsotypicError} `OUT_OF_MEMORY`; `BUDGET_EXCEEDED`
   */
  projectorFloat(options?: WorkOptions): Float64Layout;
  /**
   * The component of a vector, Px. For actions of small rank no dense matrix is made, whatever the degree.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless x is a Float64Array; `SHAPE_MISMATCH` unless it has the dimension
   */
  apply(x: Float64Array): Float64Array;
}

/** A decomposition ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ. A step of every `budget` is a row of a matrix. */
export interface IsotypicDecomposition {
  readonly representation: Representation;
  readonly field: 'real';
  readonly components: readonly IsotypicComponent[];
  /**
   * Exact columns in which every copy of an irrep carries its exact matrices, and their Gram matrix.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a representation by floats; `OUT_OF_MEMORY`; `BUDGET_EXCEEDED`
   */
  basis(options?: WorkOptions): { readonly columns: ExactMatrix; readonly gram: ExactMatrix };
  /**
   * The orthonormal float64 basis Q, dimension × dimension: components in order, then copy, then coordinate. Rounded
   * once from exact data up to degree 64; beyond, within a modest multiple of ε of it.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when the representation is not orthogonal; `OUT_OF_MEMORY` when the
   *   matrix would be too large; `BUDGET_EXCEEDED`, also for components of degree above 200 that occur more than once,
   *   or above 2000.
   */
  orthonormalBasis(options?: WorkOptions): Float64Layout;
  /**
   * An orthonormal basis as an operator that applies Q and Qᵀ, for permutation representations too large for the
   * matrix.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for other representations; as {@link structuredBasis}
   */
  structuredBasis(options?: StructuredBasisOptions): StructuredBasis;
  /**
   * What two processes compare before they mix what is written in this basis: equal for the same action on the same
   * generators with the same components in the same exact basis (for floats: the same orthonormal one, to the bit).
   * @throws {IsotypicError} as `basis`, whose cost it has
   */
  fingerprint(options?: WorkOptions): string;
  /** `2·trivial + 3·χ₂[2]` */
  toString(): string;
}
