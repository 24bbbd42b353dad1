/**
 * The decomposition in floating point after Murota, Kanno, Kojima & Kojima (2010) and Maehara & Murota (2011):
 * eigenspaces of a random symmetric matrix that commutes with the group are irreducible, and a second random commuting
 * matrix tells which of them are equivalent. It shares nothing with the exact one: no characters, no irreps, no
 * orbitals.
 */
import type { Float64Layout } from '@isotypic/algebra';
import { multiply, transpose } from './float-checks.js';

export interface NumericComponent {
  readonly degree: number;
  readonly multiplicity: number;
  readonly type: 'real' | 'complex' | 'quaternionic';
  readonly projector: Float64Layout;
}

/**
 * Gaps and blocks below this are zero. Averages over at most a few thousand orthogonal matrices of order n ≤ 40 are
 * right to n·ε·10 ≈ 1e-13, and a random element has gaps of order 1/n² with very few below 1e-4: in between lies
 * nothing.
 */
const TOLERANCE = 1e-7;

/** @param elements the matrices of all elements of the group, orthogonal */
export function maeharaMurota(elements: readonly Float64Layout[], random: () => number): NumericComponent[] {
  const n = elements[0].rows;
  const commuting = (): Float64Layout => average(elements, randomMatrix(n, random));
  const first = commuting();
  const { values, vectors } = symmetricEigen(symmetricPart(first));
  const spaces: Float64Layout[] = [];
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[end] - values[end - 1] < TOLERANCE) end++;
    spaces.push(columns(vectors, start, end));
    start = end;
  }
  const second = commuting();
  const classes: Float64Layout[][] = [];
  for (const V of spaces) {
    const known = classes.find(([W]) => W.cols === V.cols && largest(compress(W, second, V)) > TOLERANCE);
    if (known) known.push(V);
    else classes.push([V]);
  }
  return classes.map((list) => {
    const projector: Float64Layout = { data: new Float64Array(n * n), rows: n, cols: n };
    for (const V of list) {
      multiply(V, transpose(V)).data.forEach((x, i) => {
        projector.data[i] += x;
      });
    }
    return { degree: list[0].cols, multiplicity: list.length, type: typeOf(list[0], commuting), projector };
  });
}

/** The dimension of the skew matrices that commute on one irreducible space: 0, 1, 3 for ℝ, ℂ, ℍ. */
function typeOf(V: Float64Layout, commuting: () => Float64Layout): NumericComponent['type'] {
  const skew: Float64Array[] = [];
  for (let sample = 0; sample < 5; sample++) {
    const { data } = compress(V, commuting(), V);
    const d = V.cols;
    const x = Float64Array.from(data, (v, at) => (v - data[(at % d) * d + Math.floor(at / d)]) / 2);
    for (const y of skew) {
      const overlap = x.reduce((sum, v, i) => sum + v * y[i], 0);
      for (let i = 0; i < x.length; i++) x[i] -= overlap * y[i];
    }
    const length = Math.hypot(...x);
    if (length > TOLERANCE) skew.push(x.map((v) => v / length));
  }
  if (skew.length === 0) return 'real';
  if (skew.length === 1) return 'complex';
  if (skew.length === 3) return 'quaternionic';
  throw new Error(`${skew.length} skew dimensions: not a division algebra`);
}

function average(elements: readonly Float64Layout[], A: Float64Layout): Float64Layout {
  const sum = new Float64Array(A.data.length);
  for (const g of elements) {
    const { data } = multiply(g, multiply(A, transpose(g)));
    for (let i = 0; i < sum.length; i++) sum[i] += data[i] / elements.length;
  }
  return { data: sum, rows: A.rows, cols: A.cols };
}

function randomMatrix(n: number, random: () => number): Float64Layout {
  return { data: Float64Array.from({ length: n * n }, () => 2 * random() - 1), rows: n, cols: n };
}

function symmetricPart(A: Float64Layout): Float64Layout {
  const T = transpose(A).data;
  return { data: A.data.map((x, i) => (x + T[i]) / 2), rows: A.rows, cols: A.cols };
}

/** WᵀYV. */
function compress(W: Float64Layout, Y: Float64Layout, V: Float64Layout): Float64Layout {
  return multiply(transpose(W), multiply(Y, V));
}

function largest({ data }: Float64Layout): number {
  return data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

function columns(A: Float64Layout, from: number, to: number): Float64Layout {
  const data = Float64Array.from({ length: A.rows * (to - from) }, (_, at) => {
    const [i, j] = [Math.floor(at / (to - from)), at % (to - from)];
    return A.data[i * A.cols + from + j];
  });
  return { data, rows: A.rows, cols: to - from };
}

/** Jacobi's method by cyclic sweeps; eigenvalues ascend. */
function symmetricEigen({ data, rows: n }: Float64Layout): { values: number[]; vectors: Float64Layout } {
  const A = Float64Array.from(data);
  const V = Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const a = A[p * n + q];
        off = Math.max(off, Math.abs(a));
        if (Math.abs(a) < 1e-300) continue;
        const theta = (A[q * n + q] - A[p * n + p]) / (2 * a);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [x, y] = [A[k * n + p], A[k * n + q]];
          A[k * n + p] = c * x - s * y;
          A[k * n + q] = s * x + c * y;
          const [v, w] = [V[k * n + p], V[k * n + q]];
          V[k * n + p] = c * v - s * w;
          V[k * n + q] = s * v + c * w;
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [A[p * n + k], A[q * n + k]];
          A[p * n + k] = c * x - s * y;
          A[q * n + k] = s * x + c * y;
        }
      }
    }
    if (off < 1e-15) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => A[i * (n + 1)] - A[j * (n + 1)]);
  return {
    values: order.map((i) => A[i * (n + 1)]),
    vectors: {
      data: Float64Array.from({ length: n * n }, (_, at) => V[Math.floor(at / n) * n + order[at % n]]),
      rows: n,
      cols: n,
    },
  };
}
