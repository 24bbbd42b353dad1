/** What the packages of this workspace need of the dense part's insides. Not part of the public surface. */
export { requireCholesky, semidefiniteRoot, solveLowerInPlace } from './factorizations/cholesky.js';
export { type StructuredEigen, structuredEigen, structuredFunction } from './factorizations/structured-hermitian.js';
export { fromFirstColumns, projectOnUnits, UNIT_ENTRIES, type UnitEntry } from './factorizations/unit-blocks.js';
export { sharedBlas } from './kernels/arena.js';
export { openTensorKernels, sharedTensorKernels } from './kernels/tensor-arena.js';
export {
  atPoint,
  integersAt,
  OVERHANG,
  POINTS,
  rowRoom,
  type ShiftedLines,
  type TensorKernels,
  type WindowedRows,
} from './kernels/tensor-kernels.js';
export { readFiniteMatrix, readMatrix } from './matrix/float64-matrix.js';
export { symmetrize, traceOf } from './matrix/square.js';
export { reflectionMatrix, unchangedBasis } from './pipeline/change-of-basis.js';
export { coordinatesOf, vectorOf, vectorOfSummand } from './pipeline/one-vector.js';
export {
  TWOFOLD_UNIT,
  type Twofold,
  twofoldDividedBy,
  twofoldNegative,
  twofoldPlus,
  twofoldTimes,
  twoSum,
} from './twofold/arithmetic.js';
export {
  logDeterminantOfTwofold,
  scaledInverseTrace,
  type TwofoldCholesky,
  twofoldCholesky,
} from './twofold/cholesky.js';
export { addExactGram } from './twofold/exact-gram.js';
export { TwofoldMatrix } from './twofold/matrix.js';
