/**
 * Matrices over ℂ and ℍ through their real structure: what the blocks of complex and quaternionic isotypic components
 * are. A number c₀ + c₁i (+ c₂j + c₃k) acts on ℝᵉ, e = 2 or 4, as Σ c_u E_u with
 *
 *   complex      E₁ : (a, b) ↦ (−b, a)
 *   quaternionic E₁ : (a, b, c, d) ↦ (−b, a, d, −c),  E₂ : ↦ (−c, −d, a, b),  E₃ : ↦ (−d, c, −b, a)
 *
 * (right multiplication by i, j, k), and an m×n matrix over the algebra as a real em×en matrix of such blocks. Since
 * E_u e₀ = e_u, the first column of a block is its coefficients. The conjugate transpose is the real transpose.
 */
import { invalidArgument } from '@isotypic/algebra';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { cholesky, choleskySolve, logDeterminantOfCholesky } from './cholesky.js';
import { leastSquares, type RankOptions } from './least-squares.js';
import { symmetricEigen } from './symmetric-eigen.js';

export type DivisionAlgebra = 'real' | 'complex' | 'quaternionic';

/** An m×n matrix over ℝ, ℂ or ℍ: Σ_u parts[u]·u for the units 1 (, i (, j, k)), each part m×n. */
export interface DivisionMatrix {
  readonly algebra: DivisionAlgebra;
  readonly parts: readonly Float64Layout[];
}

/** Real dimension of the algebra. */
export function unitCount(algebra: DivisionAlgebra): 1 | 2 | 4 {
  if (algebra === 'real') return 1;
  if (algebra === 'complex') return 2;
  if (algebra === 'quaternionic') return 4;
  throw invalidArgument('DivisionMatrix', "'real', 'complex' or 'quaternionic'", algebra);
}

/** E_u sends e_α to SIGN[u][α] · e_{u ⊕ α} (⊕ is exclusive or: the units form the Klein group up to sign). */
const SIGN: readonly (readonly number[])[] = [
  [1, 1, 1, 1],
  [1, -1, -1, 1],
  [1, 1, -1, -1],
  [1, -1, 1, -1],
];

/**
 * The real em×en matrix of a matrix over the algebra, units innermost: entry (a, b) becomes the block at (ea, eb).
 *
 * @example
 * realForm({ algebra: 'complex', parts: [Float64Matrix.from([[1]]), Float64Matrix.from([[2]])] }).toRows();
 * // [[1, -2], [2, 1]]
 */
export function realForm({ algebra, parts }: DivisionMatrix): Float64Matrix {
  const e = unitCount(algebra);
  if (parts.length !== e || parts.some((p) => p.rows !== parts[0].rows || p.cols !== parts[0].cols)) {
    throw shapeMismatch('realForm', `${e} parts of one shape`, parts.map(shapeOf).join(', '));
  }
  const { rows: m, cols: n } = parts[0];
  const R = new Float64Matrix(m * e, n * e);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < n; b++) {
      for (let u = 0; u < e; u++) {
        const c = parts[u].data[a * n + b];
        for (let alpha = 0; alpha < e; alpha++) {
          R.data[(a * e + (u ^ alpha)) * n * e + b * e + alpha] = SIGN[u][alpha] * c;
        }
      }
    }
  }
  return R;
}

/** The matrix over the algebra whose real form R is, read off the first column of each block. */
export function fromRealForm(R: Float64Layout, algebra: DivisionAlgebra): DivisionMatrix {
  const e = unitCount(algebra);
  if (R.rows % e !== 0 || R.cols % e !== 0) throw shapeMismatch('fromRealForm', `multiples of ${e}`, shapeOf(R));
  const m = R.rows / e;
  const n = R.cols / e;
  return {
    algebra,
    parts: Array.from({ length: e }, (_, u) =>
      Float64Matrix.generate(m, n, (a, b) => R.data[(a * e + u) * R.cols + b * e]),
    ),
  };
}

/**
 * L with A = L L*, lower triangular with a real positive diagonal, of a Hermitian positive definite A. It *is* the real
 * factor: the real form of L is lower triangular with a positive diagonal, and the real Cholesky factor is unique.
 *
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`; `details.pivot` counts real rows.
 */
export function hermitianCholesky(A: DivisionMatrix): DivisionMatrix {
  return fromRealForm(cholesky(realForm(A)), A.algebra);
}

/** Solves A X = B given the Cholesky factor L of A. */
export function hermitianSolve(L: DivisionMatrix, B: DivisionMatrix): DivisionMatrix {
  return fromRealForm(choleskySolve(realForm(L), realForm(B)), L.algebra);
}

/** log det A of a Hermitian positive definite A, over its algebra (the real form's is e times as large). */
export function hermitianLogDeterminant(A: DivisionMatrix): number {
  return logDeterminantOfCholesky(cholesky(realForm(A))) / unitCount(A.algebra);
}

/** X of minimum norm over the algebra that minimises ‖A X − B‖. The real problem has the same unique solution. */
export function divisionLeastSquares(
  A: DivisionMatrix,
  B: DivisionMatrix,
  options: RankOptions = {},
): { readonly solution: DivisionMatrix; readonly rank: number } {
  const { solution, rank } = leastSquares(realForm(A), realForm(B), options);
  return { solution: fromRealForm(solution, A.algebra), rank: Math.round(rank / unitCount(A.algebra)) };
}

export interface HermitianEigen {
  /** n real eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n×n unitary over the algebra: A = V diag(values) V*. */
  readonly vectors: DivisionMatrix;
}

/**
 * Eigenvalues and a unitary eigenbasis of a Hermitian matrix over ℝ, ℂ or ℍ.
 *
 * The real form has each eigenvalue e times. Its eigenspaces are modules over the algebra; inside each numerical one, vectors
 * are picked with their multiples by the units, always the one farthest from what is already spanned.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `NO_CONVERGENCE`.
 */
export function hermitianEigen(A: DivisionMatrix): HermitianEigen {
  const e = unitCount(A.algebra);
  const R = realForm(A);
  const { values, vectors } = symmetricEigen(R);
  const size = values.length;
  const n = size / e;
  const picked = new Float64Matrix(n, size);
  const chosen = new Float64Array(n);
  // Eigenvalues closer than their own error bound (30·size·ε·‖A‖, the residual ratio promised) are one cluster.
  const resolution = 30 * size * Number.EPSILON * Math.max(Math.abs(values[0] ?? 0), Math.abs(values[size - 1] ?? 0));
  let done = 0;
  for (let from = 0; from < size; ) {
    let to = from + 1;
    while (to < size && (values[to] - values[to - 1] <= resolution || (to - from) % e !== 0)) to++;
    const candidates = vectors.columnRange(from, to).transpose();
    const start = done;
    for (let p = from; p < to; p += e) {
      let best = -1;
      let bestNorm = -1;
      for (let c = 0; c < candidates.rows; c++) {
        const norm = candidates.row(c).reduce((sum, x) => sum + x * x, 0);
        if (norm > bestNorm) {
          bestNorm = norm;
          best = c;
        }
      }
      const v = candidates.row(best).map((x) => x / Math.sqrt(bestNorm));
      // Twice is enough: the pick may have lost digits to the earlier ones.
      for (let s = start; s < done; s++) removeSpan(v, picked.row(s), e);
      const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
      picked.row(done).set(v.map((x) => x / norm));
      for (let c = 0; c < candidates.rows; c++) removeSpan(candidates.row(c), picked.row(done), e);
      let mean = 0;
      for (let q = p; q < p + e; q++) mean += values[q] / e;
      chosen[done++] = mean;
    }
    from = to;
  }
  // A vector of Aⁿ as a real column is the first column of its real form.
  const parts = Array.from({ length: e }, (_, u) => Float64Matrix.generate(n, n, (a, j) => picked.at(j, a * e + u)));
  return { values: chosen, vectors: { algebra: A.algebra, parts } };
}

/** x ← x − Σ_u ⟨x, v·u⟩ v·u, the part of x outside of v's line over the algebra. */
function removeSpan(x: Float64Array, v: Float64Array, e: number): void {
  const image = new Float64Array(v.length);
  for (let u = 0; u < e; u++) {
    // Columns of the real form of v are the images of its first one under what commutes with the E's: column u.
    for (let a = 0; a < v.length; a += e) {
      for (let w = 0; w < e; w++) image[a + (w ^ u)] = SIGN[w][u] * v[a + w];
    }
    let inner = 0;
    for (let i = 0; i < x.length; i++) inner += x[i] * image[i];
    for (let i = 0; i < x.length; i++) x[i] -= inner * image[i];
  }
}
