/** Products of float64 matrices, synchronous, on the shared kernels. */
import { boolean, checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal/basics';
import { LAYOUT } from '../matrix/argument-kinds.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { sharedBlas } from './arena.js';
import type { Blas } from './blas.js';

/** Which operands are meant transposed. */
export interface ProductOptions {
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
}

const PLAIN: ProductOptions = {};

const PRODUCT_OPTION_KINDS: OptionKinds<ProductOptions> = { transposeLeft: boolean, transposeRight: boolean };

/** Largest arena asked for, in numbers (128 MiB): longer operands pass through in ranges of rows. */
export const ARENA_NUMBERS = 2 ** 24;

/**
 * Rows per chunk of a sum over rows. Fixed, so that the order of additions, and with it every bit of the result,
 * depends on neither the number of threads nor the memory at hand.
 */
export function rowsPerChunk(width: number): number {
  return Math.max(64, Math.min(4096, 64 * Math.floor(2 ** 20 / (64 * Math.max(1, width)))));
}

/**
 * op(A)·op(B).
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` naming both shapes.
 * @example
 * product(Float64Matrix.from([[1, 2]]), Float64Matrix.from([[3, 4]]), { transposeRight: true }).at(0, 0); // 11
 */
export function product(A: Float64Layout, B: Float64Layout, options: ProductOptions = PLAIN): Float64Matrix {
  checkArgument('product', 'A', A, LAYOUT);
  checkArgument('product', 'B', B, LAYOUT);
  if (options !== PLAIN) checkOptions('product', options, PRODUCT_OPTION_KINDS);
  const { transposeLeft = false, transposeRight = false } = options;
  const blas = sharedBlas();
  const m = transposeLeft ? A.cols : A.rows;
  const k = transposeLeft ? A.rows : A.cols;
  const n = transposeRight ? B.rows : B.cols;
  if (k !== (transposeRight ? B.cols : B.rows)) {
    const right = transposeRight ? `${B.cols}×${B.rows} (a transpose)` : shapeOf(B);
    const left = transposeLeft ? `${A.cols}×${A.rows} (a transpose)` : shapeOf(A);
    throw shapeMismatch('product', 'A and B with inner dimensions that agree', `${left} times ${right}`);
  }
  if (transposeLeft && !transposeRight) return crossGramOf(A, B);
  const C = new Float64Matrix(m, n);
  if (m === 0 || n === 0 || k === 0) return C;
  // A (or, transposed on both sides, all of it) passes in ranges of its m rows.
  const height = transposeLeft ? m : Math.max(64, Math.min(m, Math.floor((ARENA_NUMBERS - k * n) / (k + n))));
  for (let i0 = 0; i0 < m; i0 += height) {
    const h = Math.min(height, m - i0);
    const aSize = transposeLeft ? k * m : h * k;
    const heap = blas.reserve(aSize + k * n + h * n);
    heap.set(transposeLeft ? A.data : A.data.subarray(i0 * k, (i0 + h) * k), 0);
    heap.set(B.data, aSize);
    const c = aSize + k * n;
    heap.fill(0, c, c + h * n);
    blas.gemm(transposeLeft, transposeRight, h, n, k, 1, 0, A.cols, aSize, B.cols, c, n);
    C.data.set(heap.subarray(c, c + h * n), i0 * n);
  }
  return C;
}

/**
 * XᵀX, D×D for an N×D X: half the work of a product, exactly symmetric. Sums run over chunks of rows that are
 * then added in order: the error bound is that of blocked summation, far below N·ε.
 * @example gramOf(Float64Matrix.from([[1, 2], [3, 4]])).toRows() // [[10, 14], [14, 20]]
 */
export function gramOf(X: Float64Layout): Float64Matrix {
  checkArgument('gramOf', 'X', X, LAYOUT);
  const blas = sharedBlas();
  const { rows, cols: d } = X;
  const G = new Float64Matrix(d, d);
  if (d === 0) return G;
  const chunk = rowsPerChunk(d);
  for (let i0 = 0; i0 < rows; i0 += chunk) {
    addGramChunk(blas, X, i0, Math.min(chunk, rows - i0), G.data);
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) G.data[j * d + i] = G.data[i * d + j];
  return G;
}

/** Adds the lower triangle of one chunk's Gram matrix to `target`. */
function addGramChunk(blas: Blas, X: Float64Layout, from: number, count: number, target: Float64Array): void {
  const d = X.cols;
  const heap = blas.reserve(count * d + d * d);
  heap.set(X.data.subarray(from * d, (from + count) * d), 0);
  const c = count * d;
  heap.fill(0, c, c + d * d);
  blas.gemm(true, false, d, d, count, 1, 0, d, 0, d, c, d, true);
  for (let e = 0; e < d * d; e++) target[e] += heap[c + e];
}

/**
 * XᵀY, Dx×Dy, for samples as rows; summed over chunks of rows in order.
 * @example crossGramOf(Float64Matrix.from([[1, 2], [3, 4]]), Float64Matrix.from([[1], [1]])).toRows() // [[4], [6]]
 */
export function crossGramOf(X: Float64Layout, Y: Float64Layout): Float64Matrix {
  checkArgument('crossGramOf', 'X', X, LAYOUT);
  checkArgument('crossGramOf', 'Y', Y, LAYOUT);
  const blas = sharedBlas();
  if (X.rows !== Y.rows) {
    throw shapeMismatch('crossGramOf', 'X and Y with equal numbers of rows', `${shapeOf(X)} and ${shapeOf(Y)}`);
  }
  const { rows, cols: dx } = X;
  const dy = Y.cols;
  const G = new Float64Matrix(dx, dy);
  if (dx === 0 || dy === 0) return G;
  const chunk = rowsPerChunk(Math.max(dx, dy));
  for (let i0 = 0; i0 < rows; i0 += chunk) {
    addCrossGramChunk(blas, X, Y, i0, Math.min(chunk, rows - i0), G.data);
  }
  return G;
}

/** Adds one chunk's XᵀY to `target`. */
function addCrossGramChunk(
  blas: Blas,
  X: Float64Layout,
  Y: Float64Layout,
  from: number,
  count: number,
  target: Float64Array,
): void {
  const dx = X.cols;
  const dy = Y.cols;
  const heap = blas.reserve(count * (dx + dy) + dx * dy);
  heap.set(X.data.subarray(from * dx, (from + count) * dx), 0);
  heap.set(Y.data.subarray(from * dy, (from + count) * dy), count * dx);
  const c = count * (dx + dy);
  heap.fill(0, c, c + dx * dy);
  blas.gemm(true, false, dx, dy, count, 1, 0, dx, count * dx, dy, c, dy);
  for (let e = 0; e < dx * dy; e++) target[e] += heap[c + e];
}
