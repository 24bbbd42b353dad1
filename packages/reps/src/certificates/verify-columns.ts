/** The exact columns of a decomposition, checked by definitions. */

import {
  type ExactScalar,
  type IsotypicError,
  Matrix,
  orbitals,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import { irrepFrame } from '../bases/irrep-frame.js';
import type { ExactMultiplicitySpace } from '../bases/multiplicity-space.js';
import type { RealDecomposition } from '../decomposition/real-decomposition.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { commutingUnits, signOf } from '../irreps/real-structure.js';
import { equalMatrices, inOneField, overField } from '../matrices/exact-matrices.js';
import { homSpace } from '../matrices/hom-space.js';
import { product } from '../matrices/products.js';
import { orbitTrees } from '../orbitals/orbit-tree.js';
import type { ExactRepresentation } from '../representations/kinds.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';

const where = 'verifyDecomposition';

// the commuting algebra of an irrep of this degree is found in a second (d³ operations, and one elimination)
const RECOMPUTED_DEGREE = 32;

/** What is proved of a decomposition as a whole. */
export interface ShapeProof {
  readonly dimension: number;
  readonly endomorphismDimension: number;
  readonly irreducibilityProved: boolean;
}

/** @throws {IsotypicError} `REFUTED`, saying what does not hold. */
export function verifyColumns(
  decomposition: RealDecomposition,
  representation: ExactRepresentation,
  spaces: readonly ExactMultiplicitySpace[],
  work: WorkOptions,
  meter: WorkMeter,
): ShapeProof {
  const dimension = spaces.reduce((sum, { multiplicity, irrep }) => sum + multiplicity * irrep.degree, 0);
  if (dimension !== representation.dimension) {
    throw refuse(`copies of total dimension ${representation.dimension}`, `${dimension}`);
  }
  for (const space of spaces) {
    for (let i = 0; i < space.multiplicity; i++) requireIntertwiner(representation, space, i, meter);
  }
  const { columns: B, gram } = decomposition.basis();
  const G = overField(gram, B.field);
  if (!product(B.transpose(), B, meter).equals(G)) throw refuse('BᵀB = the Gram matrix', 'a difference');
  const orthogonal = isOrthogonal(representation, meter);
  for (const space of spaces) {
    if (space.orthogonal === orthogonal) continue;
    throw refuse(`a representation that is orthogonal: ${orthogonal}`, `${space.orthogonal} for ${space.irrep.label}`);
  }
  if (orthogonal) requireBlocks(G, spaces);
  requireInverses(B, spaces, meter);
  if (representation.kind === 'permutation') requireProjectors(representation, spaces, meter);
  const endomorphismDimension = spaces.reduce(
    (sum, { multiplicity, irrep }) => sum + multiplicity ** 2 * irrep.endomorphismDimension,
    0,
  );
  return {
    dimension,
    endomorphismDimension,
    irreducibilityProved: proveIrreducible(representation, spaces, endomorphismDimension, work, meter),
  };
}

/**
 * Whether the irreps are proved irreducible and inequivalent: by counting orbitals, or one by one where they are small.
 */
function proveIrreducible(
  representation: ExactRepresentation,
  spaces: readonly ExactMultiplicitySpace[],
  endomorphismDimension: number,
  work: WorkOptions,
  meter: WorkMeter,
): boolean {
  if (representation.kind === 'permutation' && representation.images.length > 0) {
    const pairs = orbitals(representation.images, representation.images, work);
    if (pairs.rank !== endomorphismDimension)
      throw refuse(`${pairs.rank} orbitals = Σ m² dim End`, `${endomorphismDimension}`);
    return true;
  }
  const irreps = spaces.filter(({ multiplicity }) => multiplicity > 0).map(({ irrep }) => irrep);
  if (representation.group.generators.length === 0) return false;
  if (irreps.some(({ degree }) => degree > RECOMPUTED_DEGREE)) return false;
  requireIrreducible(irreps, meter);
  return true;
}

function isOrthogonal(representation: ExactRepresentation, meter: WorkMeter): boolean {
  if (representation.kind === 'permutation') return true;
  return representation.generatorMatrices.every((m) =>
    product(m.transpose(), m, meter).equals(Matrix.identity(m.field, m.rows)),
  );
}

/**
 * The projectors that were found along orbitals: invariant, P(gx, gy) = P(x, y), and in the rows of base points the
 * same as Σ TᵢLᵢ, hence everywhere.
 */
function requireProjectors(
  rep: PermutationRepresentation,
  spaces: readonly ExactMultiplicitySpace[],
  meter: WorkMeter,
): void {
  const n = rep.dimension;
  const bases = orbitTrees(rep.images, n).map(({ points }) => points[0]);
  for (const space of spaces) {
    if (space.multiplicity === 0) continue;
    const P = space.projector(meter);
    const { field, entries } = P;
    for (const { images } of rep.images) {
      for (let x = 0; x < n; x++) {
        meter.step();
        for (let y = 0; y < n; y++) {
          if (field.eql(entries[x * n + y], entries[images[x] * n + images[y]])) continue;
          throw refuse('P(gx, gy) = P(x, y)', `a difference for ${space.irrep.label}`);
        }
      }
    }
    let rows = Matrix.zero<ExactScalar>(field, bases.length, n);
    for (let i = 0; i < space.multiplicity; i++) {
      const [T, L] = [space.intertwiner(i, meter), space.leftInverse(i, meter)];
      const atBases = Matrix.fromRows(
        T.field,
        bases.map((x) => T.row(x)),
      );
      const [left, right] = inOneField([rows, product(atBases, L, meter)]);
      rows = left.plus(right);
    }
    const expected = Matrix.fromRows(
      field,
      bases.map((x) => P.row(x)),
    );
    if (!equalMatrices(rows, expected)) throw refuse('P = Σ TL', `a difference for ${space.irrep.label}`);
  }
}

/**
 * The left inverses of the copies, one above the other, are B⁻¹: then the projectors Σ TᵢLᵢ are those of the
 * components. One product for all, since B's entries are prepared anew for each.
 */
function requireInverses(B: ExactMatrix, spaces: readonly ExactMultiplicitySpace[], meter: WorkMeter): void {
  const copies = spaces.flatMap((space) =>
    Array.from({ length: space.multiplicity }, (_, i) => ({ space, i, L: space.leftInverse(i, meter) })),
  );
  const [columns, ...lefts] = inOneField([B, ...copies.map(({ L }) => L)]);
  const { field } = columns;
  const rows = lefts.flatMap((L) => Array.from({ length: L.rows }, (_, r) => L.row(r)));
  const image = product(Matrix.fromRows(field, rows), columns, meter);
  let offset = 0;
  for (const { space, i, L } of copies) {
    for (let r = 0; r < L.rows; r++, offset++) {
      const isUnit = image.row(offset).every((x, c) => field.eql(x, c === offset ? field.one : field.zero));
      if (!isUnit) throw refuse('LB = the rows of 1', `others for copy ${i} of ${space.irrep.label}`);
    }
  }
}

/** ρ(g)T = Tρ̂(g) for copy i and every generator g. */
function requireIntertwiner(
  rep: ExactRepresentation,
  space: ExactMultiplicitySpace,
  i: number,
  meter: WorkMeter,
): void {
  const T = space.intertwiner(i, meter);
  const frame = irrepFrame(space.irrep, T.field);
  if (T.rows !== rep.dimension || T.cols !== space.irrep.degree) {
    throw refuse(`an intertwiner of size ${rep.dimension}×${space.irrep.degree}`, `${T.rows}×${T.cols}`);
  }
  rep.group.generators.forEach((_, k) => {
    const image =
      rep.kind === 'permutation'
        ? permuteRows(rep.images[k].images, T)
        : product(overField(rep.generatorMatrices[k], T.field), T, meter);
    if (image.equals(product(T, overField(frame.generators[k], T.field), meter))) return;
    throw refuse('ρ(g)T = Tρ̂(g)', `a difference for generator ${k}, copy ${i} of ${space.irrep.label}`);
  });
}

/**
 * The Gram matrix has blocks cᵢS with cᵢ > 0 and zeros elsewhere; S is positive definite, so that the columns are a
 * basis.
 */
function requireBlocks(G: ExactMatrix, spaces: readonly ExactMultiplicitySpace[]): void {
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
function requireIrreducible(irreps: readonly RealIrrep[], meter: WorkMeter): void {
  irreps.forEach((irrep, k) => {
    const own = inOneField(irrep.generatorMatrices);
    const { type } = irrep.degree === 1 ? { type: 'real' } : commutingUnits(where, own);
    if (type !== irrep.type) throw refuse(`${irrep.label} of type ${type}`, irrep.type);
    for (const other of irreps.slice(0, k)) {
      if (other.degree !== irrep.degree) continue;
      const both = inOneField([...other.generatorMatrices, ...irrep.generatorMatrices]);
      const [A, B] = [both.slice(0, own.length), both.slice(own.length)];
      if (homSpace(where, A, B, meter).length > 0)
        throw refuse('inequivalent irreps', `${other.label} and ${irrep.label}`);
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
  return refuted(where, expected, received);
}
