/** The structure of a representation by float64 orthogonal matrices: rotated bases, sampled or measured actions. */
import { IsotypicError, invalidArgument, type PermutationGroup } from '@isotypic/algebra';
import { Float64Matrix, gramOf, product, symmetricEigen } from '@isotypic/numeric';
import { type RealIrrep, realIrreps } from '@isotypic/reps';
import { checkSamples, type Samples } from '../data/samples.js';
import type { Float64Layout } from '../dense/layout.js';
import { type IsotypicStructure, isotypicStructure } from './isotypic-structure.js';
import { UNIT_ENTRIES, UNITS } from './units.js';

/**
 * Half the digits: what must vanish exactly is at the level of D·ε here, and what does not vanish is at least
 * 2 − 2cos(2π/|g|), far above.
 */
const HALF_PRECISION = 1e-8;

/**
 * The isotypic structure of ρ given by float64 orthogonal matrices on the group's generators. Hom_G(ρ̂, ρ) of each
 * irreducible is the kernel of Σ_g (1 − A_g)ᵀ(1 − A_g), A_g T = ρ(g) T ρ̂(g)ᵀ; multiplicities are its dimensions, and
 * are right, because they must add up to D and the basis is checked against every generator.
 *
 * @param matrices one D×D orthogonal matrix per generator of the group; `dimension` is needed only when there are none.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a matrix that is not orthogonal to 1e-8, `NOT_A_HOMOMORPHISM` when the
 * matrices do not represent the group. Complexity Σ (D·d)³ over the irreducibles: for D up to a few hundred; exact
 * matrices go through `matrixRepresentation` and have no such bound.
 */
export function orthogonalStructure(
  group: PermutationGroup,
  matrices: readonly Samples[],
  options: { readonly dimension?: number } = {},
): IsotypicStructure {
  const where = 'orthogonalStructure';
  const D = options.dimension ?? Float64Matrix.from(matrices[0] ?? []).cols;
  if (matrices.length !== group.generators.length || D === 0) {
    throw invalidArgument(where, `${group.generators.length} matrices, one for each generator`, matrices.length);
  }
  const rho = matrices.map((M) => checkSamples(where, M, D, { name: 'a matrix' }));
  for (const R of rho) requireOrthogonal(where, R, D);
  const found = realIrreps(group)
    .filter((irrep) => irrep.degree <= D)
    .map((irrep) => ({ irrep, copies: independentCopies(irrep, rho, D) }))
    .filter(({ copies }) => copies.length > 0);
  const columns = found.flatMap(({ copies }) => copies);
  const total = columns.reduce((sum, T) => sum + T.cols, 0);
  if (total !== D) throw notARepresentation(where, `irreducibles of total dimension ${total} in dimension ${D}`);
  const basis = new Float64Matrix(D, D);
  let at = 0;
  for (const T of columns) {
    for (let i = 0; i < D; i++) for (let r = 0; r < T.cols; r++) basis.data[i * D + at + r] = T.data[i * T.cols + r];
    at += T.cols;
  }
  return isotypicStructure(
    basis,
    found.map(({ irrep, copies }) => ({
      label: irrep.label,
      degree: irrep.degree,
      multiplicity: copies.length,
      type: irrep.type,
      isTrivial: irrep.isTrivial,
    })),
  );
}

/** Isometries T_1, …, T_m (D×d) that intertwine ρ̂ and ρ, with orthogonal images. */
function independentCopies(irrep: RealIrrep, rho: readonly Float64Layout[], D: number): Float64Layout[] {
  const d = irrep.degree;
  const hat = irrep.orthogonalMatrices;
  const n = D * d;
  // (1−A)ᵀ(1−A) = 2 − A − Aᵀ for an orthogonal A = ρ(g) ⊗ ρ̂(g).
  const M = new Float64Matrix(n, n);
  rho.forEach((R, g) => {
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < D; j++) {
        const r = R.data[i * D + j];
        if (r === 0) continue;
        for (let a = 0; a < d; a++) {
          for (let b = 0; b < d; b++) {
            const v = r * hat[g].data[a * d + b];
            M.data[(i * d + a) * n + j * d + b] -= v;
            M.data[(j * d + b) * n + i * d + a] -= v;
          }
        }
      }
    }
    for (let i = 0; i < n; i++) M.data[i * n + i] += 2;
  });
  const { values, vectors } = symmetricEigen(M);
  const e = UNITS[irrep.type];
  const nullity = values.filter((v) => v < HALF_PRECISION).length;
  const copies: Float64Layout[] = [];
  for (let k = 0; k < nullity; k++) {
    const v = Float64Array.from({ length: n }, (_, i) => vectors.at(i, k));
    for (let pass = 0; pass < 2; pass++) {
      for (const T of copies) for (let u = 0; u < e; u++) removeDirection(v, throughUnit(T, u, e));
    }
    const norm = Math.hypot(...v);
    // As for structured eigenvectors: among the rest, one keeps more than 1/(2m) of its square.
    if (norm * norm <= e / (2 * nullity) && e > 1) continue;
    // T Tᵀ's trace is d for an isometry.
    copies.push({ data: v.map((x) => (x * Math.sqrt(d)) / norm), rows: D, cols: d });
    if (copies.length * e === nullity) break;
  }
  for (const T of copies) requireIntertwiner(T, hat, rho);
  return copies;
}

/** T (E_u ⊗ I): the other intertwiners on T's line. */
function throughUnit(T: Float64Layout, u: number, e: 1 | 2 | 4): Float64Array {
  const out = new Float64Array(T.data.length);
  const pooled = T.cols / e;
  for (let i = 0; i < T.rows; i++) {
    for (const { row, col, sign } of UNIT_ENTRIES[e][u]) {
      for (let s = 0; s < pooled; s++) {
        out[i * T.cols + col * pooled + s] += sign * T.data[i * T.cols + row * pooled + s];
      }
    }
  }
  return out;
}

/** v −= ⟨w, v⟩/⟨w, w⟩ w. */
function removeDirection(v: Float64Array, w: Float64Array): void {
  let [dot, square] = [0, 0];
  for (let i = 0; i < v.length; i++) {
    dot += v[i] * w[i];
    square += w[i] * w[i];
  }
  for (let i = 0; i < v.length; i++) v[i] -= (dot / square) * w[i];
}

function requireIntertwiner(T: Float64Layout, hat: readonly Float64Layout[], rho: readonly Float64Layout[]): void {
  rho.forEach((R, g) => {
    const [left, right] = [product(R, T), product(T, hat[g])];
    if (left.data.some((v, i) => Math.abs(v - right.data[i]) > HALF_PRECISION)) {
      throw notARepresentation('orthogonalStructure', `a matrix of generator ${g} that its irreducibles contradict`);
    }
  });
}

function requireOrthogonal(where: string, R: Float64Layout, D: number): void {
  if (R.rows !== D) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `a ${D}×${D} matrix`,
      received: `${R.rows}×${R.cols}`,
    });
  }
  const gram = gramOf(R);
  gram.data.forEach((v, at) => {
    if (Math.abs(v - (at % (D + 1) === 0 ? 1 : 0)) > HALF_PRECISION) {
      throw invalidArgument(
        where,
        'orthogonal matrices',
        `columns ${Math.floor(at / D)} and ${at % D} with product ${v}`,
      );
    }
  });
}

function notARepresentation(where: string, received: string): IsotypicError {
  return new IsotypicError('NOT_A_HOMOMORPHISM', {
    where,
    expected: 'matrices that satisfy the relations of the generators',
    received,
    remedy: 'Check that the matrices belong to the generators, in their order.',
  });
}
