/** What tensors of samples and channels are computed with: products with shifted lines, and passes over entries. */

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

/**
 * Rows of channels, with zeros around them, as windows for products with short filters by the points 0, 1, −1, 2, −2
 * and ∞: [6, channels, laidPlanes, laidRows, count]. All places are in numbers of the arena.
 */
export interface WindowedRows {
  /** [channels, planes, rows, width] */
  readonly x: number;
  readonly channels: number;
  readonly planes: number;
  readonly rows: number;
  readonly width: number;
  /** Zeros in front of planes, rows and the places of a row. */
  readonly padding: readonly [number, number, number];
  readonly laidPlanes: number;
  readonly laidRows: number;
  /** Outputs of a window, 2 to 5, and the distance of windows: filters are 7 − reach taps long. */
  readonly reach: number;
  /** Windows of a row. */
  readonly count: number;
  readonly windows: number;
  /** Room for {@link rowRoom} numbers. */
  readonly room: number;
}

/** Points of a window: a filter of r taps and m outputs, m + r − 1 of them. */
export const POINTS = 6;

const FINITE = [0, 1, -1, 2, -2];

/** aⱼⁱ, what coefficient i of `length` counts at point j: at infinity, the last point, the highest alone. */
export function atPoint(j: number, i: number, length: number): number {
  return j < FINITE.length ? FINITE[j] ** i : Number(i === length - 1);
}

/** Numbers that a row of windows passes through. */
export const rowRoom = ({ reach, count }: Pick<WindowedRows, 'reach' | 'count'>): number =>
  (count + 1) * reach + POINTS;

/** Integers of 32 bits in an arena, from the place of its number `at` on. */
export function integersAt(heap: Float64Array | Float32Array, at: number, count: number): Int32Array {
  return new Int32Array(heap.buffer, heap.byteOffset + heap.BYTES_PER_ELEMENT * at, count);
}

/** Numbers of an arena behind those that are read by their place: whole vectors are loaded at the end of a line. */
export const OVERHANG = 8;

/**
 * Kernels over an arena of their own, as those of {@link Blas}: operands are given by their place in it, counted in
 * numbers. Two implementations: WebAssembly SIMD, and a plain JavaScript twin.
 *
 * An arena belongs to one synchronous computation at a time: reserve, load, compute, copy out.
 */
export interface TensorKernels {
  readonly kind: 'wasm' | 'plain';

  /** Makes room for `count` numbers and returns the view to load them through; its old contents are void. */
  reserve(count: number): Float64Array;

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

  /** Windows of six inputs: Bᵀx of A[(Gw) ∘ (Bᵀx)], what a filter's values Gw are multiplied with. */
  inputWindows(rows: WindowedRows): void;

  /** Windows of `reach` outputs: their values at the points, Aᵀy. */
  outputWindows(rows: WindowedRows): void;

  /** Its adjoint, x ← A·windows, without zeros around them: rows of `width` from [6, channels, planes, rows, count]. */
  windowSums(rows: WindowedRows): void;

  /** w[o, k] += Σ y[o, z, r, c]·x[shiftₖ + z·planeStep + r·rowStep + c], w being outputs × depth. */
  shiftedGram(w: number, lines: ShiftedLines): void;
}
