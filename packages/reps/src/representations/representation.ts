/**
 * Representations of a permutation group, given by the images of its generators. Matrices act on columns, and
 * ρ(g·h) = ρ(g)ρ(h), where g·h applies h first.
 */
import type { ExactMatrix, Permutation, PermutationGroup } from '@isotypic/algebra';
import type { LinearAction } from './linear-action.js';

export type { ExactMatrix };

export type RepresentationKind = 'permutation' | 'monomial' | 'matrix' | 'numeric';

/** What all representations share. */
export interface RepresentationBase {
  readonly group: PermutationGroup;
  readonly dimension: number;
  readonly kind: RepresentationKind;
  /** How the representation was made, in the printable grammar: `perm[5] + 2·χ₂[3]`, `Λ²(perm[5])`, … */
  readonly label: string;
  toString(): string;
}

/** A representation by exact matrices: `matrix(g)` is exact, for every element of the group. */
export interface ExactRepresentation extends RepresentationBase, LinearAction {
  readonly kind: 'permutation' | 'monomial' | 'matrix';
  /** One exact matrix for each generator of the group. */
  readonly generatorMatrices: readonly ExactMatrix[];
  /**
   * ρ(g), through a word for g in the generators.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  matrix(g: Permutation): ExactMatrix;
}
