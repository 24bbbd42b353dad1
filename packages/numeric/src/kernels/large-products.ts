/** What does the large products of the float64 backend when the shared kernels on this thread do not. */
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout } from '../matrix/layout.js';
import type { ProductOptions } from './products.js';

/** Whether B is meant transposed. */
export type RightOperand = Pick<ProductOptions, 'transposeRight'>;

export interface LargeProducts {
  /** Whether it takes an m×k by k×n product, and does it sooner than this thread. */
  worth(m: number, n: number, k: number): boolean;
  readonly threads: number;
  /** As `BackendInfo` reports them. */
  readonly engine: string;
  readonly device: string;
  /** A·B, or A·Bᵀ; shapes were checked, and found {@link worth} it. */
  multiply(A: Float64Layout, B: Float64Layout, options?: RightOperand): Promise<Float64Matrix>;
  /** XᵀY, or XᵀX when Y is null. */
  crossGram(X: Float64Layout, Y: Float64Layout | null): Promise<Float64Matrix>;
  close(): Promise<void>;
}
