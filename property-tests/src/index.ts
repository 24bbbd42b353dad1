export {
  elementOf,
  type GroupConstraints,
  namedGroup,
  permutation,
  permutationGroup,
  SMALL_GROUPS,
} from './arbitraries/groups.js';
export { type ActionSource, actionOf, applyWord, type FloatAction } from './equivariance/actions.js';
export { vectors, words } from './equivariance/arbitraries.js';
export {
  assertEquivariant,
  assertInvariant,
  assertInvariantEstimator,
  type EquivarianceOptions,
  type Estimator,
  type EstimatorOptions,
  equivarianceError,
  largestDeviation,
} from './equivariance/assertions.js';
export type { VectorMap } from './equivariance/verdict.js';
export { actionLaws } from './laws/actions.js';
export { decompositionLaws } from './laws/decompositions.js';
export { fieldLaws } from './laws/fields.js';
export { type GroupLawOptions, groupLaws } from './laws/groups.js';
export { completenessLaws, realIrrepLaws } from './laws/irreps.js';
export { type MatrixLawOptions, matrixLaws, matrixOf } from './laws/matrices.js';
export type { LawOptions } from './laws/options.js';
export { representationLaws } from './laws/representations.js';
export { subgroupLaws } from './laws/subgroups.js';
