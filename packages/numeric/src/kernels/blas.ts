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
 * What products with shifted lines read and write, in numbers of the arena: lines of x that lie at `shifts` from a
 * place that moves over planes, rows and columns. A convolution is a product of its filters with such lines.
 */
export interface ShiftedLines {
  /** Where the shifts lie: `depth` integers of 32 bits, {@link integersAt} being a view of them. */
  readonly shifts: number;
  readonly depth: number;
  readonly x: number;
  /** From one plane, one row of x to the next. */
  readonly planeStep: number;
  readonly rowStep: number;
  /** [outputs, planes, rows, width] */
  readonly y: number;
  readonly outputs: number;
  readonly planes: number;
  readonly rows: number;
  readonly width: number;
}

/** Rows that are moved close together, each output on top of a number of its own: places in float32 numbers. */
export interface BiasedRows {
  /** [outputs, planes, …]: rows are `pitch` apart, planes `planePitch`. */
  readonly x: number;
  readonly bias: number;
  /** [outputs, planes, rows, width] */
  readonly y: number;
  readonly outputs: number;
  readonly planes: number;
  readonly rows: number;
  readonly width: number;
  readonly pitch: number;
  readonly planePitch: number;
  /** What comes out below 0 becomes 0. */
  readonly isRectified: boolean;
}

/** Integers of 32 bits in an arena, from the place of its number `at` on. */
export function integersAt(heap: Float64Array | Float32Array, at: number, count: number): Int32Array {
  return new Int32Array(heap.buffer, heap.byteOffset + heap.BYTES_PER_ELEMENT * at, count);
}

/** Numbers of an arena behind those that are read by their place: whole vectors are loaded at the end of a line. */
export const OVERHANG = 8;

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

  /** y ← x where the mask is above 0, else 0. */
  keepPositive(n: number, x: number, mask: number, y: number): void;

  /** y ← y + the rows of x, rows×width, one after another. */
  addRows(rows: number, width: number, x: number, y: number): void;

  /**
   * y[o, z, r, c] = Σₖ w[o, k]·x[shiftₖ + z·planeStep + r·rowStep + c]. Weights lie in strips of four outputs, a strip
   * being depth × 4 numbers, zeros for outputs that are missing. Up to {@link OVERHANG} numbers behind a row of x are
   * read, and do not matter.
   */
  shiftedProduct(weights: number, lines: ShiftedLines): void;

  /** The same in float32: all places, steps and shifts are counted in float32 numbers of the arena. */
  shiftedProduct32(weights: number, lines: ShiftedLines): void;

  /** y[o, z, r, c] = x[o, z, r, c] + bias[o] in float32, or 0 where that is below and `isRectified`. */
  biasedRows32(rows: BiasedRows): void;

  /** w[o, k] += Σ y[o, z, r, c]·x[shiftₖ + z·planeStep + r·rowStep + c], w being outputs × depth. */
  shiftedGram(w: number, lines: ShiftedLines): void;
}
