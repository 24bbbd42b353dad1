/** The few dense factorizations that a structured basis rests on, in doubles, row-major. */
import { cholesky } from '@isotypic/numeric/dense';

/**
 * U upper triangular with UUᵀ = G, for a positive-definite G of order d, in place of G: the Cholesky factor of G read
 * backwards, since JGJ = LLᵀ, J the reversal of the basis, says that G = (JLJ)(JLJ)ᵀ.
 */
export function reverseCholesky(G: Float64Array, d: number): Float64Array {
  return cholesky({ data: G.reverse(), rows: d, cols: d }).data.reverse();
}

/** U⁻¹b in place, U upper triangular. */
export function solveUpper(U: Float64Array, d: number, b: Float64Array): Float64Array {
  for (let i = d - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < d; k++) sum -= U[i * d + k] * b[k];
    b[i] = sum / U[i * d + i];
  }
  return b;
}

/** U⁻ᵀb in place, U upper triangular. */
export function solveUpperTransposed(U: Float64Array, d: number, b: Float64Array): Float64Array {
  for (let i = 0; i < d; i++) {
    const x = b[i] / U[i * d + i];
    b[i] = x;
    for (let k = i + 1; k < d; k++) b[k] -= U[i * d + k] * x;
  }
  return b;
}

/** A − diag(signs) = LU with L unit lower triangular, signs chosen so that every pivot is at least 1 in size. */
export interface SignedFactors {
  readonly order: number;
  /** L below the diagonal, U on and above it. */
  readonly lu: Float64Array;
  readonly signs: Float64Array;
}

/**
 * Gaussian elimination of A − S without exchanges, where A is a square block of a matrix with orthonormal columns: with
 * S_jj = −sign of the pivot no pivot is below 1, so that it is stable (Ballard, Demmel, Grigori, Jacquelin, Nguyen &
 * Solomonik 2014, §5.1). In place of A. O(2s³/3).
 */
export function signedFactors(A: Float64Array, s: number): SignedFactors {
  const signs = new Float64Array(s);
  for (let j = 0; j < s; j++) {
    const rowJ = j * s;
    signs[j] = A[rowJ + j] > 0 ? -1 : 1;
    A[rowJ + j] -= signs[j];
    for (let i = j + 1; i < s; i++) {
      const rowI = i * s;
      const factor = A[rowI + j] / A[rowJ + j];
      A[rowI + j] = factor;
      if (factor !== 0) for (let k = j + 1; k < s; k++) A[rowI + k] -= factor * A[rowJ + k];
    }
  }
  return { order: s, lu: A, signs };
}

/** (A − S)⁻¹b in place. */
export function solveSigned({ order: s, lu }: SignedFactors, b: Float64Array): Float64Array {
  for (let i = 1; i < s; i++) for (let k = 0; k < i; k++) b[i] -= lu[i * s + k] * b[k];
  return solveUpper(lu, s, b);
}

/** (A − S)⁻ᵀb in place. */
export function solveSignedTransposed({ order: s, lu }: SignedFactors, b: Float64Array): Float64Array {
  solveUpperTransposed(lu, s, b);
  for (let i = s - 1; i > 0; i--) for (let k = 0; k < i; k++) b[k] -= lu[i * s + k] * b[i];
  return b;
}
