/** An independent, exact check of a decomposition, by definitions only. */
import { IsotypicError, Matrix, orbitals } from '@isotypic/algebra';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';
import { irrepFrame, overField } from './irrep-frame.js';
import { type IsotypicDecomposition, RealDecomposition } from './isotypic-decomposition.js';

/** What a verification proved. */
export interface DecompositionCertificate {
  readonly dimension: number;
  /** Σ m²·dim End over the components, the dimension of the commuting algebra. */
  readonly endomorphisms: number;
  /** True when `endomorphisms` was also counted another way, which proves every irrep irreducible, of its type, and no two equivalent. */
  readonly irreducibilityProved: boolean;
}

/**
 * Proves that a decomposition is right: every copy's columns intertwine the generators, ρ(g)T = Tρ̂(g); they have the
 * Gram matrix claimed; and they are as many as the dimension. For a permutation representation the orbitals are counted
 * too: dim End = Σ mₖ mₗ dim Hom(ρ̂ₖ, ρ̂ₗ) ≥ Σ mₖ² eₖ, with equality only if the ρ̂ₖ are irreducible, inequivalent, and
 * have commuting algebras of dimension eₖ.
 * @throws {IsotypicError} `VERIFICATION_FAILED`, saying what does not hold.
 */
export function verifyDecomposition(decomposition: IsotypicDecomposition): DecompositionCertificate {
  if (!(decomposition instanceof RealDecomposition)) {
    throw refuse('a decomposition made by isotypicDecomposition over ℝ', `field ${decomposition.field}`);
  }
  const { representation, spaces } = decomposition;
  if (representation.kind === 'numeric') throw refuse('a representation by exact matrices', `${representation}`);
  let total = 0;
  let endomorphisms = 0;
  for (const space of spaces) {
    const { irrep } = space;
    total += space.multiplicity * irrep.degree;
    endomorphisms += space.multiplicity ** 2 * irrep.endomorphismDimension;
    for (let i = 0; i < space.multiplicity; i++) {
      const T = space.intertwiner(i);
      const frame = irrepFrame(irrep, T.field);
      representation.generatorMatrices.forEach((given, k) => {
        const image =
          representation instanceof PermutationRepresentation
            ? permuteRows(representation.images[k].images, T)
            : overField(given as ExactMatrix, T.field).times(T);
        if (image.equals(T.times(overField(frame.generators[k] as ExactMatrix, T.field)))) return;
        throw refuse('ρ(g)T = Tρ̂(g)', `a difference for generator ${k}, copy ${i} of ${irrep.label}`);
      });
    }
  }
  if (total !== representation.dimension) {
    throw refuse(`copies of total dimension ${representation.dimension}`, `${total}`);
  }
  const { columns, gram } = decomposition.basis();
  const B = columns as Matrix<unknown>;
  if (!B.transpose().times(B).equals(overField(gram, B.field))) throw refuse('BᵀB = the Gram matrix', 'a difference');
  let irreducibilityProved = false;
  if (representation instanceof PermutationRepresentation && representation.images.length > 0) {
    const { rank } = orbitals(representation.images, representation.images);
    if (rank !== endomorphisms) throw refuse(`${rank} orbitals = Σ m² dim End`, `${endomorphisms}`);
    irreducibilityProved = true;
  }
  return { dimension: total, endomorphisms, irreducibilityProved };
}

/** P·T for a permutation matrix P: row x of T becomes row p(x). */
function permuteRows(p: Uint32Array, T: Matrix<unknown>): Matrix<unknown> {
  const entries: unknown[] = new Array(T.entries.length);
  for (let x = 0; x < T.rows; x++) {
    for (let j = 0; j < T.cols; j++) entries[p[x] * T.cols + j] = T.entries[x * T.cols + j];
  }
  return new Matrix(T.field, T.rows, T.cols, entries);
}

function refuse(expected: string, received: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', { where: 'verifyDecomposition', expected, received });
}
