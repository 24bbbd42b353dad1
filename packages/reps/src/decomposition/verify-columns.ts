/** The exact columns of a decomposition, checked by definitions. */
import { type ExactScalar, IsotypicError, Matrix, orbitals, rank } from '@isotypic/algebra';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { commutingUnits, signOf } from '../irreps/real-structure.js';
import { inOneField, overField } from '../matrices/exact-matrices.js';
import { homSpace } from '../matrices/hom-space.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';
import type { CopySpace } from './copy-space.js';
import { irrepFrame } from './irrep-frame.js';
import type { RealDecomposition } from './real-decomposition.js';

/** Up to this degree the commuting algebra of an irrep is computed again. */
const RECOMPUTED_DEGREE = 32;

/** @throws {IsotypicError} `VERIFICATION_FAILED`, saying what does not hold. */
export function verifyColumns(decomposition: RealDecomposition): {
  readonly dimension: number;
  readonly endomorphisms: number;
  readonly irreducibilityProved: boolean;
} {
  const { representation, spaces } = decomposition;
  const dimension = spaces.reduce((sum, { multiplicity, irrep }) => sum + multiplicity * irrep.degree, 0);
  if (dimension !== representation.dimension) {
    throw refuse(`copies of total dimension ${representation.dimension}`, `${dimension}`);
  }
  for (const space of spaces) for (let i = 0; i < space.multiplicity; i++) requireIntertwiner(decomposition, space, i);
  const { columns, gram } = decomposition.basis();
  const B = columns;
  const G = overField(gram, B.field);
  if (!B.transpose().times(B).equals(G)) throw refuse('BᵀB = the Gram matrix', 'a difference');
  if (spaces.every(({ orthogonal }) => orthogonal)) requireBlocks(G, spaces);
  else if (rank(B) < dimension) throw refuse(`${dimension} independent columns`, 'dependent ones');
  const endomorphisms = spaces.reduce(
    (sum, { multiplicity, irrep }) => sum + multiplicity ** 2 * irrep.endomorphismDimension,
    0,
  );
  let irreducibilityProved: boolean;
  if (representation instanceof PermutationRepresentation && representation.images.length > 0) {
    const pairs = orbitals(representation.images, representation.images);
    if (pairs.rank !== endomorphisms) throw refuse(`${pairs.rank} orbitals = Σ m² dim End`, `${endomorphisms}`);
    irreducibilityProved = true;
  } else {
    const irreps = spaces.filter(({ multiplicity }) => multiplicity > 0).map(({ irrep }) => irrep);
    irreducibilityProved =
      irreps.every(({ degree }) => degree <= RECOMPUTED_DEGREE) && representation.group.generators.length > 0;
    if (irreducibilityProved) requireIrreducible(irreps);
  }
  return { dimension, endomorphisms, irreducibilityProved };
}

/** ρ(g)T = Tρ̂(g) for copy i and every generator g. */
function requireIntertwiner({ representation }: RealDecomposition, space: CopySpace, i: number): void {
  const T = space.intertwiner(i);
  const frame = irrepFrame(space.irrep, T.field);
  representation.generatorMatrices.forEach((given, k) => {
    const image =
      representation instanceof PermutationRepresentation
        ? permuteRows(representation.images[k].images, T)
        : overField(given as ExactMatrix, T.field).times(T);
    if (image.equals(T.times(overField(frame.generators[k], T.field)))) return;
    throw refuse('ρ(g)T = Tρ̂(g)', `a difference for generator ${k}, copy ${i} of ${space.irrep.label}`);
  });
}

/**
 * The Gram matrix has blocks cᵢS with cᵢ > 0 and zeros elsewhere; S is positive definite, so that the columns are a
 * basis.
 */
function requireBlocks(G: ExactMatrix, spaces: readonly CopySpace[]): void {
  const { field } = G;
  let offset = 0;
  for (const space of spaces) {
    const { degree } = space.irrep;
    const S = overField(irrepFrame(space.irrep).gram, field);
    for (let i = 0; i < space.multiplicity; i++, offset += degree) {
      const c = field.div(G.at(offset, offset), S.at(0, 0));
      if (signOf(c, field) <= 0)
        throw refuse('a Gram matrix with positive blocks', `copy ${i} of ${space.irrep.label}`);
      for (let r = 0; r < degree; r++) {
        for (let j = 0; j < G.cols; j++) {
          const inside = j >= offset && j < offset + degree;
          const expected = inside ? field.mul(c, S.at(r, j - offset)) : field.zero;
          if (field.eql(G.at(offset + r, j), expected)) continue;
          throw refuse('a Gram matrix with diagonal blocks cᵢS', `another entry in copy ${i} of ${space.irrep.label}`);
        }
      }
    }
  }
}

/** Each commuting algebra is ℝ, ℂ or ℍ as its type says, and there is no homomorphism between two of the irreps. */
function requireIrreducible(irreps: readonly RealIrrep[]): void {
  const where = 'verifyDecomposition';
  irreps.forEach((irrep, k) => {
    const own = inOneField(irrep.generatorMatrices);
    const { type } = irrep.degree === 1 ? { type: 'real' } : commutingUnits(where, own);
    if (type !== irrep.type) throw refuse(`${irrep.label} of type ${type}`, irrep.type);
    for (const other of irreps.slice(0, k)) {
      if (other.degree !== irrep.degree) continue;
      const both = inOneField([...other.generatorMatrices, ...irrep.generatorMatrices]);
      const [A, B] = [both.slice(0, own.length), both.slice(own.length)];
      if (homSpace(where, A, B).length > 0) throw refuse('inequivalent irreps', `${other.label} and ${irrep.label}`);
    }
  });
}

/** P·T for a permutation matrix P: row x of T becomes row p(x). */
function permuteRows(p: Uint32Array, T: ExactMatrix): ExactMatrix {
  const entries: ExactScalar[] = new Array(T.entries.length);
  for (let x = 0; x < T.rows; x++) {
    for (let j = 0; j < T.cols; j++) entries[p[x] * T.cols + j] = T.entries[x * T.cols + j];
  }
  return new Matrix(T.field, T.rows, T.cols, entries);
}

function refuse(expected: string, received: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', { where: 'verifyDecomposition', expected, received });
}
