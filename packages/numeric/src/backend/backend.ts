/** What a numeric backend offers. Async throughout: one contract, whether a GPU or this thread does the work. */

import type { Block } from '../kernels/blocks.js';
import type { Indices } from '../kernels/group-average.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';

export type BackendKind = 'float64' | 'gpu';
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
  /** Kernels held, by shape class. */
  readonly kernels: number;
  /** Largest buffer used at once, in bytes; longer inputs pass in chunks of rows. */
  readonly bufferLimit: number;
}

/**
 * Dense float kernels behind one interface. Samples are rows. Every method takes anything that `Float64Matrix.from`
 * reads, and throws `SHAPE_MISMATCH` naming the shapes, `NOT_FINITE` when the backend was opened with
 * `{ finite: true }`, `OUT_OF_MEMORY` with an estimate, and `INVALID_ARGUMENT` after `close()`.
 */
export interface Backend {
  readonly kind: BackendKind;
  readonly precision: Precision;
  info(): BackendInfo;

  /** A·B. */
  multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix>;
  /** A·Bᵀ: maps act on columns, so samples X go through a map M as `multiplyTransposed(X, M)`. */
  multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix>;
  /** XᵀX, exactly symmetric. */
  gram(X: MatrixLike): Promise<Float64Matrix>;
  /** XᵀY. */
  crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix>;

  /** The Reynolds operator on rows: averages over the orbits of the columns under the generators' index arrays. */
  groupAverage(X: MatrixLike, generators: readonly Indices[]): Promise<Float64Matrix>;
  /** A block-diagonal map (an isotypic projector, an equivariant map) applied to every row. */
  applyBlocks(X: MatrixLike, blocks: readonly Block[], outCols: number): Promise<Float64Matrix>;
  /** The same map in coordinates with respect to bases: x ↦ Q_out·M·Q_inᵀ·x for every row, in one go. */
  applyInBasis(
    X: MatrixLike,
    basisIn: MatrixLike,
    blocks: readonly Block[],
    basisOut: MatrixLike,
  ): Promise<Float64Matrix>;

  /** Y minus the images of the rows of X under a block-diagonal map. */
  blockResidual(X: MatrixLike, blocks: readonly Block[], Y: MatrixLike): Promise<Float64Matrix>;

  /** log N(x; mean, L Lᵀ) of every row. */
  logDensity(X: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Array>;
  /** mean + L z of every row z. */
  transformNormals(Z: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Matrix>;

  /** Gives memory, threads and kernels back. Closing twice is harmless. */
  close(): Promise<void>;
}
