/** Float matrices, dense factorizations, and one `Backend` over float64 kernels and checked gpu.js kernels. */
export type { Backend, BackendInfo, BackendKind, Precision } from './backend/backend.js';
export { type BackendOptions, openBackend } from './backend/open-backend.js';
export type { BackendStep, StepName, StepPlace } from './backend/steps.js';
export * from './dense.js';
export type { EngineName } from './gpu/engine-names.js';
export type { Indices } from './kernels/group-average.js';
export type { BlockResiduals, ResidualRequest } from './pipeline/block-residual.js';
export type { ChangeOfBasis, PooledComponent, SampleSpace, Summand } from './pipeline/change-of-basis.js';
export type { MapRequest } from './pipeline/coordinates.js';
export type { FactorBlock, Factors } from './pipeline/factors.js';
export type { Pipeline } from './pipeline/pipeline.js';
export type { GramRequest, PooledGrams, SpacePair } from './pipeline/pooled-grams.js';
export type { Watch } from './pipeline/runner.js';
