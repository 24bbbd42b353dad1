/** Least squares of minimum norm, and the pseudo-inverse, with a rank decision that does not depend on units. */
import { checkArgument, checkOptions, integer, type Kind } from '@isotypic/algebra/internal/basics';
import { product } from '../kernels/products.js';
import { TOLERANCE } from '../matrix/argument-kinds.js';
import { Float64Matrix, readFiniteMatrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireFinite, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { NUMBERS } from '../matrix/numbers.js';
import { type Svd, svd } from './svd.js';

/** From which singular value on a matrix has rank. */
export interface RankOptions {
  /**
   * Singular values not above `relativeTolerance` times the largest count as zero.
   * Default max(m, n)·ε, the size of what rounding leaves of a zero singular value (LAPACK xGELSD's and NumPy's rule).
   */
  readonly relativeTolerance?: number;
}

/** A solution of least squares, and the rank that it was found with. */
export interface LeastSquaresSolution {
  /** n×k, of minimum Frobenius norm among the minimizers. */
  readonly solution: Float64Matrix;
  readonly rank: number;
  /** min(m, n) singular values of A, descending. */
  readonly singularValues: Float64Array;
  /** ‖A X − B‖² of each of the k columns. */
  readonly residuals: Float64Array;
}

/**
 * X of minimum norm that minimizes ‖A X − B‖_F.
 *
 * @param A m×n. @param B m×k.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `NO_CONVERGENCE`.
 * Source: Golub & Van Loan, Matrix Computations (4th ed.), Thm. 5.5.1.
 *
 * @example
 * leastSquares([[1, 1], [1, 1]], [[2], [4]]).solution.toRows(); // [[1.5], [1.5]]
 */
export function leastSquares(A: MatrixLike, B: MatrixLike, options: RankOptions = {}): LeastSquaresSolution {
  checkOptions('leastSquares', options, TOLERANCE);
  const matrix = readFiniteMatrix('leastSquares', 'A', A);
  const right = readFiniteMatrix('leastSquares', 'B', B);
  if (right.rows !== matrix.rows) {
    throw shapeMismatch(
      'leastSquares',
      `a right-hand side B of ${matrix.rows} rows, as A has`,
      `shape ${shapeOf(right)}`,
    );
  }
  const factors = svd(matrix);
  const rank = numericalRank(factors.values, matrix, options);
  const solution = applyPseudoInverse(factors, rank, right);
  requireFinite('leastSquares', solution);
  const residuals = new Float64Array(right.cols);
  const fitted = product(matrix, solution);
  for (let i = 0; i < matrix.rows; i++) {
    for (let c = 0; c < right.cols; c++) residuals[c] += (fitted.at(i, c) - right.at(i, c)) ** 2;
  }
  return { solution, rank, singularValues: factors.values, residuals };
}

/**
 * The Moore–Penrose pseudo-inverse, n×m for an m×n matrix.
 *
 * @example
 * pseudoInverse([[2, 0], [0, 0]]).toRows(); // [[0.5, 0], [0, 0]]
 */
export function pseudoInverse(A: MatrixLike, options: RankOptions = {}): Float64Matrix {
  checkOptions('pseudoInverse', options, TOLERANCE);
  const matrix = readFiniteMatrix('pseudoInverse', 'A', A);
  const factors = svd(matrix);
  return applyPseudoInverse(
    factors,
    numericalRank(factors.values, matrix, options),
    Float64Matrix.identity(matrix.rows),
  );
}

const SHAPE: Kind = {
  expected: '{ rows, cols }, integers from 0 on',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    'rows' in v &&
    'cols' in v &&
    integer(0).accepts(v.rows) &&
    integer(0).accepts(v.cols),
};

/**
 * How many singular values (descending) stand above what rounding leaves.
 * @example
 * numericalRank([2, 1, 1e-17], { rows: 3, cols: 3 }) // 2
 */
export function numericalRank(
  values: ArrayLike<number>,
  shape: { readonly rows: number; readonly cols: number },
  options: RankOptions = {},
): number {
  checkArgument('numericalRank', 'values', values, NUMBERS);
  checkArgument('numericalRank', 'shape', shape, SHAPE);
  checkOptions('numericalRank', options, TOLERANCE);
  // NumPy's and MATLAB's rule: the rounding of an SVD in its singular values, relative to the largest
  const relative = options.relativeTolerance ?? Math.max(shape.rows, shape.cols) * Number.EPSILON;
  let rank = 0;
  while (rank < values.length && values[rank] > relative * values[0]) rank++;
  return rank;
}

/** V_r Σ_r⁻¹ U_rᵀ B. */
function applyPseudoInverse({ U, values, V }: Svd, rank: number, B: Float64Matrix): Float64Matrix {
  const coordinates = product(U.columnRange(0, rank), B, { transposeLeft: true });
  for (let r = 0; r < rank; r++) for (let c = 0; c < B.cols; c++) coordinates.data[r * B.cols + c] /= values[r];
  return product(V.columnRange(0, rank), coordinates);
}
