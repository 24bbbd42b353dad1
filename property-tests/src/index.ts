export {
  type DataConstraints,
  gaussianData,
  nearDegenerateData,
  orbitClosedData,
  type Rows,
} from './arbitraries/data-sets.js';
export { equivariantMap } from './arbitraries/equivariant-maps.js';
export {
  elementOf,
  type GroupConstraints,
  namedGroup,
  orbitOf,
  permutation,
  permutationGroup,
  pointOf,
  SMALL_GROUPS,
  subgroupOf,
  word,
} from './arbitraries/groups.js';
export { matrixOf, unimodularMatrix } from './arbitraries/matrices.js';
export { COMPACT_GROUPS, matrixGroup, tensorType } from './arbitraries/matrix-groups.js';
export { type RepresentationConstraints, representation, representationOfType } from './arbitraries/representations.js';
export { type CyclotomicConstraints, cyclotomic, type RationalConstraints, rational } from './arbitraries/scalars.js';
export { discoverPermutationSymmetry, type PermutationSymmetry } from './discovery/discover-permutation-symmetry.js';
export {
  type DiscoveredSymmetry,
  type DiscoveryOptions,
  discoverSymmetry,
  type SymmetryEvidence,
} from './discovery/discover-symmetry.js';
export { type ActionSource, actionOf, applyWord, type FloatAction } from './equivariance/actions.js';
export { type Adapter, adapters, type TensorConstructor } from './equivariance/adapters.js';
export { vectors, words } from './equivariance/arbitraries.js';
export { assertEquivariant, assertInvariant } from './equivariance/assertions.js';
export type { Behavior } from './equivariance/behavior.js';
export { type CheckOptions, checkEquivariance, type EquivarianceSpecification } from './equivariance/check.js';
export type { ComponentShare } from './equivariance/components.js';
export {
  checkEquivariantLaw,
  type LawCheckOptions,
  type LawReport,
  type RandomFunction,
} from './equivariance/equivariant-law.js';
export { assertInvariantEstimator, type Estimator, type EstimatorOptions } from './equivariance/estimators.js';
export { equivarianceError, largestDeviation } from './equivariance/matrix-errors.js';
export type { Precision } from './equivariance/noise.js';
export {
  EquivarianceError,
  type EquivarianceReport,
  type Extent,
  type GeneratorVerdict,
} from './equivariance/report.js';
export { type RotationActionOptions, rotationAction } from './equivariance/rotation-actions.js';
export type { ArgumentSource, OutputSource, ShapedArgument } from './equivariance/spaces.js';
export type { HeldSubgroup } from './equivariance/subgroups.js';
export type { Reason } from './equivariance/verdict.js';
export { type ActionImplementation, actionLaws } from './laws/actions.js';
export { type CharacterTableImplementation, characterLaws } from './laws/characters.js';
export { decompositionLaws } from './laws/decompositions.js';
export { fieldLaws } from './laws/fields.js';
export { type GroupImplementation, type GroupLawOptions, groupLaws } from './laws/groups.js';
export { type IntertwinerImplementation, intertwinerLaws } from './laws/intertwiners.js';
export { completenessLaws, realIrrepLaws } from './laws/irreps.js';
export { type AsyncLaw, assertLaws, type Law } from './laws/law.js';
export { type MatrixLawOptions, matrixLaws } from './laws/matrices.js';
export type { LawOptions } from './laws/options.js';
export { type RepresentationImplementation, representationLaws } from './laws/representations.js';
export { type StatisticsImplementation, type StatisticsLawOptions, statisticsLaws } from './laws/statistics.js';
export { subgroupLaws } from './laws/subgroups.js';
export { type TableLawOptions, tableLaws } from './laws/tables.js';
export {
  type EquivarianceProfile,
  equivarianceProfile,
  type ProfileOptions,
  type Stage,
  type StageProfile,
} from './profile/equivariance-profile.js';
