/**
 * Dense float64 matrices and factorizations over ℝ, ℂ and ℍ, synchronous, on the WebAssembly kernels: the part of this
 * package that knows nothing of backends and brings no accelerator with it.
 */
export {
  type CholeskyAttempt,
  cholesky,
  choleskySolve,
  logDeterminant,
  logDeterminantOfCholesky,
  solveLower,
  solveLowerTransposed,
  tryCholesky,
} from './factorizations/cholesky.js';
export {
  type DivisionAlgebra,
  type DivisionMatrix,
  divisionLeastSquares,
  fromRealForm,
  hermitianCholesky,
  hermitianLogDeterminant,
  hermitianSolve,
  realForm,
  unitCount,
} from './factorizations/division-algebra.js';
export { type HermitianEigen, hermitianEigen } from './factorizations/hermitian-eigen.js';
export {
  type LeastSquaresSolution,
  leastSquares,
  numericalRank,
  pseudoInverse,
  type RankOptions,
} from './factorizations/least-squares.js';
export { matrixExponential } from './factorizations/matrix-exponential.js';
export { type QrFactorization, type QrOptions, qr } from './factorizations/qr.js';
export { type Svd, svd } from './factorizations/svd.js';
export { type SymmetricEigen, symmetricEigen } from './factorizations/symmetric-eigen.js';
export { symmetricExp, symmetricFunction, symmetricLog } from './factorizations/symmetric-functions.js';
export { crossGramOf, gramOf, type ProductOptions, product } from './kernels/products.js';
export { Float64Matrix, type FromOptions, frobeniusNorm } from './matrix/float64-matrix.js';
export type {
  ArrowColumnLike,
  ArrowTableLike,
  DenseLayout,
  Float64Layout,
  MatrixLike,
  MlMatrixLike,
} from './matrix/layout.js';
export { type RandomStream, randomStream, standardNormals } from './random/normal.js';
