/** The few float operations that laws are stated with: small, obvious, and not those of what is tested. */
import type { Float64Layout } from '@isotypic/algebra';
import type { Rows } from './arbitraries/data-sets.js';

/** Mx. */
export function apply({ data, rows, cols }: Float64Layout, x: ArrayLike<number>): number[] {
  const y = new Array<number>(rows).fill(0);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) y[i] += data[i * cols + j] * x[j];
  return y;
}

export function multiply(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += A.data[i * A.cols + k] * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

export function transposed({ data, rows, cols }: Float64Layout): Float64Layout {
  return { data: data.map((_, at) => data[(at % rows) * cols + Math.floor(at / rows)]), rows: cols, cols: rows };
}

/** max |Aᵢ − Bᵢ|; ∞ where one is no number, or the lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (Number.isNaN(d)) return Number.POSITIVE_INFINITY;
    most = Math.max(most, d);
  }
  return most;
}

/** a += cb. */
export function addTo(a: Float64Array, c: number, b: ArrayLike<number>): void {
  for (let i = 0; i < a.length; i++) a[i] += c * b[i];
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

export const largest = (rows: Rows): number => rows.flat().reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Σ yxᵀ over pairs of rows. */
export function crossSum(X: Rows, Y: Rows): Float64Layout {
  const [rows, cols] = [Y[0]?.length ?? 0, X[0]?.length ?? 0];
  const data = new Float64Array(rows * cols);
  X.forEach((x, n) => {
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] += Y[n][i] * x[j];
  });
  return { data, rows, cols };
}
