/** Householder QR, with column pivoting where the rank matters. */
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { powerOfTwoScale } from './scaling.js';

/** A P = Q R. */
export interface QrFactorisation {
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

export interface QrOptions {
  /** Column pivoting (default true). Without it the factorisation is faster and the permutation is the identity. */
  readonly pivot?: boolean;
  /** Absolute bound below which a diagonal entry of R counts as zero. */
  readonly tolerance?: number;
}

/**
 * The thin QR factorisation of an m×n matrix.
 *
 * @throws {IsotypicError} `NOT_FINITE`, `SHAPE_MISMATCH`.
 * Complexity 2mn² − 2n³/3. Source: Golub & Van Loan, Matrix Computations (4th ed.), Alg. 5.2.1 and 5.4.1; norms are
 * downdated and recomputed as in LAPACK Working Note 176.
 *
 * @example
 * qr([[3, 1], [4, 2]], { pivot: false }).R.at(0, 0); // −5
 */
export function qr(A: MatrixLike, options: QrOptions = {}): QrFactorisation {
  const source = Float64Matrix.from(A, { where: 'qr', finite: true });
  const pivot = options.pivot ?? true;
  const m = source.rows;
  const n = source.cols;
  const k = Math.min(m, n);
  const scale = powerOfTwoScale(source.data);
  // Columns of A are rows of W, so that every reflection runs along contiguous memory.
  const W = source.transpose();
  const w = W.data;
  if (scale !== 1) for (let e = 0; e < w.length; e++) w[e] *= scale;
  const permutation = Int32Array.from({ length: n }, (_, j) => j);
  const tau = new Float64Array(k);
  const norms = new Float64Array(n);
  const reference = new Float64Array(n);
  for (let j = 0; j < n; j++) norms[j] = reference[j] = normOf(w, j * m, (j + 1) * m);
  const swap = (a: number, b: number): void => {
    for (let e = 0; e < m; e++) {
      const held = w[a * m + e];
      w[a * m + e] = w[b * m + e];
      w[b * m + e] = held;
    }
    [permutation[a], permutation[b]] = [permutation[b], permutation[a]];
    norms[b] = norms[a];
    reference[b] = reference[a];
  };
  for (let j = 0; j < k; j++) {
    if (pivot) {
      let best = j;
      for (let c = j + 1; c < n; c++) if (norms[c] > norms[best]) best = c;
      if (best !== j) swap(j, best);
    }
    tau[j] = reflector(w, j * m + j, (j + 1) * m);
    for (let c = j + 1; c < n; c++) {
      applyReflector(w, j * m + j, tau[j], c * m + j, m - j);
      if (pivot && norms[c] !== 0) {
        const ratio = Math.abs(w[c * m + j]) / norms[c];
        const rest = Math.max(0, 1 - ratio * ratio);
        // Once cancellation has eaten half of the digits the downdated norm is noise: recompute it.
        if (rest * (norms[c] / reference[c]) ** 2 <= 1.5e-8) {
          norms[c] = reference[c] = normOf(w, c * m + j + 1, (c + 1) * m);
        } else norms[c] *= Math.sqrt(rest);
      }
    }
  }
  const R = new Float64Matrix(k, n);
  for (let c = 0; c < n; c++) for (let r = 0; r <= Math.min(c, k - 1); r++) R.data[r * n + c] = w[c * m + r] / scale;
  const Qt = new Float64Matrix(k, m);
  for (let j = k - 1; j >= 0; j--) {
    Qt.data[j * m + j] = 1;
    for (let c = j; c < k; c++) applyReflectorTo(Qt.data, c * m + j, w, j * m + j, tau[j], m - j);
  }
  const tolerance = options.tolerance ?? Math.max(m, n) * Number.EPSILON * (k > 0 ? Math.abs(R.at(0, 0)) : 0);
  let rank = 0;
  while (rank < k && Math.abs(R.at(rank, rank)) > tolerance) rank++;
  return { Q: Qt.transpose(), R, permutation, rank, tolerance };
}

function normOf(w: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let e = from; e < to; e++) sum += w[e] * w[e];
  return Math.sqrt(sum);
}

/** Overwrites w[from…to) by (β, v₁, v₂, …) with H = I − τ(1,v)(1,v)ᵀ sending the old vector to β e₀; returns τ. */
function reflector(w: Float64Array, from: number, to: number): number {
  const rest = normOf(w, from + 1, to);
  if (rest === 0) return 0;
  const alpha = w[from];
  const beta = alpha > 0 ? -Math.hypot(alpha, rest) : Math.hypot(alpha, rest);
  const scale = 1 / (alpha - beta);
  for (let e = from + 1; e < to; e++) w[e] *= scale;
  w[from] = beta;
  return (beta - alpha) / beta;
}

function applyReflector(w: Float64Array, v: number, tau: number, x: number, length: number): void {
  applyReflectorTo(w, x, w, v, tau, length);
}

/** x ← (I − τ v vᵀ) x, v₀ = 1 implied. */
function applyReflectorTo(
  target: Float64Array,
  x: number,
  w: Float64Array,
  v: number,
  tau: number,
  length: number,
): void {
  if (tau === 0) return;
  let sum = target[x];
  for (let e = 1; e < length; e++) sum += w[v + e] * target[x + e];
  sum *= tau;
  target[x] -= sum;
  for (let e = 1; e < length; e++) target[x + e] -= sum * w[v + e];
}
