/** The exact columns of a decomposition, checked by definitions. */

import {
  type ExactScalar,
  type IsotypicError,
  Matrix,
  orbitals,
  rank,
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
import { RECHECKED_DEGREE } from './verify-components.js';

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
  const copies = copiesOf(spaces, meter);
  for (const copy of copies) requireIntertwiner(representation, copy, meter);
  const { columns: B, gram } = decomposition.basis();
  const G = overField(gram, B.field);
  const orthogonal = isOrthogonal(representation, meter);
  for (const space of spaces) {
    if (space.orthogonal === orthogonal) continue;
    throw refuse(`a representation that is orthogonal: ${orthogonal}`, `${space.orthogonal} for ${space.irrep.label}`);
  }
  if (orthogonal) requireBlocks(G, spaces);
  const endomorphismDimension = spaces.reduce(
    (sum, { multiplicity, irrep }) => sum + multiplicity ** 2 * irrep.endomorphismDimension,
    0,
  );
  let irreducibilityProved = false;
  if (representation.kind === 'permutation' && isCountable(representation, spaces)) {
    const independent = rank(B, { meter });
    if (independent < dimension) throw refuse('columns that are a basis', `${independent} independent ones`);
    irreducibilityProved = proveIrreducible(representation, spaces, endomorphismDimension, work, meter);
    requireFirstRows(B, G, spaces, meter);
  } else if (!product(B.transpose(), B, meter).equals(G)) {
    throw refuse('BᵀB = the Gram matrix', 'a difference');
  }
  if (orthogonal) requireScaledTransposes(G, copies, meter);
  else requireInverses(B, copies, meter);
  if (representation.kind === 'permutation') requireProjectors(representation, spaces, copies, meter);
  irreducibilityProved ||= proveIrreducible(representation, spaces, endomorphismDimension, work, meter);
  return { dimension, endomorphismDimension, irreducibilityProved };
}

/** A copy with its intertwiner T and left inverse L. */
interface Copy {
  readonly space: ExactMultiplicitySpace;
  readonly i: number;
  readonly T: ExactMatrix;
  readonly L: ExactMatrix;
}

function copiesOf(spaces: readonly ExactMultiplicitySpace[], meter: WorkMeter): Copy[] {
  return spaces.flatMap((space) =>
    Array.from({ length: space.multiplicity }, (_, i) => ({
      space,
      i,
      T: space.intertwiner(i, meter),
      L: space.leftInverse(i, meter),
    })),
  );
}

/** Whether orbitals prove irreducibility, and the forms S were seen to be invariant. */
function isCountable(rep: PermutationRepresentation, spaces: readonly ExactMultiplicitySpace[]): boolean {
  return rep.images.length > 0 && spaces.every(({ irrep }) => irrep.degree <= RECHECKED_DEGREE);
}

/**
 * BᵀB = G for a permutation representation whose irreps are proved irreducible and inequivalent, from first rows alone.
 * H = TᵢᵀTⱼ is a form with ρ̂ᵢ(g)ᵀHρ̂ⱼ(g) = H: zero for inequivalent irreps, and for one irrep S times a map that
 * commutes with it, as cS is. By Schur's lemma the difference of two such is zero or invertible, so they agree if first
 * rows do. Σ m²d rows of n entries in place of n² ones.
 */
function requireFirstRows(
  B: ExactMatrix,
  G: ExactMatrix,
  spaces: readonly ExactMultiplicitySpace[],
  meter: WorkMeter,
): void {
  const { field } = B;
  let offset = 0;
  for (const { multiplicity, irrep } of spaces) {
    const [start, d] = [offset, irrep.degree];
    const columns = Matrix.build(field, B.rows, multiplicity * d, (x, j) => B.at(x, start + j));
    const firsts = Matrix.build(field, multiplicity, B.rows, (i, x) => B.at(x, start + i * d));
    const claimed = Matrix.build(field, multiplicity, multiplicity * d, (i, j) => G.at(start + i * d, start + j));
    if (!product(firsts, columns, meter).equals(claimed))
      throw refuse('BᵀB = the Gram matrix', `a difference for ${irrep.label}`);
    offset += multiplicity * d;
  }
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
  copies: readonly Copy[],
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
          const [a, b] = [entries[x * n + y], entries[images[x] * n + images[y]]];
          if (a === b || field.eql(a, b)) continue;
          throw refuse('P(gx, gy) = P(x, y)', `a difference for ${space.irrep.label}`);
        }
      }
    }
    let rows = Matrix.zero<ExactScalar>(field, bases.length, n);
    for (const { T, L } of copies.filter((copy) => copy.space === space)) {
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
 * The left inverses of the copies, one above the other, are B⁻¹: by blocks, cᵢS·Lᵢ = Tᵢᵀ for the columns Tᵢ of copy i.
 * With BᵀB = G block diagonal and invertible, GL = Bᵀ gives LB = G⁻¹BᵀB = 1.
 */
function requireScaledTransposes(G: ExactMatrix, copies: readonly Copy[], meter: WorkMeter): void {
  let offset = 0;
  for (const { space, i, T, L } of copies) {
    const [start, { degree }] = [offset, space.irrep];
    const own = Matrix.build(G.field, degree, degree, (r, c) => G.at(start + r, start + c));
    const [block, left, columns] = inOneField([own, L, T]);
    const isInverse = left.rows === degree && product(block, left, meter).equals(columns.transpose());
    if (!isInverse) throw noInverse(space, i);
    offset += degree;
  }
}

/**
 * The left inverses of the copies, one above the other, are B⁻¹, where no Gram matrix is known: LB = 1. One product for
 * all, since B's entries are prepared anew for each.
 */
function requireInverses(B: ExactMatrix, copies: readonly Copy[], meter: WorkMeter): void {
  const [columns, ...lefts] = inOneField([B, ...copies.map(({ L }) => L)]);
  const { field } = columns;
  const rows = lefts.flatMap((L) => Array.from({ length: L.rows }, (_, r) => L.row(r)));
  const image = product(Matrix.fromRows(field, rows), columns, meter);
  let offset = 0;
  for (const { space, i, L } of copies) {
    for (let r = 0; r < L.rows; r++, offset++) {
      const isUnit = image.row(offset).every((x, c) => field.eql(x, c === offset ? field.one : field.zero));
      if (!isUnit) throw noInverse(space, i);
    }
  }
}

/** With B⁻¹ for the left inverses, the projectors Σ TᵢLᵢ are those of the components. */
function noInverse(space: ExactMultiplicitySpace, copy: number): IsotypicError {
  return refuse('LB = the rows of 1', `others for copy ${copy} of ${space.irrep.label}`);
}

/** ρ(g)T = Tρ̂(g) for every generator g. */
function requireIntertwiner(rep: ExactRepresentation, { space, i, T }: Copy, meter: WorkMeter): void {
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
