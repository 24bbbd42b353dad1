export {
  elementOf,
  type GroupConstraints,
  namedGroup,
  permutation,
  permutationGroup,
  SMALL_GROUPS,
} from './arbitraries/groups.js';
export { actionLaws, type LawOptions } from './laws/actions.js';
export { decompositionLaws } from './laws/decompositions.js';
export {
  type ActionSource,
  actionOf,
  applyWord,
  assertEquivariant,
  assertInvariant,
  assertInvariantEstimator,
  type EquivarianceOptions,
  type Estimator,
  equivarianceError,
  type FloatAction,
  largestDeviation,
  type VectorMap,
  vectors,
  words,
} from './laws/equivariance.js';
export { fieldLaws } from './laws/fields.js';
export { type GroupLawOptions, groupLaws } from './laws/groups.js';
export { completenessLaws, realIrrepLaws } from './laws/irreps.js';
export { matrixLaws, matrixOf } from './laws/matrices.js';
export { representationLaws } from './laws/representations.js';
export { subgroupLaws } from './laws/subgroups.js';
