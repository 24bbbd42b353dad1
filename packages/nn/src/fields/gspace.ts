/**
 * A group of rotations and reflections that acts on a plane or on space, and the fields there are over it. What layers
 * and kernels ask of a symmetry, finite or compact, is this interface.
 */
import type { Float64Layout, Permutation } from '@isotypic/algebra';
import type { Representation } from '@isotypic/reps';
import type { CompactRepresentation } from './compact-representation.js';
import type { TensorRepresentation } from './tensor-representation.js';

/**
 * An element: a permutation of a finite group; of a compact one the orthogonal matrix by which it moves points; of a
 * matrix group its matrix.
 */
export type GroupElement = Permutation | Float64Layout;

/** What the values of a field transform by. */
export type FieldRepresentation = Representation | CompactRepresentation | TensorRepresentation;

/** An irreducible as kernels need it: orthogonal matrices, and what commutes with them. */
export interface FiberIrrep {
  readonly label: string;
  readonly degree: number;
  readonly isTrivial: boolean;
  /** An orthonormal basis of the commuting algebra up to the factor √degree: 1, 2 or 4 matrices, row-major. */
  readonly commuting: readonly Float64Array[];
  /** Matrix coefficients are of at most this degree: the frequency of an irreducible of a compact group, else 0. */
  readonly bandlimit: number;
  /** ψ as a field of its own. */
  readonly representation: FieldRepresentation;
  /** ψ(g), row-major. */
  matrix(g: GroupElement): Float64Array;
}

/** A representation taken apart: ρ(g) = Q (⊕ 1 ⊗ ψ(g)) Qᵀ. */
export interface Fiber {
  readonly dimension: number;
  /** In the order of the columns of Q: irreducible, then copy, then coordinate. */
  readonly parts: readonly { readonly irrep: FiberIrrep; readonly multiplicity: number }[];
  /** Q, orthogonal, row-major. */
  readonly basis: Float64Array;
}

/** Elements with weights whose weighted sum is the mean over the group, for matrix coefficients up to a degree. */
export interface GroupAverage {
  readonly elements: readonly GroupElement[];
  readonly weights: Float64Array;
}

/** A base space ℝᵈ, d = 0, 2 or 3, with the group that acts on it and fixes the origin. */
export interface GSpace {
  /** Printed: `C4 on R2`. */
  readonly name: string;
  readonly baseDimension: 0 | 2 | 3;
  /** Undefined for a compact group. */
  readonly order: bigint | undefined;
  readonly trivial: FieldRepresentation;
  /** The group on itself. @throws {IsotypicError} `INVALID_ARGUMENT` for a compact group */
  readonly regular: Representation;
  /**
   * The real irreducible with escnn's numbers: k for rotations; j, k with reflections; a parity 0 or 1 in front where
   * the inversion is in the group; the degree for rotations of space.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for numbers that name none
   */
  irrep(...id: readonly number[]): FieldRepresentation;
  /** @internal Refuses what represents another group. */
  requireRepresentation(where: string, value: unknown): asserts value is FieldRepresentation;
  /** @internal Decomposed together: equal irreducibles are one object. */
  fibers(representations: readonly FieldRepresentation[]): readonly Fiber[];
  /** ρ(g), row-major, exact for permutations. @throws {IsotypicError} `INVALID_ARGUMENT`; `NOT_IN_GROUP` */
  matrix(representation: FieldRepresentation, g: GroupElement): Float64Array;
  /** How g moves points, d×d. @throws {IsotypicError} `INVALID_ARGUMENT` for what is no element */
  pointMatrix(g: GroupElement): Float64Layout;
  /** @internal Elements whose mean is that over the group, up to a degree. */
  average(degree: number): GroupAverage;
  /** The elements that permute the axes and turn them round: those that keep a grid with cubic cells. */
  readonly gridSymmetries: readonly GroupElement[];
  toString(): string;
}
