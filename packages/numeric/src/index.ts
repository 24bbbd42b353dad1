/** Float matrices, dense factorizations, and one `Backend` over float64 kernels and checked gpu.js kernels. */
export type { Backend, BackendInfo, BackendKind, Precision } from './backend/backend.js';
export { type BackendOptions, openBackend } from './backend/open-backend.js';
export * from './dense.js';
export type { EngineName } from './gpu/engine.js';
export type { Block } from './kernels/blocks.js';
export type { Indices } from './kernels/group-average.js';
