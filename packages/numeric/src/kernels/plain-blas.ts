/** The kernels in plain JavaScript: what runs where WebAssembly SIMD is missing, and what it is compared with. */
import type { Blas, Gemm } from './blas.js';

/** Depth of a packed panel: 256 × 4 numbers of A and of B stay in the first-level cache. */
const DEPTH = 256;
/** Rows of A packed at once. */
const HEIGHT = 64;

/** A fresh arena with plain JavaScript kernels. */
export class PlainBlas implements Blas {
  readonly kind = 'plain';
  private heap = new Float64Array(0);
  private packedA = new Float64Array(DEPTH * HEIGHT);
  private packedB = new Float64Array(0);

  reserve(count: number): Float64Array {
    if (this.heap.length < count) this.heap = new Float64Array(count);
    return this.heap;
  }

  readonly gemm: Gemm = (transA, transB, m, n, k, alpha, a, lda, b, ldb, c, ldc, lower = false) => {
    const padded = (n + 3) & ~3;
    if (this.packedB.length < DEPTH * padded) this.packedB = new Float64Array(DEPTH * padded);
    for (let p0 = 0; p0 < k; p0 += DEPTH) {
      const depth = Math.min(DEPTH, k - p0);
      pack(this.heap, transB ? b + p0 : b + p0 * ldb, ldb, !transB, n, depth, this.packedB, 1);
      for (let i0 = 0; i0 < m; i0 += HEIGHT) {
        const height = Math.min(HEIGHT, m - i0);
        pack(
          this.heap,
          transA ? a + p0 * lda + i0 : a + i0 * lda + p0,
          lda,
          transA,
          height,
          depth,
          this.packedA,
          alpha,
        );
        for (let j = 0; j < n; j += 4) {
          if (lower && j > i0 + height - 1) break;
          for (let i = 0; i < height; i += 4) {
            if (lower && j > i0 + i + 3) continue;
            this.tile(depth, i * depth, j * depth, c + (i0 + i) * ldc + j, ldc, height - i, n - j);
          }
        }
      }
    }
  };

  /** One 4×4 tile: sixteen accumulators, each packed number loaded once. */
  private tile(depth: number, pa: number, pb: number, c: number, ldc: number, height: number, width: number): void {
    const A = this.packedA;
    const B = this.packedB;
    let s00 = 0;
    let s01 = 0;
    let s02 = 0;
    let s03 = 0;
    let s10 = 0;
    let s11 = 0;
    let s12 = 0;
    let s13 = 0;
    let s20 = 0;
    let s21 = 0;
    let s22 = 0;
    let s23 = 0;
    let s30 = 0;
    let s31 = 0;
    let s32 = 0;
    let s33 = 0;
    const end = pa + 4 * depth;
    for (let p = pa, q = pb; p < end; p += 4, q += 4) {
      const b0 = B[q];
      const b1 = B[q + 1];
      const b2 = B[q + 2];
      const b3 = B[q + 3];
      const a0 = A[p];
      s00 += a0 * b0;
      s01 += a0 * b1;
      s02 += a0 * b2;
      s03 += a0 * b3;
      const a1 = A[p + 1];
      s10 += a1 * b0;
      s11 += a1 * b1;
      s12 += a1 * b2;
      s13 += a1 * b3;
      const a2 = A[p + 2];
      s20 += a2 * b0;
      s21 += a2 * b1;
      s22 += a2 * b2;
      s23 += a2 * b3;
      const a3 = A[p + 3];
      s30 += a3 * b0;
      s31 += a3 * b1;
      s32 += a3 * b2;
      s33 += a3 * b3;
    }
    const C = this.heap;
    add(C, c, width, s00, s01, s02, s03);
    if (height > 1) add(C, c + ldc, width, s10, s11, s12, s13);
    if (height > 2) add(C, c + 2 * ldc, width, s20, s21, s22, s23);
    if (height > 3) add(C, c + 3 * ldc, width, s30, s31, s32, s33);
  }

  gemv(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void {
    for (let i = 0; i < m; i++) this.heap[y + i] += alpha * this.dot(n, a + i * lda, x);
  }

  gemvTransposed(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void {
    for (let i = 0; i < m; i++) this.axpy(n, alpha * this.heap[x + i], a + i * lda, y);
  }

  ger(m: number, n: number, alpha: number, x: number, y: number, a: number, lda: number): void {
    for (let i = 0; i < m; i++) this.axpy(n, alpha * this.heap[x + i], y, a + i * lda);
  }

  dot(n: number, x: number, y: number): number {
    const h = this.heap;
    let even = 0;
    let odd = 0;
    let i = 0;
    for (; i + 1 < n; i += 2) {
      even += h[x + i] * h[y + i];
      odd += h[x + i + 1] * h[y + i + 1];
    }
    return i < n ? even + odd + h[x + i] * h[y + i] : even + odd;
  }

  axpy(n: number, alpha: number, x: number, y: number): void {
    const h = this.heap;
    for (let i = 0; i < n; i++) h[y + i] += alpha * h[x + i];
  }

  rotate(n: number, x: number, y: number, c: number, s: number): void {
    const h = this.heap;
    for (let i = 0; i < n; i++) {
      const u = h[x + i];
      const v = h[y + i];
      h[x + i] = c * u + s * v;
      h[y + i] = c * v - s * u;
    }
  }
}

function add(C: Float64Array, c: number, width: number, s0: number, s1: number, s2: number, s3: number): void {
  C[c] += s0;
  if (width > 1) C[c + 1] += s1;
  if (width > 2) C[c + 2] += s2;
  if (width > 3) C[c + 3] += s3;
}

/**
 * Packs `count` lines of `depth` numbers, four lines interleaved, missing lines as zeros. Lines are rows of the source,
 * or its columns when `acrossRows`.
 */
function pack(
  source: Float64Array,
  from: number,
  ld: number,
  acrossRows: boolean,
  count: number,
  depth: number,
  target: Float64Array,
  factor: number,
): void {
  const lineStep = acrossRows ? 1 : ld;
  const depthStep = acrossRows ? ld : 1;
  for (let i = 0; i < count; i += 4) {
    const lines = Math.min(4, count - i);
    let at = i * depth;
    for (let p = 0; p < depth; p++, at += 4) {
      const e = from + i * lineStep + p * depthStep;
      for (let r = 0; r < 4; r++) target[at + r] = r < lines ? factor * source[e + r * lineStep] : 0;
    }
  }
}
