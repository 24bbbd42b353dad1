/** The exponential of any square matrix. */
import { product } from '../kernels/products.js';
import { Float64Matrix, readFiniteMatrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, shapeMismatch } from '../matrix/layout.js';
import { leastSquares } from './least-squares.js';

/** The numerator of the diagonal Padé approximant of degree 13 of exp, ascending (Higham 2005, table 2.3). */
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;
/** Below this norm the approximant is exp to the unit roundoff (Higham 2005, θ₁₃). */
const THETA = 5.371920351148152;

/**
 * exp A by scaling and squaring with a Padé approximant (N. Higham, SIAM J. Matrix Anal. Appl. 26, 2005). O(n³ log
 * ‖A‖).
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless square, `NOT_FINITE`
 * @example
 * matrixExponential([[0, -Math.PI], [Math.PI, 0]]).toRows(); // minus the identity, up to rounding
 */
export function matrixExponential(A: MatrixLike): Float64Matrix {
  const given = readFiniteMatrix('matrixExponential', 'A', A);
  const n = given.rows;
  if (given.cols !== n) throw shapeMismatch('matrixExponential', 'A to be a square matrix', `${n}×${given.cols}`);
  if (n === 0) return given;
  const squarings = Math.max(0, Math.ceil(Math.log2(oneNorm(given) / THETA)));
  const X = given.map((x) => x / 2 ** squarings);
  const X2 = product(X, X);
  const X4 = product(X2, X2);
  const X6 = product(X2, X4);
  const one = Float64Matrix.identity(n);
  const sum = (terms: readonly (readonly [number, Float64Matrix])[]) =>
    Float64Matrix.generate(n, n, (i, j) => terms.reduce((s, [c, M]) => s + c * M.at(i, j), 0));
  const powers = (k: number) =>
    [
      [PADE[k], one],
      [PADE[k + 2], X2],
      [PADE[k + 4], X4],
      [PADE[k + 6], X6],
    ] as const;
  const high = (k: number) =>
    product(
      X6,
      sum([
        [PADE[k], X2],
        [PADE[k + 2], X4],
        [PADE[k + 4], X6],
      ]),
    );
  const U = product(X, sum([[1, high(9)], ...powers(1)]));
  const W = sum([[1, high(8)], ...powers(0)]);
  let result = leastSquares(
    sum([
      [1, W],
      [-1, U],
    ]),
    sum([
      [1, W],
      [1, U],
    ]),
  ).solution;
  for (let k = 0; k < squarings; k++) result = product(result, result);
  return result;
}

function oneNorm(A: Float64Matrix): number {
  let norm = 0;
  for (let j = 0; j < A.cols; j++) {
    let sum = 0;
    for (let i = 0; i < A.rows; i++) sum += Math.abs(A.at(i, j));
    if (sum > norm) norm = sum;
  }
  return norm;
}
