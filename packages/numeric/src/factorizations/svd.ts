/** The singular value decomposition. */
import { product } from '../kernels/products.js';
import { Float64Matrix, frobeniusNorm, readFiniteMatrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { noConvergence } from './divide-and-conquer.js';
import { qr } from './qr.js';
import { powerOfTwoScale } from './scaling.js';
import { eigenRows } from './symmetric-eigen.js';

/** A = U diag(values) Vᵀ, thin: k = min(m, n). */
export interface Svd {
  /** m×k with orthonormal columns. */
  readonly U: Float64Matrix;
  /** k singular values, descending. */
  readonly values: Float64Array;
  /** n×k with orthonormal columns. */
  readonly V: Float64Matrix;
}

/**
 * The thin singular value decomposition of an m×n matrix; singular values are right to a small multiple of ε·‖A‖.
 *
 * Two-stage, built on products: an eigenbasis V of AᵀA makes the columns of AV nearly orthogonal, and exactly so far as
 * ε‖A‖²/σ for singular values σ near ‖A‖; A V = Q R then splits these off, and the small rest R₂₂ is treated again at
 * its own scale. Rests of order up to 32 go to one-sided Jacobi.
 *
 * @throws {IsotypicError} `NOT_FINITE`, `SHAPE_MISMATCH`, `NO_CONVERGENCE`.
 *
 * @example
 * svd([[3, 0], [0, 4]]).values; // [4, 3]
 */
export function svd(A: MatrixLike): Svd {
  const source = readFiniteMatrix('svd', 'A', A);
  if (source.rows < source.cols) {
    const { U, values, V } = svd(source.transpose());
    return { U: V, values, V: U };
  }
  const scale = powerOfTwoScale(source.data);
  const scaled = scale === 1 ? source : source.map((x) => x * scale);
  // what ε·‖A‖ of backward error may make of a zero singular value
  const factors = bySize(scaled, Number.EPSILON * frobeniusNorm(scaled));
  return sortDescending(factors, scale);
}

/** Columns whose diagonal entry of R is at least this part of the largest are split off in one stage. */
const SPLIT = 1 / 8;
const JACOBI_ORDER = 32;

/** `negligible`: a rest of at most this norm is as good as zero. */
function bySize(A: Float64Matrix, negligible: number): Svd {
  const { rows: m, cols: n } = A;
  if (n <= JACOBI_ORDER) return oneSidedJacobi(A);
  if (m > 1.5 * n) {
    const { Q, R } = qr(A, { pivot: false });
    const { U, values, V } = bySize(R, negligible);
    return { U: product(Q, U), values, V };
  }
  const descending = reverseRows(eigenRows(product(A, A, { transposeLeft: true }), 'svd').rows);
  const { Q, R } = qr(product(A, descending, { transposeRight: true }), { pivot: false });
  const values = Float64Array.from({ length: n }, (_, j) => Math.abs(R.at(j, j)));
  // At least one column is split off, so the recursion ends.
  let done = 1;
  while (done < n && values[done] >= SPLIT * values[0]) done++;
  const U = Q.copy();
  for (let j = 0; j < n; j++) if (R.at(j, j) < 0) for (let i = 0; i < m; i++) U.data[i * n + j] *= -1;
  const rest = new Float64Matrix(n - done, n - done);
  for (let i = done; i < n; i++) rest.data.set(R.row(i).subarray(done), (i - done) * rest.cols);
  if (done === n || frobeniusNorm(rest) <= negligible) return { U, values, V: descending.transpose() };

  const inner = bySize(rest, negligible);
  values.set(inner.values, done);
  const innerU = product(Q.columnRange(done, n), inner.U);
  for (let i = 0; i < m; i++) U.row(i).set(innerU.row(i), done);
  const innerV = product(descending.rowRange(done, n), inner.V, { transposeLeft: true });
  const V = descending.transpose();
  for (let i = 0; i < n; i++) V.row(i).set(innerV.row(i), done);
  return { U, values, V };
}

function reverseRows(A: Float64Matrix): Float64Matrix {
  const result = new Float64Matrix(A.rows, A.cols);
  for (let i = 0; i < A.rows; i++) result.row(A.rows - 1 - i).set(A.row(i));
  return result;
}

/**
 * One-sided Jacobi on the rows of R, after A P = Q R with column pivoting (Drmač & Veselić 2008): JᵀR = ΣVᵀPᵀ, hence
 * A = (QJ) Σ Vᵀ. Accurate at every scale.
 */
function oneSidedJacobi(A: Float64Matrix): Svd {
  const { rows: m, cols: n } = A;
  const { Q, R, permutation } = qr(A);
  const W = R.copy();
  const Ut = Q.transpose();
  // Rows count as orthogonal when their cosine is below √n·ε: what the rounding of a dot product alone can make.
  const cosineBound = Math.sqrt(n) * Number.EPSILON;
  for (let sweep = 0; ; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++)
        if (orthogonalize(W.row(p), W.row(q), Ut.row(p), Ut.row(q), cosineBound)) rotations++;
    }
    if (rotations === 0) break;
    if (sweep === 60) throw noConvergence('svd', `${rotations} rotations in Jacobi sweep ${sweep}`);
  }
  const values = new Float64Array(n);
  const directions = new Float64Matrix(n, n);
  for (let j = 0; j < n; j++) {
    const row = W.row(j);
    values[j] = frobeniusNorm({ data: row });
    if (values[j] > 0) for (let i = 0; i < n; i++) directions.data[permutation[i] * n + j] = row[i] / values[j];
  }
  // Where a singular value is zero its direction is free: Householder's Q completes the others to an orthonormal basis.
  const V = values.every((x) => x > 0) ? directions : completed(directions, values);
  return { U: new Float64Matrix(n, m, Ut.data).transpose(), values, V };
}

function completed(directions: Float64Matrix, values: Float64Array): Float64Matrix {
  const n = directions.cols;
  const order = Array.from({ length: n }, (_, j) => j).sort((a, b) => values[b] - values[a]);
  const { Q, R } = qr(
    Float64Matrix.generate(n, n, (i, c) => directions.at(i, order[c])),
    { pivot: false },
  );
  const V = new Float64Matrix(n, n);
  order.forEach((j, c) => {
    const sign = R.at(c, c) < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) V.data[i * n + j] = sign * Q.at(i, c);
  });
  return V;
}

/** Rotates x and y, and u and v along, so that x ⟂ y; false when they already are. */
function orthogonalize(x: Float64Array, y: Float64Array, u: Float64Array, v: Float64Array, bound: number): boolean {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += x[i] * x[i];
    yy += y[i] * y[i];
    xy += x[i] * y[i];
  }
  // Norms first: the product xx·yy may underflow where the cosine does not.
  const size = Math.sqrt(xx) * Math.sqrt(yy);
  if (size === 0 || Math.abs(xy) <= bound * size) return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = Math.abs(zeta) > 1e150 ? 1 / (2 * zeta) : Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  // A rotation by less than 1e-150 turns nothing: below every ε·‖x‖ of numbers that fit beside it.
  if (c === 1 && s * s < 1e-300) return false;
  turn(x, y, c, s);
  turn(u, v, c, s);
  return true;
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const a = x[i];
    const b = y[i];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

function sortDescending({ U, values, V }: Svd, scale: number): Svd {
  const order = Array.from({ length: values.length }, (_, j) => j).sort((a, b) => values[b] - values[a]);
  const pick = (M: Float64Matrix): Float64Matrix =>
    order.every((from, j) => from === j) ? M : Float64Matrix.generate(M.rows, M.cols, (i, j) => M.at(i, order[j]));
  return { U: pick(U), values: Float64Array.from(order, (j) => values[j] / scale), V: pick(V) };
}
