/** Float matrices, dense factorizations, and one `Backend` over float64 kernels and checked gpu.js kernels. */
export type { Backend, BackendInfo, BackendKind, Precision } from './backend/backend.js';
export { type BackendOptions, openBackend } from './backend/open-backend.js';
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
export { type QrFactorization, type QrOptions, qr } from './factorizations/qr.js';
export { type Svd, svd } from './factorizations/svd.js';
export { type SymmetricEigen, symmetricEigen } from './factorizations/symmetric-eigen.js';
export { symmetricExp, symmetricFunction, symmetricLog } from './factorizations/symmetric-functions.js';
export type { EngineName } from './gpu/engine.js';
export { type Batch, multiplyBatch } from './kernels/batch.js';
export type { Blas, Gemm } from './kernels/blas.js';
export { applyBlocks, applyInBasis, type Block } from './kernels/blocks.js';
export { gatherColumns, gatherRows, groupAverage, type Indices, reynolds, scatterColumns } from './kernels/gather.js';
export { crossGramOf, gramOf, type ProductOptions, product } from './kernels/products.js';
export { columnSums } from './kernels/sums.js';
export { Float32Matrix } from './matrix/float32-matrix.js';
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
