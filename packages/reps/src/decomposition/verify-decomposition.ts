/** An independent, exact check of a decomposition, by definitions only. */
import { IsotypicError, invalidArgument } from '@isotypic/algebra';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { IsotypicDecomposition } from './isotypic-decomposition.js';
import { PermutationCopies } from './permutation-copies.js';
import { RealDecomposition } from './real-decomposition.js';
import { verifyColumns } from './verify-columns.js';
import { verifyIdempotents } from './verify-idempotents.js';

/** What a verification proved. */
export interface DecompositionCertificate {
  readonly dimension: number;
  /** Σ m²·dim End over the components, the dimension of the commuting algebra. */
  readonly endomorphisms: number;
  /** True when every irrep was proved irreducible, of its type, and no two equivalent. */
  readonly irreducibilityProved: boolean;
  /** What was checked: the exact columns of every copy, or the projectors in the centralizer algebras of the orbits. */
  readonly method: 'columns' | 'idempotents';
}

export interface VerificationOptions {
  /** Default: 'columns' up to dimension 1000; beyond it 'idempotents' where the projectors are known by orbitals. */
  readonly method?: 'columns' | 'idempotents';
}

/** Beyond this dimension the exact columns are not written out unless asked for. */
const COLUMNS_LIMIT = 1000;

/**
 * Proves that a decomposition is right.
 *
 * By columns: every copy's columns intertwine the generators, ρ(g)T = Tρ̂(g); the Gram matrix of all columns is the one
 * claimed, block diagonal with blocks cᵢS, cᵢ > 0, when ρ is orthogonal; and they are a basis. For a permutation
 * representation the orbitals are counted too: dim End = Σ mₖ mₗ dim Hom(ρ̂ₖ, ρ̂ₗ) ≥ Σ mₖ² eₖ, with equality only if
 * the ρ̂ₖ are irreducible, inequivalent, and have commuting algebras of dimension eₖ. For other representations irreps
 * of degree at most 32 are proved so by their own commuting algebras.
 *
 * By idempotents, for permutation representations of any dimension: see {@link verifyIdempotents}.
 * @throws {IsotypicError} `VERIFICATION_FAILED`, saying what does not hold; `INVALID_ARGUMENT` when the idempotents are
 * asked
 *   for and not known.
 */
export function verifyDecomposition(
  decomposition: IsotypicDecomposition,
  options: VerificationOptions = {},
): DecompositionCertificate {
  if (!(decomposition instanceof RealDecomposition)) {
    throw refuse('a decomposition made by isotypicDecomposition over ℝ', `field ${decomposition.field}`);
  }
  const { representation, spaces } = decomposition;
  if (representation.kind === 'numeric') throw refuse('a representation by exact matrices', `${representation}`);
  const onOrbits = spaces.filter((space) => space instanceof PermutationCopies);
  const byOrbitals =
    representation instanceof PermutationRepresentation &&
    onOrbits.length === spaces.length &&
    onOrbits.every((space) => space.pieces.every(({ projector }) => projector !== undefined));
  const method = options.method ?? (byOrbitals && representation.dimension > COLUMNS_LIMIT ? 'idempotents' : 'columns');
  if (method === 'columns') return { ...verifyColumns(decomposition), method };
  if (!byOrbitals) {
    throw invalidArgument('verifyDecomposition', 'projectors known by orbitals', `${representation}`, "Use 'columns'.");
  }
  return { ...verifyIdempotents(representation, onOrbits), method };
}

function refuse(expected: string, received: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', { where: 'verifyDecomposition', expected, received });
}
