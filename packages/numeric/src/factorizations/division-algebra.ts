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
import type { DivisionAlgebra } from '@isotypic/algebra/basics';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  DIVISION_ALGEBRAS,
  type Kind,
  oneOf,
  realDimension,
  UNIT_SIGNS,
} from '@isotypic/algebra/internal/basics';
import { LAYOUT, TOLERANCE } from '../matrix/argument-kinds.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { cholesky, choleskySolve, logDeterminantOfCholesky } from './cholesky.js';
import { leastSquares, type RankOptions } from './least-squares.js';

export type { DivisionAlgebra };

/** An m×n matrix over ℝ, ℂ or ℍ: Σ_u parts[u]·u for the units 1 (, i (, j, k)), each part m×n. */
export interface DivisionMatrix {
  readonly algebra: DivisionAlgebra;
  readonly parts: readonly Float64Layout[];
}

const ALGEBRA: Kind = oneOf(...DIVISION_ALGEBRAS);

/** Parts of one shape, as many as the algebra has units. */
const DIVISION_MATRIX: Kind = {
  expected: '{ algebra, parts }, one matrix for each unit of the algebra and all of one shape',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null || !('algebra' in v && 'parts' in v) || !ALGEBRA.accepts(v.algebra))
      return false;
    if (!arrayOf(LAYOUT).accepts(v.parts)) return false;
    const parts = v.parts as readonly Float64Layout[];
    return (
      parts.length === realDimension(v.algebra as DivisionAlgebra) &&
      parts.every((p) => p.rows === parts[0].rows && p.cols === parts[0].cols)
    );
  },
  remedy: () => 'fromRealForm(R, algebra) makes one of a real matrix.',
};

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless `A` is a matrix over a division algebra. */
export function requireDivisionMatrix(where: string, name: string, A: unknown): void {
  checkArgument(where, name, A, DIVISION_MATRIX);
}

/**
 * Real dimension of the algebra.
 * @example unitCount('quaternionic') // 4
 */
export function unitCount(algebra: DivisionAlgebra): 1 | 2 | 4 {
  checkArgument('unitCount', 'algebra', algebra, ALGEBRA);
  return realDimension(algebra);
}

/** a·b of two numbers of the algebra, as coefficients of the units. */
export function multiplyNumbers(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const e = a.length;
  return Float64Array.from({ length: e }, (_, w) => {
    let sum = 0;
    for (let alpha = 0; alpha < e; alpha++) sum += UNIT_SIGNS[w ^ alpha][alpha] * a[w ^ alpha] * b[alpha];
    return sum;
  });
}

/** The real em×e form of a vector over the algebra, given as the first column of that form. */
export function realFormOfVector(v: Float64Array, e: number): Float64Matrix {
  return Float64Matrix.generate(v.length, e, (i, alpha) => {
    const u = (i % e) ^ alpha;
    return UNIT_SIGNS[u][alpha] * v[i - (i % e) + u];
  });
}

/**
 * The real em×en matrix of a matrix over the algebra, units innermost: entry (a, b) becomes the block at (ea, eb).
 *
 * @example
 * realForm({ algebra: 'complex', parts: [Float64Matrix.from([[1]]), Float64Matrix.from([[2]])] }).toRows();
 * // [[1, -2], [2, 1]]
 */
export function realForm(A: DivisionMatrix): Float64Matrix {
  requireDivisionMatrix('realForm', 'A', A);
  const { algebra, parts } = A;
  const e = realDimension(algebra);
  const { rows: m, cols: n } = parts[0];
  const R = new Float64Matrix(m * e, n * e);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < n; b++) {
      for (let u = 0; u < e; u++) {
        const c = parts[u].data[a * n + b];
        for (let alpha = 0; alpha < e; alpha++) {
          R.data[(a * e + (u ^ alpha)) * n * e + b * e + alpha] = UNIT_SIGNS[u][alpha] * c;
        }
      }
    }
  }
  return R;
}

/**
 * The matrix over the algebra whose real form R is, read off the first column of each block.
 * @example
 * const i = Float64Matrix.from([[0, -1], [1, 0]]);
 * fromRealForm(i, 'complex').parts.map((part) => part.data[0]) // [0, 1]
 */
export function fromRealForm(R: Float64Layout, algebra: DivisionAlgebra): DivisionMatrix {
  checkArgument('fromRealForm', 'R', R, LAYOUT);
  checkArgument('fromRealForm', 'algebra', algebra, ALGEBRA);
  const e = realDimension(algebra);
  if (R.rows % e !== 0 || R.cols % e !== 0) {
    throw shapeMismatch('fromRealForm', `rows and columns of R that are multiples of ${e}`, shapeOf(R));
  }
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
 * @example
 * const A = fromRealForm(Float64Matrix.from([[4, 0], [0, 4]]), 'complex');
 * hermitianCholesky(A).parts[0].data // [2]
 */
export function hermitianCholesky(A: DivisionMatrix): DivisionMatrix {
  requireDivisionMatrix('hermitianCholesky', 'A', A);
  return fromRealForm(cholesky(realForm(A)), A.algebra);
}

/**
 * Solves A X = B given the Cholesky factor L of A.
 * @example
 * const A = fromRealForm(Float64Matrix.from([[4, 0], [0, 4]]), 'complex');
 * hermitianSolve(hermitianCholesky(A), A).parts[0].data // [1]
 */
export function hermitianSolve(L: DivisionMatrix, B: DivisionMatrix): DivisionMatrix {
  requireDivisionMatrix('hermitianSolve', 'L', L);
  requireDivisionMatrix('hermitianSolve', 'B', B);
  return fromRealForm(choleskySolve(realForm(L), realForm(B)), L.algebra);
}

/**
 * log det A of a Hermitian positive definite A, over its algebra (the real form's is e times as large).
 * @example
 * const A = fromRealForm(Float64Matrix.from([[4, 0], [0, 4]]), 'complex');
 * hermitianLogDeterminant(A) === Math.log(4) // true
 */
export function hermitianLogDeterminant(A: DivisionMatrix): number {
  requireDivisionMatrix('hermitianLogDeterminant', 'A', A);
  return logDeterminantOfCholesky(cholesky(realForm(A))) / unitCount(A.algebra);
}

/**
 * X of minimum norm over the algebra that minimizes ‖A X − B‖. The real problem has the same unique solution.
 * @example
 * const complex = (re, im) => ({ algebra: 'complex', parts: [re, im].map((v) => Float64Matrix.from([[v]])) });
 * divisionLeastSquares(complex(0, 2), complex(2, 0)).rank // 1
 */
export function divisionLeastSquares(
  A: DivisionMatrix,
  B: DivisionMatrix,
  options: RankOptions = {},
): { readonly solution: DivisionMatrix; readonly rank: number } {
  requireDivisionMatrix('divisionLeastSquares', 'A', A);
  requireDivisionMatrix('divisionLeastSquares', 'B', B);
  checkOptions('divisionLeastSquares', options, TOLERANCE);
  const { solution, rank } = leastSquares(realForm(A), realForm(B), options);
  return { solution: fromRealForm(solution, A.algebra), rank: Math.round(rank / unitCount(A.algebra)) };
}
