/** Each kernel with its float64 twin: what one entry of the result is, and how far float32 may be from it. */
import { gather, pooledTile, sparse, sparseResidual, squaredParts } from './sources.js';

/** Unit roundoff of float32. */
export const UNIT = 2 ** -24;

/** A matrix as a kernel receives it. */
export interface Operand {
  readonly data: Float32Array;
  readonly rows: number;
  readonly cols: number;
}

/** One entry in float64, and the bound on what float32 arithmetic in any order makes of it. */
export interface Entry {
  readonly value: number;
  readonly bound: number;
}

export interface KernelSpec {
  readonly name: string;
  readonly source: (...args: never[]) => number;
  /** Arguments that hold data; the others hold indices, and are kept as they are when a kernel is validated. */
  readonly dataArguments: readonly number[];
  entry(args: readonly Operand[], inner: number, x: number, y: number, z: number): Entry;
}

const at = (M: Operand, i: number, j: number): number => M.data[i * M.cols + j];

/**
 * Σ of n products in float32, in any order and with or without fusing: |error| ≤ γ_{n+1}·Σ|aᵢbᵢ|, γ_k = k·u/(1 − k·u)
 * (Higham, §3.1); `extra` counts the operations done to the sum afterwards. The last term covers the underflow of
 * products, which accelerators flush to zero: at most 2⁻¹²⁶ each.
 */
function sumBound(n: number, size: number, extra = 0): number {
  const k = (n + 1 + extra) * UNIT;
  return (k / (1 - k)) * size + n * 2 ** -126;
}

interface Sum {
  readonly sum: number;
  /** Σ of the absolute values of its terms. */
  readonly size: number;
}

export const GATHER: KernelSpec = {
  name: 'gather',
  source: gather,
  dataArguments: [0],
  entry: ([X, index], _n, x, y) => ({ value: at(X, y, at(index, 0, x)), bound: 0 }),
};

/** Row r of X through output j of a sparse map. */
function sparseSum(X: Operand, index: Operand, weight: Operand, r: number, j: number, n: number): Sum {
  let sum = 0;
  let size = 0;
  for (let p = 0; p < n; p++) {
    const product = at(weight, j, p) * at(X, r, at(index, j, p));
    sum += product;
    size += Math.abs(product);
  }
  return { sum, size };
}

export const SPARSE: KernelSpec = {
  name: 'sparse',
  source: sparse,
  dataArguments: [0, 2],
  entry([X, index, weight], n, x, y) {
    const { sum, size } = sparseSum(X, index, weight, y, x, n);
    return { value: sum, bound: sumBound(n, size) };
  },
};

export const SPARSE_RESIDUAL: KernelSpec = {
  name: 'sparseResidual',
  source: sparseResidual,
  dataArguments: [0, 2, 3],
  entry([X, index, weight, Y], n, x, y) {
    const { sum, size } = sparseSum(X, index, weight, y, x, n);
    return { value: at(Y, y, x) - sum, bound: sumBound(n, size + Math.abs(at(Y, y, x)), 1) };
  },
};

/** Rows that one entry of `pooledTile` adds up. */
export const TILE = 64;

export const POOLED_TILE: KernelSpec = {
  name: 'pooledTile',
  source: pooledTile,
  dataArguments: [0, 1],
  entry([Y, Z, pair], _n, x, y) {
    const [left, right, pooled] = [at(pair, x, 0), at(pair, x, 1), at(pair, x, 2)];
    let sum = 0;
    let size = 0;
    for (let s = 0; s < pooled; s++) {
      for (let r = y * TILE; r < (y + 1) * TILE; r++) {
        const product = at(Y, r, left + s) * at(Z, r, right + s);
        sum += product;
        size += Math.abs(product);
      }
    }
    // A term passes through at most 8 additions in its part, and 8 for each s.
    return { value: sum, bound: sumBound(8 + 8 * pooled, size) };
  },
};

/** Numbers that one entry of `squaredParts` adds up. */
export const PART = 64;

export const SQUARED_PARTS: KernelSpec = {
  name: 'squaredParts',
  source: squaredParts,
  dataArguments: [0],
  entry([X], _n, x, y) {
    let sum = 0;
    for (let k = 0; k < PART; k++) sum += at(X, y, PART * x + k) ** 2;
    return { value: sum, bound: sumBound(PART, sum) };
  },
};
