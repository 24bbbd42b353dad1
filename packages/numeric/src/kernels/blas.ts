/**
 * C ← C + α·op(A)·op(B), op(A) being m×k and op(B) k×n; `transA` says that A is stored as k×m.
 * With `lower`, only tiles that meet the lower triangle of C are computed (the rest of C is undefined).
 */
export type Gemm = (
  transA: boolean,
  transB: boolean,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  ldc: number,
  lower?: boolean,
) => void;

/**
 * The few kernels on which every dense algorithm here is built, over one arena of float64 numbers. Operands are given
 * by their offset in the arena and their leading dimension, all counted in numbers, row-major. Two implementations:
 * WebAssembly SIMD, and a plain JavaScript twin for hosts without it and for the tests.
 *
 * An arena belongs to one synchronous computation at a time: reserve, load, compute, copy out.
 */
export interface Blas {
  readonly kind: 'wasm' | 'plain';

  /** Makes room for `count` numbers and returns the view to load them through; its old contents are void. */
  reserve(count: number): Float64Array;

  readonly gemm: Gemm;

  /** y ← y + α·A·x, A being m×n. */
  gemv(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void;

  /** y ← y + α·Aᵀ·x, A being m×n. */
  gemvTransposed(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void;

  /** A ← A + α·x·yᵀ, A being m×n. */
  ger(m: number, n: number, alpha: number, x: number, y: number, a: number, lda: number): void;

  dot(n: number, x: number, y: number): number;

  /** y ← y + α·x. */
  axpy(n: number, alpha: number, x: number, y: number): void;

  /** (x, y) ← (c·x + s·y, c·y − s·x). */
  rotate(n: number, x: number, y: number, c: number, s: number): void;
}
