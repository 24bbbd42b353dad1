/** What a numeric backend offers. Async throughout: one contract, whether a GPU or this thread does the work. */

import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { BackendStep } from './steps.js';

/** What computes: float64 on this host, or an accelerator. */
export type BackendKind = 'float64' | 'gpu';
/** Double or single. */
export type Precision = 'double' | 'single';

/** What really runs, and why. */
export interface BackendInfo {
  readonly kind: BackendKind;
  readonly precision: Precision;
  /** 'wasm-simd', 'javascript', 'system-blas', 'webgpu', 'webgl2', 'webasm' or 'cpu'. */
  readonly engine: string;
  /** In words: the adapter's name where there is one. */
  readonly device: string;
  readonly threads: number;
  /** Why this engine and no other: what was asked for, what was tried, what failed. */
  readonly reasons: readonly string[];
  /** Which operations ran where so far, how often, and why there. */
  readonly steps: readonly BackendStep[];
  /** Kernels held, by shape class. */
  readonly kernels: number;
  /** Largest buffer used at once, in bytes; longer inputs pass in chunks of rows. */
  readonly bufferLimit: number;
}

/**
 * Kernels for samples behind one interface. Samples are rows. Every method throws `SHAPE_MISMATCH` naming the shapes,
 * `NOT_FINITE` when the backend was opened with `{ finite: true }`, `OUT_OF_MEMORY` with an estimate, and
 * `INVALID_ARGUMENT` after `close()`.
 */
export interface Backend extends Pipeline {
  readonly kind: BackendKind;
  readonly precision: Precision;
  info(): BackendInfo;
  /**
   * The same operations in float64, whatever the backend's precision: for what single precision is not enough for, or
   * what has a reason of its own. They are counted in `info().steps` with this reason.
   */
  inFloat64(reason: string): Pipeline;
  /** A·B: takes anything that `Float64Matrix.from` reads, through the pipeline. */
  multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix>;
  /** XᵀX, exactly symmetric, likewise. */
  gram(X: MatrixLike): Promise<Float64Matrix>;
  /** Gives memory, threads and kernels back. Closing twice is harmless. */
  close(): Promise<void>;
}
