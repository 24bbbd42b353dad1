/** Householder QR, with column pivoting where the rank matters. */
import { boolean, checkOptions, finite, type OptionKinds } from '@isotypic/algebra/internal/basics';
import { sharedBlas } from '../kernels/arena.js';
import type { Blas } from '../kernels/blas.js';
import { Float64Matrix, readFiniteMatrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { applyToRows, PANEL, reflector, triangularFactor } from './householder.js';
import { powerOfTwoScale } from './scaling.js';

/** A P = Q R. */
export interface QrFactorization {
  /** m×k with orthonormal columns, k = min(m, n). */
  readonly Q: Float64Matrix;
  /** k×n, upper triangular; with pivoting |R₀₀| ≥ |R₁₁| ≥ …. */
  readonly R: Float64Matrix;
  /** Column j of A P is column `permutation[j]` of A. */
  readonly permutation: Int32Array;
  /** Diagonal entries of R above `tolerance`; decides only with pivoting. */
  readonly rank: number;
  /** max(m, n)·ε·|R₀₀|: what rounding alone can leave on the diagonal. */
  readonly tolerance: number;
}

/** Options of `qr`. */
export interface QrOptions {
  /** Column pivoting (default true). Without it the factorization is faster and the permutation is the identity. */
  readonly pivot?: boolean;
  /** Absolute bound below which a diagonal entry of R counts as zero. */
  readonly tolerance?: number;
}

const QR_OPTION_KINDS: OptionKinds<QrOptions> = { pivot: boolean, tolerance: finite(0) };

/**
 * The thin QR factorization of an m×n matrix.
 *
 * @throws {IsotypicError} `NOT_FINITE`, `SHAPE_MISMATCH`.
 * Complexity 4mn² − 4n³/3 with Q. Source: Golub & Van Loan, Matrix Computations (4th ed.), Alg. 5.2.3 and 5.4.1; norms
 * are downdated and recomputed as in LAPACK Working Note 176.
 *
 * @example
 * qr([[3, 1], [4, 2]], { pivot: false }).R.at(0, 0); // −5
 */
export function qr(A: MatrixLike, options: QrOptions = {}): QrFactorization {
  checkOptions('qr', options, QR_OPTION_KINDS);
  const source = readFiniteMatrix('qr', 'A', A);
  const { rows: m, cols: n } = source;
  const k = Math.min(m, n);
  const scale = powerOfTwoScale(source.data);
  const blas = sharedBlas();
  // w: Aᵀ, so that columns run along memory; vt: one panel's reflections; qt: Qᵀ; then small scratch.
  const w = 0;
  const vt = n * m;
  const qt = vt + PANEL * m;
  const t = qt + k * m;
  const scratch = t + PANEL * PANEL;
  const heap = blas.reserve(scratch + 2 * PANEL * Math.max(n, PANEL));
  heap.set(source.transpose().data, 0);
  if (scale !== 1) for (let e = 0; e < n * m; e++) heap[e] *= scale;
  const tau = new Float64Array(k);
  const permutation = Int32Array.from({ length: n }, (_, j) => j);
  const panel = (j0: number, width: number): void => {
    heap.fill(0, vt, vt + width * m);
    for (let r = 0; r < width; r++) {
      const from = (j0 + r) * m;
      heap[vt + r * m + r] = 1;
      heap.copyWithin(vt + r * m + r + 1, from + j0 + r + 1, from + m);
    }
    triangularFactor(blas, heap, width, m - j0, vt, m, tau.subarray(j0), t, scratch);
  };

  if (options.pivot ?? true) factorPivoted(blas, heap, m, n, tau, permutation, scratch);
  else {
    for (let j0 = 0; j0 < k; j0 += PANEL) {
      const width = Math.min(PANEL, k - j0);
      factorColumns(blas, heap, m, j0, j0 + width, tau, scratch);
      const rest = j0 + width;
      if (rest < n) {
        panel(j0, width);
        applyToRows(blas, heap, n - rest, m - j0, width, rest * m + j0, m, vt, m, t, false, scratch);
      }
    }
  }

  heap.fill(0, qt, qt + k * m);
  for (let j = 0; j < k; j++) heap[qt + j * m + j] = 1;
  for (let j0 = Math.floor((k - 1) / PANEL) * PANEL; j0 >= 0; j0 -= PANEL) {
    const width = Math.min(PANEL, k - j0);
    panel(j0, width);
    applyToRows(blas, heap, k - j0, m - j0, width, qt + j0 * m + j0, m, vt, m, t, true, scratch);
  }
  const Q = new Float64Matrix(k, m, heap.slice(qt, qt + k * m)).transpose();
  const R = new Float64Matrix(k, n);
  for (let c = 0; c < n; c++) {
    for (let r = 0; r <= Math.min(c, k - 1); r++) R.data[r * n + c] = heap[w + c * m + r] / scale;
  }
  // the rounding of max(m, n) products in a column of the size of the first pivot, which is the largest
  const tolerance = options.tolerance ?? Math.max(m, n) * Number.EPSILON * (k > 0 ? Math.abs(R.at(0, 0)) : 0);
  let rank = 0;
  while (rank < k && Math.abs(R.at(rank, rank)) > tolerance) rank++;
  return { Q, R, permutation, rank, tolerance };
}

/** Reflections for columns j0…j1−1, applied to these columns only. */
function factorColumns(
  blas: Blas,
  heap: Float64Array,
  m: number,
  j0: number,
  j1: number,
  tau: Float64Array,
  scratch: number,
): void {
  for (let j = j0; j < j1; j++) {
    tau[j] = reflector(blas, heap, j * m + j, m - j);
    reflectRows(blas, heap, j * m + j, tau[j], (j + 1) * m + j, j1 - j - 1, m, m - j, scratch);
  }
}

/** X ← X H for `count` rows X of length n, H = I − τ v vᵀ with v stored below its implied 1 at `v`. */
function reflectRows(
  blas: Blas,
  heap: Float64Array,
  v: number,
  tau: number,
  x: number,
  count: number,
  ld: number,
  n: number,
  scratch: number,
): void {
  if (tau === 0 || count === 0) return;
  const beta = heap[v];
  heap[v] = 1;
  heap.fill(0, scratch, scratch + count);
  blas.gemv(count, n, 1, x, ld, v, scratch);
  blas.ger(count, n, -tau, scratch, v, x, ld);
  heap[v] = beta;
}

/** Column-pivoted reflections over all columns. */
function factorPivoted(
  blas: Blas,
  heap: Float64Array,
  m: number,
  n: number,
  tau: Float64Array,
  permutation: Int32Array,
  scratch: number,
): void {
  const norm = (x: number, length: number): number => Math.sqrt(blas.dot(length, x, x));
  const norms = Float64Array.from({ length: n }, (_, j) => norm(j * m, m));
  const reference = norms.slice();
  for (let j = 0; j < tau.length; j++) {
    let best = j;
    for (let c = j + 1; c < n; c++) if (norms[c] > norms[best]) best = c;
    if (best !== j) {
      const held = heap.slice(best * m, (best + 1) * m);
      heap.copyWithin(best * m, j * m, (j + 1) * m);
      heap.set(held, j * m);
      [permutation[j], permutation[best]] = [permutation[best], permutation[j]];
      norms[best] = norms[j];
      reference[best] = reference[j];
    }
    tau[j] = reflector(blas, heap, j * m + j, m - j);
    reflectRows(blas, heap, j * m + j, tau[j], (j + 1) * m + j, n - j - 1, m, m - j, scratch);
    for (let c = j + 1; c < n; c++) {
      if (norms[c] === 0) continue;
      const ratio = Math.abs(heap[c * m + j]) / norms[c];
      const rest = Math.max(0, 1 - ratio * ratio);
      // Once cancellation has eaten half of the digits the downdated norm is noise: recompute it. √ε = 1.5e-8.
      if (rest * (norms[c] / reference[c]) ** 2 <= 1.5e-8) {
        norms[c] = reference[c] = norm(c * m + j + 1, m - j - 1);
      } else norms[c] *= Math.sqrt(rest);
    }
  }
}
