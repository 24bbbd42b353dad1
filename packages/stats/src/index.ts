/** Statistics of symmetric data: estimators that respect a group, by isotypic blocks. */
export type { GivenCovarianceOptions } from './data/given-covariance.js';
export type { RowOptions, SampleOptions } from './data/sample-options.js';
export type { Samples } from './data/samples.js';
export { timeAsSamples } from './data/time-arrays.js';
export {
  type ConditionalNormal,
  type ConditionalOptions,
  type DrawOptions,
  EquivariantNormal,
  type EvaluationOptions,
  type NormalFitOptions,
} from './distributions/equivariant-normal.js';
export {
  type CovarianceParameters,
  type ParameterSpace,
  PredictiveNormal,
  type PredictiveOptions,
} from './distributions/predictive-normal.js';
export type { Regularization } from './distributions/regularization.js';
export {
  type ContrastOptions,
  type ContrastVariance,
  contrastVariance,
  contrastVarianceOf,
} from './estimators/contrasts.js';
export { correlation, correlationOf } from './estimators/correlation.js';
export {
  type BlockEstimateOptions,
  type CovarianceOptions,
  cov,
  crossCov,
  type MomentEstimateOptions,
  type ShrunkenCovarianceOptions,
  varMean,
} from './estimators/covariance.js';
export { covarianceOf, crossCovarianceOf } from './estimators/covariance-of-moments.js';
export type { AsMatrix, AsStructured } from './estimators/estimate-form.js';
export type { Shrinkage, ShrinkageOptions } from './estimators/intensities.js';
export type { Interval, IntervalOptions } from './estimators/intervals.js';
export { irrepNorms, type QuadraticInvariant, quadraticInvariants } from './estimators/invariants.js';
export {
  type EquivariantLeastSquares,
  type LeastSquaresOptions,
  type LeastSquaresSolution,
  lstsq,
  lstsqOf,
  type MomentSolutionOptions,
  type StructuredLeastSquares,
} from './estimators/least-squares.js';
export { mean } from './estimators/mean.js';
export type { CovarianceCenter, Normalization } from './estimators/normalization.js';
export { groupAverages, invariantProjector, isotypicProjectors, reynolds } from './estimators/projectors.js';
export { type IntensityOptions, type ShrinkageIntensity, shrinkageIntensities } from './estimators/shrinkage.js';
export { covarianceStandardErrors, meanStandardErrors } from './estimators/standard-errors.js';
export {
  type CovarianceParameter,
  type MeanParameter,
  type MomentSummaryOptions,
  parameters,
  type SummaryOptions,
  type SymmetricSummary,
  symmetricSummary,
  symmetricSummaryOf,
} from './estimators/summary.js';
export {
  type ComponentOptions,
  type IntraclassCorrelation,
  type MomentComponentOptions,
  type VarianceComponent,
  type VarianceComponents,
  varianceComponents,
  varianceComponentsOf,
} from './estimators/variance-components.js';
export { type ComparedSymmetry, type CompareOptions, compareSymmetries } from './hypotheses/compare-symmetries.js';
export {
  type EqualityOptions,
  type EqualityTest,
  equalCovariancesTest,
  equalMeansTest,
  type FisherTest,
} from './hypotheses/equality.js';
export type { SymmetryHypothesis } from './hypotheses/hypothesis.js';
export {
  type LikelihoodRatioOptions,
  likelihoodRatioTest,
  type MinimumOptions,
  minimumSampleSize,
} from './hypotheses/likelihood-ratio.js';
export { likelihoodRatioOf, type MomentRatioOptions } from './hypotheses/likelihood-ratio-of-moments.js';
export type { LikelihoodRatio } from './hypotheses/ratio-laws.js';
export { ScatterMatrix, type ScatterMatrixJSON, type ScatterOptions } from './hypotheses/scatter-matrix.js';
export type { SymmetricFit } from './hypotheses/symmetric-fit.js';
export { fisherTail, studentTail } from './laws/beta.js';
export { chiSquaredTail } from './laws/chi-squared.js';
export {
  type Batch,
  type GivenSums,
  type MomentCenter,
  type MomentScales,
  type PushOptions,
  type StreamOptions,
  SymmetricMoments,
  type SymmetricMomentsJSON,
  type TotalsJSON,
} from './moments/index.js';
export { type CanonicalPair, type CcaOptions, SymmetricCCA } from './multivariate/symmetric-cca.js';
export { type PrincipalAxis, type ScoreOptions, SymmetricPCA } from './multivariate/symmetric-pca.js';
export { type StructuredWhitening, type Whitening, whitening } from './multivariate/whitening.js';
export {
  EquivariantRegression,
  type EstimateTest,
  type Prediction,
  type RegressionComponent,
} from './regression/equivariant-regression.js';
export {
  type MomentRegressionOptions,
  type RegressionOptions,
  regression,
  regressionOf,
} from './regression/regress.js';
export type { RegressionTest } from './regression/tests-of-effect.js';
export type { Operations, RunOptions } from './run/run.js';
export { type FindSymmetryOptions, findSymmetry, type SymmetrySearch } from './search/find-symmetry.js';
export type { FoundSymmetry } from './search/model-scorer.js';
export { type NameSymmetry, symmetriesOfNames } from './search/name-patterns.js';
export type { SymmetryScore } from './search/scores.js';
export { type CsvOptions, csvBatches } from './streams/csv-batches.js';
export {
  type ColumnRoles,
  type ColumnSpace,
  type MomentSpaces,
  momentsOfTable,
  type RowMoments,
  type TableMoments,
  type TableMomentsJSON,
  type TableMomentsOptions,
} from './streams/table-moments.js';
export {
  type ComponentDescription,
  covarianceParameters,
  type IsotypicStructure,
  isotypicStructure,
  meanParameters,
  type StructureComponent,
  type StructureSource,
  structureOf,
} from './structure/index.js';
export type { StructuredCovariance, StructuredMap } from './structure/structured-map.js';
