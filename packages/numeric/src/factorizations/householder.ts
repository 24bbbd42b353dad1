/**
 * Householder reflections over an arena, on vectors that are rows: H = I − τ v vᵀ with v₀ = 1, and products of them in
 * compact WY form, H₀H₁… = I − V T Vᵀ (Schreiber & Van Loan 1989).
 */
import type { Blas } from '../kernels/blas.js';

/** Reflections applied together. */
export const PANEL = 32;

/**
 * Overwrites the vector x (length n) by (β, v₁, v₂, …), H x = β e₀, and returns τ. β has the sign opposite to x₀, so
 * nothing cancels. Squares of the entries must not overflow (see `powerOfTwoScale`).
 */
export function reflector(blas: Blas, heap: Float64Array, x: number, n: number): number {
  let rest = n > 1 ? Math.sqrt(blas.dot(n - 1, x + 1, x + 1)) : 0;
  // squares of entries 2⁻⁵¹¹ are still normal numbers; 2⁻⁴⁸⁰ leaves room for entries 2⁻³¹ times the largest
  if (rest < 2 ** -480) rest = carefulNorm(heap, x + 1, n - 1);
  if (rest === 0) return 0;
  const alpha = heap[x];
  if (Math.abs(alpha) < 2 ** -900 && rest < 2 ** -900) {
    // Subnormal numbers (below 2⁻¹⁰²²; 2⁻⁹⁰⁰ keeps 122 bits off) have no relative accuracy, and v and τ would not
    // belong together: work at a larger scale.
    for (let i = 0; i < n; i++) heap[x + i] *= 2 ** 600;
    const tau = reflector(blas, heap, x, n);
    heap[x] *= 2 ** -600;
    return tau;
  }
  const size = Math.hypot(alpha, rest);
  const beta = alpha > 0 ? -size : size;
  // Dividing keeps v right where 1/(α − β) would overflow.
  for (let i = 1; i < n; i++) heap[x + i] /= alpha - beta;
  heap[x] = beta;
  return (beta - alpha) / beta;
}

/** ‖x‖ of a vector so small that squares vanish. */
function carefulNorm(heap: Float64Array, x: number, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(heap[x + i]));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (heap[x + i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/**
 * The upper triangular T (k×k, leading dimension k, at `t`) of I − V T Vᵀ for k reflections stored as the rows of Vᵀ
 * (k×m, zeros and ones written out). `scratch` holds k² numbers.
 */
export function triangularFactor(
  blas: Blas,
  heap: Float64Array,
  k: number,
  m: number,
  vt: number,
  ldv: number,
  tau: ArrayLike<number>,
  t: number,
  scratch: number,
): void {
  heap.fill(0, scratch, scratch + k * k);
  heap.fill(0, t, t + k * k);
  blas.gemm(false, true, k, k, m, 1, vt, ldv, vt, ldv, scratch, k);
  for (let j = 0; j < k; j++) {
    heap[t + j * k + j] = tau[j];
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let p = i; p < j; p++) sum += heap[t + i * k + p] * heap[scratch + p * k + j];
      heap[t + i * k + j] = -tau[j] * sum;
    }
  }
}

/**
 * X ← X (I − V op(T) Vᵀ) for the r×m rows X; `transposed` takes Tᵀ, that is, the reflections in reverse order.
 * `scratch` holds 2rk numbers.
 */
export function applyToRows(
  blas: Blas,
  heap: Float64Array,
  r: number,
  m: number,
  k: number,
  x: number,
  ldx: number,
  vt: number,
  ldv: number,
  t: number,
  transposed: boolean,
  scratch: number,
): void {
  heap.fill(0, scratch, scratch + 2 * r * k);
  blas.gemm(false, true, r, k, m, 1, x, ldx, vt, ldv, scratch, k);
  blas.gemm(false, transposed, r, k, k, 1, scratch, k, t, k, scratch + r * k, k);
  blas.gemm(false, false, r, m, k, -1, scratch + r * k, k, vt, ldv, x, ldx);
}
