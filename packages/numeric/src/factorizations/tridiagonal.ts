/** Reduction of a symmetric matrix to tridiagonal form by blocked Householder reflections. */
import type { Blas } from '../kernels/blas.js';
import { applyToRows, PANEL, reflector, triangularFactor } from './householder.js';

/** Where the parts of the computation lie in the arena, for order n. */
export interface TridiagonalPlan {
  readonly n: number;
  /** The symmetric matrix, both triangles; destroyed. */
  readonly a: number;
  /** Row j: reflection j, n×n, zeros and ones written out. */
  readonly vt: number;
  /** PANEL×n. */
  readonly wt: number;
  /** 2·PANEL·n + 2·PANEL² numbers. */
  readonly scratch: number;
}

/**
 * Qᵀ A Q = T. The diagonal goes to `d`, the off-diagonal to `e[0…n−2]`; Q = H₀H₁…H_{n−2} stays in `vt` and `tau`.
 * Source: Dongarra, Hammarling & Sorensen 1989 (LAPACK xLATRD): within a panel the trailing matrix is only read, then
 * updated by A ← A − V Wᵀ − W Vᵀ in one product.
 */
export function tridiagonalize(
  blas: Blas,
  heap: Float64Array,
  { n, a, vt, wt, scratch }: TridiagonalPlan,
  d: Float64Array,
  e: Float64Array,
  tau: Float64Array,
): void {
  heap.fill(0, vt, vt + n * n);
  for (let j0 = 0; j0 < n; j0 += PANEL) {
    const width = Math.min(PANEL, n - j0);
    heap.fill(0, wt, wt + PANEL * n);
    for (let r = 0; r < width; r++) {
      const j = j0 + r;
      const row = a + j * n;
      for (let p = 0; p < r; p++) {
        const v = vt + (j0 + p) * n;
        const w = wt + p * n;
        blas.axpy(n - j, -heap[w + j], v + j, row + j);
        blas.axpy(n - j, -heap[v + j], w + j, row + j);
      }
      d[j] = heap[row + j];
      if (j === n - 1) break;
      const m = n - j - 1;
      tau[j] = reflector(blas, heap, row + j + 1, m);
      e[j] = heap[row + j + 1];
      const v = vt + j * n + j + 1;
      heap[v] = 1;
      heap.copyWithin(v + 1, row + j + 2, row + n);
      if (tau[j] === 0) continue;
      const w = wt + r * n + j + 1;
      blas.gemv(m, m, tau[j], a + (j + 1) * n + j + 1, n, v, w);
      heap.fill(0, scratch, scratch + 2 * PANEL);
      blas.gemv(r, m, 1, wt + j + 1, n, v, scratch);
      blas.gemv(r, m, 1, vt + j0 * n + j + 1, n, v, scratch + PANEL);
      blas.gemvTransposed(r, m, -tau[j], vt + j0 * n + j + 1, n, scratch, w);
      blas.gemvTransposed(r, m, -tau[j], wt + j + 1, n, scratch + PANEL, w);
      blas.axpy(m, -0.5 * tau[j] * blas.dot(m, w, v), v, w);
    }
    const j1 = j0 + width;
    const m = n - j1;
    if (m <= 0) break;
    const trailing = a + j1 * n + j1;
    blas.gemm(true, false, m, m, width, -1, vt + j0 * n + j1, n, wt + j1, n, trailing, n);
    blas.gemm(true, false, m, m, width, -1, wt + j1, n, vt + j0 * n + j1, n, trailing, n);
  }
}

/** X ← X Qᵀ for the n×n rows X: takes eigenvectors of T, stored as rows, to those of A. */
export function applyReflections(
  blas: Blas,
  heap: Float64Array,
  { n, vt, scratch }: TridiagonalPlan,
  tau: Float64Array,
  x: number,
): void {
  const t = scratch;
  const rest = t + PANEL * PANEL;
  const last = n - 1;
  for (let j0 = Math.floor(Math.max(0, last - 1) / PANEL) * PANEL; j0 >= 0; j0 -= PANEL) {
    const width = Math.min(PANEL, last - j0);
    if (width <= 0) continue;
    const from = j0 + 1;
    const v = vt + j0 * n + from;
    triangularFactor(blas, heap, width, n - from, v, n, tau.subarray(j0), t, rest);
    applyToRows(blas, heap, n, n - from, width, x + from, n, v, n, t, true, rest);
  }
}
