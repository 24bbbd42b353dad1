/** An independent, exact check of a decomposition, by definitions only. */
import { type Certificate, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  instance,
  invalidArgument,
  type OptionKinds,
  oneOf,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import type { IsotypicDecomposition } from '../decomposition/decomposition.js';
import { RealDecomposition } from '../decomposition/real-decomposition.js';
import { requireExact } from '../representations/kinds.js';
import { verifyColumns } from './verify-columns.js';
import { RECHECKED_DEGREE, requireComponents } from './verify-components.js';
import { verifyIdempotents } from './verify-idempotents.js';

/** What a verification proved. */
export interface DecompositionCertificate extends Certificate {
  readonly dimension: number;
  /** Σ m²·dim End over the components, the dimension of the commuting algebra. */
  readonly endomorphismDimension: number;
  /** True when every irrep was proved irreducible, of its type, and no two equivalent. */
  readonly irreducibilityProved: boolean;
  /** What was checked: the exact columns of every copy, or the projectors in the centralizer algebras of the orbits. */
  readonly method: 'columns' | 'idempotents';
}

/** Options of {@link verifyDecomposition}; a step of `budget` is a row of a product. */
export interface VerificationOptions extends WorkOptions {
  /** Default: 'columns' up to dimension 1000; beyond it 'idempotents' where the projectors are known by orbitals. */
  readonly method?: 'columns' | 'idempotents';
}

const OPTION_KINDS: OptionKinds<VerificationOptions> = {
  ...WORK_OPTION_KINDS,
  method: oneOf('columns', 'idempotents'),
};

const REAL_DECOMPOSITION = instance(RealDecomposition, 'a decomposition over ℝ', (value) =>
  typeof value === 'object' && value !== null && 'components' in value
    ? 'isotypicDecomposition(rep) makes one; those over ℚ and ℂ have no verifier.'
    : 'isotypicDecomposition(rep) makes one.',
);

const where = 'verifyDecomposition';

const LARGE_FORMS = `the invariant forms of irreps of degree above ${RECHECKED_DEGREE}`;

// 10⁶ exact entries of the basis, and products of such matrices: beyond, minutes
const COLUMNS_LIMIT = 1000;

/**
 * Proves that a decomposition is right.
 *
 * By columns: every copy's columns intertwine the generators, ρ(g)T = Tρ̂(g); the Gram matrix of all columns is the one
 * claimed, block diagonal with blocks cᵢS, cᵢ > 0, when ρ is orthogonal; and they are a basis. For a permutation
 * representation the orbitals are counted too: dim End = Σ mₖ mₗ dim Hom(ρ̂ₖ, ρ̂ₗ) ≥ Σ mₖ² eₖ, with equality only if
 * the ρ̂ₖ are irreducible, inequivalent, and have commuting algebras of dimension eₖ; then the Gram matrix is compared
 * in one row a copy, which by Schur's lemma tells the rest. For other representations irreps
 * of degree at most 32 are proved so by their own commuting algebras.
 *
 * By idempotents, for permutation representations of any dimension: see {@link verifyIdempotents}.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold; `INVALID_ARGUMENT` for floats, and when the
 *   idempotents are asked for and not known; `BUDGET_EXCEEDED`
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * verifyDecomposition(isotypicDecomposition(rep)).irreducibilityProved // true
 */
export function verifyDecomposition(
  decomposition: IsotypicDecomposition,
  options: VerificationOptions = {},
): DecompositionCertificate {
  requireReal(decomposition);
  checkOptions(where, options, OPTION_KINDS);
  const { method: wanted, ...work } = options;
  const meter = new WorkMeter(where, work);
  const spaces = decomposition.exactSpaces(where);
  const { representation } = decomposition;
  requireExact(where, representation);
  requireComponents(decomposition);
  const onOrbits = decomposition.spaces.filter((space) => space.kind === 'permutation');
  const byOrbitals =
    representation.kind === 'permutation' &&
    onOrbits.length === spaces.length &&
    onOrbits.every((space) => space.pieces.every(({ projector }) => projector !== undefined));
  const method = wanted ?? (byOrbitals && representation.dimension > COLUMNS_LIMIT ? 'idempotents' : 'columns');
  if (method === 'idempotents' && !byOrbitals) {
    throw invalidArgument(where, 'projectors known by orbitals', `${representation}`, "Use { method: 'columns' }.");
  }
  const byIdempotents = byOrbitals ? verifyIdempotents(representation, onOrbits, meter) : undefined;
  const proof =
    method === 'idempotents' && byIdempotents
      ? byIdempotents
      : verifyColumns(decomposition, representation, spaces, work, meter);
  const { dimension, endomorphismDimension, irreducibilityProved } = proof;
  const proved = [
    'components add up to the dimension',
    ...(method === 'columns' ? ['the exact columns are a basis that intertwines the generators'] : []),
    ...(byIdempotents ? ['the projectors are the central idempotents of the centralizer algebra'] : []),
  ];
  const notProved = [
    ...(method === 'columns' ? [] : ['the columns of the copies']),
    ...(spaces.some(({ irrep }) => irrep.degree > RECHECKED_DEGREE) ? [LARGE_FORMS] : []),
  ];
  (irreducibilityProved ? proved : notProved).push('the irreps are irreducible, of their types, and inequivalent');
  return { proved, notProved, dimension, endomorphismDimension, irreducibilityProved, method };
}

function requireReal(decomposition: IsotypicDecomposition): asserts decomposition is RealDecomposition {
  checkArgument(where, 'decomposition', decomposition, REAL_DECOMPOSITION);
}
