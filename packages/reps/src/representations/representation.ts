/**
 * Representations of a permutation group, given by the images of its generators. Matrices act on columns, and
 * ρ(g·h) = ρ(g)ρ(h), where g·h applies h first.
 */
import type { ExactMatrix, PermutationGroup } from '@isotypic/algebra';

export type { ExactMatrix };

/** How a representation was given. */
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
