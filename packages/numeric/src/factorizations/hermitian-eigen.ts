/**
 * The eigenproblem of Hermitian matrices over ℝ, ℂ and ℍ: Householder's reduction to a *real* tridiagonal matrix, which
 * works over every one of them. Sources: LAPACK's xHETRD; Bunse-Gerstner, Byers & Mehrmann, A quaternion QR algorithm
 * (Numer. Math. 55, 1989).
 */
import { realDimension } from '@isotypic/algebra/internal/basics';
import { product } from '../kernels/products.js';
import { Float64Matrix, frobeniusNorm } from '../matrix/float64-matrix.js';
import { requireFinite, requireSquare } from '../matrix/layout.js';
import {
  type DivisionMatrix,
  multiplyNumbers,
  realForm,
  realFormOfVector,
  requireDivisionMatrix,
} from './division-algebra.js';
import { powerOfTwoScale } from './scaling.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Eigenvalues and eigenvectors of a Hermitian matrix over ℝ, ℂ or ℍ. */
export interface HermitianEigen {
  /** n real eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n×n unitary over the algebra: A = V diag(values) V*. */
  readonly vectors: DivisionMatrix;
}

/**
 * Eigenvalues and a unitary eigenbasis of a Hermitian matrix over ℝ, ℂ or ℍ.
 *
 * A = H₀H₁⋯ T ⋯H₁H₀ with reflections H = I − 2ww* and T tridiagonal; a diagonal D of unit numbers makes T real,
 * T = D T′ D*; and T′ = QΛQᵀ gives V = H₀H₁⋯ D Q. About 4(en)³/e operations.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `NO_CONVERGENCE`.
 *
 * @example
 * // i/2 and its conjugate beside the diagonal
 * const A = { algebra: 'complex', parts: [Float64Matrix.identity(2), Float64Matrix.from([[0, -0.5], [0.5, 0]])] };
 * hermitianEigen(A).values; // [0.5, 1.5]
 */
export function hermitianEigen(A: DivisionMatrix): HermitianEigen {
  requireDivisionMatrix('hermitianEigen', 'A', A);
  const e = realDimension(A.algebra);
  const form = realForm(A);
  requireSquare('hermitianEigen', form);
  requireFinite('hermitianEigen', form, 'A');
  const n = form.rows / e;
  const scale = powerOfTwoScale(form.data);
  const { diagonal, beside, reflections } = tridiagonalOver(
    form.map((x) => x * scale),
    e,
  );
  const T = new Float64Matrix(n, n);
  // D: with d_{k+1} = t_k d_k / |t_k|, the entry conj(d_{k+1}) t_k d_k is |t_k|.
  const units = [unitNumber(e)];
  for (let k = 0; k < n; k++) {
    T.data[k * n + k] = diagonal[k];
    if (k + 1 === n) break;
    const size = frobeniusNorm({ data: beside[k] });
    T.data[k * n + k + 1] = size;
    T.data[(k + 1) * n + k] = size;
    units.push(size === 0 ? unitNumber(e) : multiplyNumbers(beside[k], units[k]).map((x) => x / size));
  }
  const { values, vectors: Q } = symmetricEigen(T);
  // The first column of the real form of every eigenvector, side by side.
  let V = Float64Matrix.generate(e * n, n, (i, j) => units[Math.floor(i / e)][i % e] * Q.at(Math.floor(i / e), j));
  for (let k = reflections.length - 1; k >= 0; k--) V = reflectRows(V, reflections[k]);
  return {
    values: values.map((x) => x / scale),
    vectors: {
      algebra: A.algebra,
      parts: Array.from({ length: e }, (_, u) => Float64Matrix.generate(n, n, (a, j) => V.at(a * e + u, j))),
    },
  };
}

interface Tridiagonal {
  readonly diagonal: readonly number[];
  /** Numbers of the algebra below the diagonal. */
  readonly beside: readonly Float64Array[];
  /** Unit vectors w in the real form, of the last rows. */
  readonly reflections: readonly Float64Matrix[];
}

/** Reduces a Hermitian matrix in its real form, one column over the algebra after the other. */
function tridiagonalOver(form: Float64Matrix, e: number): Tridiagonal {
  const diagonal: number[] = [];
  const beside: Float64Array[] = [];
  const reflections: Float64Matrix[] = [];
  let rest = form;
  while (rest.rows > 0) {
    diagonal.push(rest.at(0, 0));
    const x = rest.column(0).subarray(e);
    rest = rest.rowRange(e, rest.rows).columnRange(e, rest.cols);
    if (rest.rows === 0) break;
    const { w, image } = reflection(x, e);
    beside.push(image);
    if (rest.rows === e) continue; // one number: nothing to reflect
    const W = realFormOfVector(w, e);
    reflections.push(W);
    rest = reflectBothSides(rest, W);
  }
  return { diagonal, beside, reflections };
}

/**
 * The unit vector w with (I − 2ww*)x = −p‖x‖e₁, p the phase of x₁, given and answered as first columns of real forms.
 * For one number alone, x itself is the image. w*x is real for this choice, so that the order of factors does not
 * matter.
 */
function reflection(x: Float64Array, e: number): { w: Float64Array; image: Float64Array } {
  if (x.length === e) return { w: new Float64Array(e), image: x.slice() };
  const norm = frobeniusNorm({ data: x });
  const head = x.slice(0, e);
  const size = frobeniusNorm({ data: head });
  const phase = size === 0 ? unitNumber(e) : head.map((c) => c / size);
  const w = x.slice();
  for (let u = 0; u < e; u++) w[u] += phase[u] * norm;
  const length = frobeniusNorm({ data: w });
  // x = 0: any reflection will do, and H x = 0.
  if (length === 0) w[0] = 1;
  else for (let i = 0; i < w.length; i++) w[i] /= length;
  return { w, image: phase.map((p) => -p * norm) };
}

/** H B H for H = I − 2WWᵀ: B − WZᵀ − ZWᵀ with Z = 2(BW − W·WᵀBW). */
function reflectBothSides(B: Float64Matrix, W: Float64Matrix): Float64Matrix {
  const P = product(B, W);
  const inner = product(W, product(W, P, { transposeLeft: true }));
  const Z = P.map((x, i, j) => 2 * (x - inner.at(i, j)));
  const change = product(sideBySide(W, Z), sideBySide(Z, W), { transposeRight: true });
  return B.map((x, i, j) => x - change.at(i, j));
}

/** H V for H = I − 2WWᵀ on the last rows of V. */
function reflectRows(V: Float64Matrix, W: Float64Matrix): Float64Matrix {
  const from = V.rows - W.rows;
  const part = V.rowRange(from, V.rows);
  const change = product(W, product(W, part, { transposeLeft: true }));
  return V.map((x, i, j) => (i < from ? x : x - 2 * change.at(i - from, j)));
}

function sideBySide(A: Float64Matrix, B: Float64Matrix): Float64Matrix {
  return Float64Matrix.generate(A.rows, A.cols + B.cols, (i, j) => (j < A.cols ? A.at(i, j) : B.at(i, j - A.cols)));
}

function unitNumber(e: number): Float64Array {
  const one = new Float64Array(e);
  one[0] = 1;
  return one;
}
